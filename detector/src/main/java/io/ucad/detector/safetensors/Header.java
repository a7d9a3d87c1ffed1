package io.ucad.detector.safetensors;

import io.ucad.detector.safetensors.SafetensorsException.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The header's content: tensors in the order of the file's text, and its metadata. */
record Header(Map<String, TensorEntry> tensors, Map<String, String> metadata) {

  /**
   * Checks that the tensors tile the data exactly: {@code start} is its first byte in the file,
   * {@code length} its bytes.
   */
  void checkLayout(long start, long length) {
    for (TensorEntry entry : tensors.values()) {
      long needed = TensorEntry.bytes(entry.dtype(), entry.shape(), entry.name());
      if (entry.end() < entry.begin()) {
        throw new SafetensorsException(
            Reason.REVERSED_OFFSETS,
            start,
            "tensor '"
                + entry.name()
                + "' ends at "
                + entry.end()
                + ", before its begin "
                + entry.begin());
      }
      if (entry.end() > length) {
        throw new SafetensorsException(
            Reason.OUT_OF_RANGE,
            start,
            "tensor '" + entry.name() + "' ends at " + entry.end() + ", the data at " + length);
      }
      if (entry.end() - entry.begin() != needed) {
        throw new SafetensorsException(
            Reason.SIZE_MISMATCH,
            start + entry.begin(),
            "tensor '"
                + entry.name()
                + "' needs "
                + needed
                + " bytes, found "
                + (entry.end() - entry.begin()));
      }
    }
    List<TensorEntry> ordered =
        tensors.values().stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    long expected = 0;
    for (TensorEntry entry : ordered) {
      if (entry.begin() != expected) {
        Reason reason = entry.begin() < expected ? Reason.OVERLAP : Reason.HOLE;
        throw new SafetensorsException(
            reason,
            start + entry.begin(),
            "tensor '" + entry.name() + "' begins at " + entry.begin() + ", expected " + expected);
      }
      expected = entry.end();
    }
    if (expected != length) {
      throw new SafetensorsException(
          Reason.TRAILING_BYTES,
          start + expected,
          (length - expected) + " bytes follow the last tensor");
    }
  }
}
