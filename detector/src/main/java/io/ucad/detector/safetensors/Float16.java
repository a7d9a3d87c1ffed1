package io.ucad.detector.safetensors;

/** IEEE 754 binary16 and bfloat16 against float32. Java 17 has no conversion of its own. */
public final class Float16 {
  private Float16() {}

  /** The exact float32 value of binary16 bits; a NaN stays a NaN. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int mantissa = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    if (exponent == 31) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (mantissa << 13));
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (mantissa << 13));
  }

  /** The binary16 bits nearest to a value, ties to even; beyond 65504 (rounded) it is infinity. */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x38800000) {
      // Subnormal in binary16: the scaling is exact, and rint rounds ties to even.
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
    int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
    return (short) (sign | ((rounded - (112 << 23)) >>> 13));
  }

  /** The exact float32 value of bfloat16 bits. */
  static float fromBrain(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
