package io.ucad.detector.safetensors;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An element type that a safetensors file may hold. All are stored little-endian. */
public enum DType {
  F64(8),
  I64(8),
  U64(8),
  F32(4),
  I32(4),
  U32(4),
  F16(2),
  BF16(2),
  I16(2),
  U16(2),
  I8(1),
  U8(1),
  BOOL(1),
  F8_E4M3(1),
  F8_E5M2(1);

  private static final Map<String, DType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(DType::name, Function.identity()));

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The type of this exact name as files spell it, or empty. */
  public static Optional<DType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
