package io.ucad.detector.script;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a TorchScript program into a loaded module. The archive that the engine wants
 * is a zip of stored entries: the program, an empty table of constants, and a pickle of fixed bytes
 * that says "one object of this class". It is written to a private directory and deleted as soon as
 * it is loaded; no file from outside is ever executed.
 */
public final class ScriptProgram {
  private ScriptProgram() {}

  /**
   * A program that lies beside a class, with its {@code ${names}} filled in.
   *
   * @throws IllegalStateException if there is no such resource
   */
  public static String text(Class<?> owner, String resource, Map<String, ?> names) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "expected the resource " + resource + " beside the classes, found none");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var name : names.entrySet()) {
        text = text.replace("${" + name.getKey() + "}", name.getValue().toString());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads a program; the caller closes the model.
   *
   * @param type the class in the text, an ASCII name
   * @throws IllegalArgumentException if the engine does not accept the text; it says why
   */
  public static Model load(String type, String text, Device device) {
    Path directory = null;
    Model model = Model.newInstance(type, device, "PyTorch");
    try {
      directory = Files.createTempDirectory("ucad-script");
      try (OutputStream out = Files.newOutputStream(archive(directory, type))) {
        write(type, text, out);
      }
      model.load(directory, type);
      return model;
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new IllegalArgumentException(
          "the engine does not accept the program " + type + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    } finally {
      delete(directory, type);
    }
  }

  private static Path archive(Path directory, String type) {
    return directory.resolve(type + ".pt");
  }

  private static void write(String type, String text, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, type + "/version", "3\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, type + "/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, type + "/data.pkl", pickle(type));
      store(zip, type + "/code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Pickle, protocol 2: an instance of {@code __torch__.TYPE} whose state is {@code {"training":
   * False}}.
   */
  private static byte[] pickle(String type) {
    String opcodes =
        "\u0080\u0002c__torch__\n" + type + "\nq\0)\u0081}(X\b\0\0\0trainingq\1\u0089ub.";
    return opcodes.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static void delete(@Nullable Path directory, String type) {
    if (directory == null) {
      return;
    }
    try {
      Files.deleteIfExists(archive(directory, type));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // The program is loaded, and the leftover holds nothing but its text.
      directory.toFile().deleteOnExit();
    }
  }
}
