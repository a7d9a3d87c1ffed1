package io.ucad.detector.testing;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

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

  /**
   * Resident memory of this process, bytes, once the allocator has given back what is free. Without
   * that it tells how the allocator's pools happened to grow, a hundred MiB more or less.
   */
  public static long resident() {
    trim();
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

  private static void trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "systemTrimNativeHeap",
              new Object[0],
              new String[0]);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
