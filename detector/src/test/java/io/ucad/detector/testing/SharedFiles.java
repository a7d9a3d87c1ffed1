package io.ucad.detector.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files of the shared folder, which lies beside the project and is never part of it. */
public final class SharedFiles {
  private SharedFiles() {}

  /**
   * A file or folder of the shared folder; if it is absent, the calling test is skipped and says
   * what is missing.
   */
  public static Path require(String relative) {
    Path root =
        Path.of(System.getProperty("ucad.shared", "../../shared")).toAbsolutePath().normalize();
    Path file = root.resolve(relative);
    if (!Files.exists(file)) {
      String message =
          "SKIPPED: this test needs '" + relative + "' in the shared folder; looked for " + file;
      System.err.println(message);
      Assumptions.abort(message);
    }
    return file;
  }

  /** The real backbone, DeiT-Tiny. */
  public static Path deitTiny() {
    return require("weights/deit_tiny_patch16_224.safetensors");
  }
}
