package io.ucad.trainer.data;

import io.ucad.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The identity of an ordered list of named files: SHA-256 over, for each, its name in UTF-8, a zero
 * byte (which no name holds) and the SHA-256 of its content (32 bytes).
 */
final class Fingerprint {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest whole = Sha256.digest();
  private final byte[] chunk = new byte[CHUNK];

  Fingerprint add(String name, Path file) {
    MessageDigest content = Sha256.digest();
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        content.update(chunk, 0, read);
      }
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
    whole.update(name.getBytes(StandardCharsets.UTF_8));
    whole.update((byte) 0);
    whole.update(content.digest());
    return this;
  }

  /** 64 lower-case hexadecimal digits; call once. */
  String hex() {
    return Sha256.hex(whole);
  }
}
