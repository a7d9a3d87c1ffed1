package io.ucad.endpoint.access;

import io.ucad.store.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** The text of a token: 256 random bits, so that its plain hash gives nothing away. */
final class Secret {
  private static final String PREFIX = "ucad_";
  private static final int BYTES = 32;

  private Secret() {}

  static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String hash(String secret) {
    return Sha256.hex(secret);
  }
}
