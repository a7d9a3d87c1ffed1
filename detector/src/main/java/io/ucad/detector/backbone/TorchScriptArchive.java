package io.ucad.detector.backbone;

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
 * Turns the program's text into a loaded TorchScript module. The archive that the engine wants is a
 * zip of stored entries: the program, an empty table of constants, and a pickle of fixed bytes that
 * says "one object of class Vit". It is written to a private directory and deleted as soon as it is
 * loaded; no file from outside is ever executed.
 */
final class TorchScriptArchive {
  private static final String NAME = "vit";
  private static final String PROGRAM = "vit.py.txt";

  private TorchScriptArchive() {}

  /** Loads the program for a network; the caller closes the model. */
  static Model load(VitShape shape, Device device) {
    Path directory = null;
    Model model = Model.newInstance(NAME, device, "PyTorch");
    try {
      directory = Files.createTempDirectory("ucad-vit");
      Path archive = directory.resolve(NAME + ".pt");
      try (OutputStream out = Files.newOutputStream(archive)) {
        write(program(shape), out);
      }
      model.load(directory, NAME);
      return model;
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new BackboneException(
          "the engine does not accept the ViT program " + PROGRAM + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    } finally {
      delete(directory);
    }
  }

  /** The program with the network's sizes filled in. */
  static String program(VitShape shape) {
    String text = resource();
    Map<String, Object> names =
        Map.of(
            "patch", shape.patch(),
            "patchValues", 3 * shape.patch() * shape.patch(),
            "prefix", shape.prefixTokens(),
            "dim", shape.dim(),
            "mlp", shape.mlp(),
            "qkvWidth", 3 * shape.dim(),
            "heads", shape.heads(),
            "headDim", shape.headDim(),
            "epsilon", shape.epsilon());
    for (var name : names.entrySet()) {
      text = text.replace("${" + name.getKey() + "}", name.getValue().toString());
    }
    return text;
  }

  private static String resource() {
    try (InputStream in = TorchScriptArchive.class.getResourceAsStream(PROGRAM)) {
      if (in == null) {
        throw new IllegalStateException(
            "expected the resource " + PROGRAM + " beside the classes, found none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String program, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "data.pkl", pickle());
      store(zip, "code/__torch__.py", program.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Pickle, protocol 2: an instance of {@code __torch__.Vit} whose state is {@code {"training":
   * False}}.
   */
  private static byte[] pickle() {
    String opcodes = "\u0080\u0002c__torch__\nVit\nq\0)\u0081}(X\b\0\0\0trainingq\1\u0089ub.";
    return opcodes.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(NAME + "/" + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static void delete(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try {
      Files.deleteIfExists(directory.resolve(NAME + ".pt"));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // The program is loaded, and the leftover holds nothing but its text.
      directory.toFile().deleteOnExit();
    }
  }
}
