package io.ucad.detector.testing;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests ask about native memory. */
public final class Native {
  private Native() {}

  /** A manager of the test's own. */
  public static NDManager manager() {
    return NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  /** Arrays alive in a manager and in all managers below it. */
  public static int arrays(NDManager manager) {
    return manager.getManagedArrays().size();
  }

  /** Resident memory of this process, bytes. */
  public static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
