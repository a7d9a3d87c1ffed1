package io.ucad.detector.backbone;

import ai.djl.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Loads backbones. */
public final class Backbones {
  private Backbones() {}

  /**
   * Loads a ViT with timm's names. The file's metadata may tell what tensors cannot: {@code
   * num_heads} (otherwise width / 64), {@code layer_norm_eps}, {@code name}, {@code mean} and
   * {@code std} as "r,g,b" (otherwise what timm uses for the name), {@code licence}.
   *
   * @throws BackboneException if the file is no ViT that can be run
   * @throws io.ucad.detector.safetensors.SafetensorsException if the file is not sound
   * @throws UncheckedIOException if it cannot be read
   */
  public static Backbone load(Path file, Device device, Implementation implementation) {
    return load(file, device, implementation, OptionalInt.empty());
  }

  /**
   * As {@link #load(Path, Device, Implementation)}, with the number of attention heads, which
   * stands above the file's.
   */
  public static Backbone load(
      Path file, Device device, Implementation implementation, OptionalInt heads) {
    return load(file, device, implementation, heads, Optional.empty());
  }

  /**
   * As {@link #load(Path, Device, Implementation)}, but only the file whose bytes have this hash;
   * another is refused before any array is made.
   *
   * @param sha256 in lower-case hexadecimal
   * @throws BackboneException also if the hash is another
   */
  public static Backbone load(
      Path file, Device device, Implementation implementation, String sha256) {
    return load(file, device, implementation, OptionalInt.empty(), Optional.of(sha256));
  }

  private static Backbone load(
      Path file,
      Device device,
      Implementation implementation,
      OptionalInt heads,
      Optional<String> sha256) {
    try (VitFile vit = VitFile.open(file, heads)) {
      BackboneInfo info = describe(file, vit);
      sha256.ifPresent(expected -> require(file, expected, info.sha256()));
      Weights weights = Weights.load(vit, device);
      try {
        return switch (implementation) {
          case ND_ARRAY -> new NDArrayVit(info, file, weights);
          case TORCH_SCRIPT -> new TorchScriptVit(info, file, weights);
        };
      } catch (RuntimeException e) {
        weights.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the backbone " + file + " cannot be read", e);
    }
  }

  /**
   * Reads a file to its end and compares its hash.
   *
   * @param sha256 in lower-case hexadecimal
   * @throws BackboneException if it is another
   * @throws UncheckedIOException if the file cannot be read
   */
  public static void verify(Path file, String sha256) {
    try {
      require(file, sha256, sha256(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the backbone " + file + " cannot be read", e);
    }
  }

  private static void require(Path file, String expected, String found) {
    if (!found.equals(expected)) {
      throw new BackboneException(
          "expected the backbone with SHA-256 %s in %s, found %s; the memory was learned with the first"
              .formatted(expected, file, found));
    }
  }

  private static BackboneInfo describe(Path file, VitFile vit) throws IOException {
    Map<String, String> metadata = vit.metadata();
    String name = metadata.getOrDefault("name", stem(file));
    Normalisation known = Normalisation.forName(name);
    String mean = metadata.get("mean");
    String std = metadata.get("std");
    Normalisation normalisation;
    try {
      normalisation =
          new Normalisation(
              mean == null ? known.mean() : Normalisation.parse(mean),
              std == null ? known.std() : Normalisation.parse(std));
    } catch (IllegalArgumentException e) {
      throw new BackboneException("the metadata 'mean' or 'std' is wrong: " + e.getMessage(), e);
    }
    String licence = metadata.getOrDefault("licence", metadata.getOrDefault("license", ""));
    return new BackboneInfo(
        name, sha256(file), vit.shape(), normalisation, vit.inputSize(), licence);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".safetensors") ? name.substring(0, name.length() - 12) : name;
  }

  /** The SHA-256 of a file, lower-case hexadecimal. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 18];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
