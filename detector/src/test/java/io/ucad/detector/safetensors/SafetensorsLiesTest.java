package io.ucad.detector.safetensors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.detector.safetensors.SafetensorsException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lie that a file can tell is refused by its own reason. */
class SafetensorsLiesTest {

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("no data", Reason.OUT_OF_RANGE, f32("a", "[2]", 0, 8), 0),
        lie("ends outside the file", Reason.OUT_OF_RANGE, f32("a", "[3]", 0, 12), 8),
        lie("begins outside the file", Reason.OUT_OF_RANGE, f32("a", "[2]", 1000, 1008), 8),
        lie("ends before it begins", Reason.REVERSED_OFFSETS, f32("a", "[2]", 8, 0), 8),
        lie("fewer bytes than its shape", Reason.SIZE_MISMATCH, f32("a", "[3]", 0, 8), 8),
        lie("more bytes than its shape", Reason.SIZE_MISMATCH, f32("a", "[1]", 0, 8), 8),
        lie("overlap", Reason.OVERLAP, f32("a", "[2]", 0, 8) + "," + f32("b", "[2]", 4, 12), 12),
        lie(
            "the same bytes twice",
            Reason.OVERLAP,
            f32("a", "[2]", 0, 8) + "," + f32("b", "[2]", 0, 8),
            8),
        lie("hole at the start", Reason.HOLE, f32("a", "[2]", 4, 12), 12),
        lie("hole between", Reason.HOLE, f32("a", "[1]", 0, 4) + "," + f32("b", "[1]", 8, 12), 12),
        lie("trailing bytes", Reason.TRAILING_BYTES, f32("a", "[2]", 0, 8), 9),
        lie("trailing bytes and no tensor", Reason.TRAILING_BYTES, "", 1),
        lie(
            "doubled tensor",
            Reason.DUPLICATE_NAME,
            f32("a", "[1]", 0, 4) + "," + f32("a", "[1]", 4, 8),
            8),
        lie(
            "doubled by an escape",
            Reason.DUPLICATE_NAME,
            f32("a", "[1]", 0, 4) + "," + f32("\\u0061", "[1]", 4, 8),
            8),
        lie(
            "doubled field",
            Reason.DUPLICATE_NAME,
            "'a':{'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]}",
            4),
        lie("doubled metadata", Reason.DUPLICATE_NAME, "'__metadata__':{'k':'1','k':'2'}", 0),
        lie(
            "doubled metadata object",
            Reason.DUPLICATE_NAME,
            "'__metadata__':{},'__metadata__':{}",
            0),
        lie(
            "unknown dtype",
            Reason.UNKNOWN_DTYPE,
            "'a':{'dtype':'F31','shape':[1],'data_offsets':[0,4]}",
            4),
        lie(
            "dtype in lower case",
            Reason.UNKNOWN_DTYPE,
            "'a':{'dtype':'f32','shape':[1],'data_offsets':[0,4]}",
            4),
        lie("shape overflows", Reason.OVERFLOW, f32("a", "[4294967296,4294967296]", 0, 8), 8),
        lie(
            "shape overflows behind a zero",
            Reason.OVERFLOW,
            f32("a", "[0,4294967296,4294967296]", 0, 0),
            0),
        lie("bytes overflow", Reason.OVERFLOW, f32("a", "[4611686018427387904]", 0, 8), 8),
        lie("a size over 63 bits", Reason.OVERFLOW, f32("a", "[9223372036854775808]", 0, 8), 8),
        lie("negative size", Reason.MALFORMED_ENTRY, f32("a", "[-1]", 0, 4), 4),
        lie("fractional size", Reason.MALFORMED_ENTRY, f32("a", "[1.0]", 0, 4), 4),
        lie("exponent", Reason.MALFORMED_ENTRY, f32("a", "[1e0]", 0, 4), 4),
        lie("size as a string", Reason.MALFORMED_ENTRY, f32("a", "['1']", 0, 4), 4),
        lie("negative offset", Reason.MALFORMED_ENTRY, f32("a", "[1]", -4, 0), 4),
        lie("huge number", Reason.MALFORMED_ENTRY, f32("a", "[99999999999999999999999]", 0, 4), 4),
        lie(
            "one offset",
            Reason.MALFORMED_ENTRY,
            "'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}",
            4),
        lie(
            "three offsets",
            Reason.MALFORMED_ENTRY,
            "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}",
            4),
        lie("no dtype", Reason.MALFORMED_ENTRY, "'a':{'shape':[1],'data_offsets':[0,4]}", 4),
        lie("no shape", Reason.MALFORMED_ENTRY, "'a':{'dtype':'F32','data_offsets':[0,4]}", 4),
        lie(
            "unknown field",
            Reason.MALFORMED_ENTRY,
            "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}",
            4),
        lie(
            "too many dimensions",
            Reason.MALFORMED_ENTRY,
            f32("a", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", 0, 4),
            4),
        lie("tensor is a list", Reason.MALFORMED_ENTRY, "'a':[1]", 0),
        lie("metadata is a number", Reason.MALFORMED_ENTRY, "'__metadata__':{'k':1}", 0),
        lie("metadata is nested", Reason.MALFORMED_ENTRY, "'__metadata__':{'k':{}}", 0),
        lie(
            "deep nesting",
            Reason.MALFORMED_ENTRY,
            "'a':" + "[".repeat(100_000) + "]".repeat(100_000),
            0),
        lie(
            "deep nesting in a shape",
            Reason.MALFORMED_ENTRY,
            f32("a", "[".repeat(50_000) + "]".repeat(50_000), 0, 4),
            4),
        lie("text after the object", Reason.NOT_JSON, f32("a", "[1]", 0, 4) + "}{", 4),
        lie("unquoted name", Reason.NOT_JSON, "a:{}", 0),
        lie("trailing comma", Reason.NOT_JSON, f32("a", "[1]", 0, 4) + ",", 4),
        lie("comment", Reason.NOT_JSON, "/* */", 0),
        lie("cut off", Reason.NOT_JSON, "'a':{'dtype':'F32", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void isRefused(String name, Reason reason, byte[] file) {
    assertThatThrownBy(() -> SafetensorsFile.parse(ByteBuffer.wrap(file)))
        .isInstanceOfSatisfying(
            SafetensorsException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.offset()).isBetween(0L, file.length + 1000L);
            });
  }

  @Test
  void theTruthIsAccepted() {
    SafetensorsFile file =
        SafetensorsFile.parse(ByteBuffer.wrap(file("{" + f32("a", "[2]", 0, 8) + "}  ", 8)));

    assertThat(file.tensor("a").toFloats()).containsExactly(0, 0);
    assertThat(file.metadata()).isEmpty();
  }

  @Test
  void lengthsOfTheHeaderAreChecked() {
    assertRefused(Reason.TRUNCATED, new byte[0]);
    assertRefused(Reason.TRUNCATED, new byte[7]);
    assertRefused(Reason.HEADER_LENGTH, length(0, "{}"));
    assertRefused(Reason.HEADER_LENGTH, length(-1, "{}"));
    assertRefused(Reason.HEADER_LENGTH, length(Long.MIN_VALUE, "{}"));
    assertRefused(Reason.HEADER_LENGTH, length(Long.MAX_VALUE, "{}"));
    assertRefused(Reason.HEADER_LENGTH, length(SafetensorsFile.MAX_HEADER_BYTES + 1L, "{}"));
    assertRefused(Reason.TRUNCATED, length(SafetensorsFile.MAX_HEADER_BYTES, "{}"));
    assertRefused(Reason.TRUNCATED, length(3, "{}"));
  }

  @Test
  void textOfTheHeaderIsChecked() {
    assertRefused(Reason.NOT_UTF8, file("{\"\u00ff\":{}}".getBytes(ISO_8859_1), 0));
    assertRefused(Reason.NOT_UTF8, file("{\"\u00c0\u0080\":{}}".getBytes(ISO_8859_1), 0));
    assertRefused(Reason.NOT_JSON, file(" {}", 0));
    assertRefused(Reason.NOT_JSON, file("[]", 0));
    assertRefused(Reason.NOT_JSON, file("\ufeff{}", 0));
    assertRefused(Reason.NOT_JSON, file("{}\0\0", 0));
  }

  @Test
  void manyTensorsAreRefusedBeforeTheyAreKept() {
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i <= HeaderReader.MAX_TENSORS; i++) {
      many.append(i == 0 ? "" : ",").append(f32("t" + i, "[0]", 0, 0).replace('\'', '"'));
    }
    assertRefused(Reason.TOO_MANY_TENSORS, file(many.append('}').toString(), 0));
  }

  @Test
  void whatIsSoundButNotAskedForRightIsRefused() {
    SafetensorsFile file =
        SafetensorsFile.parse(ByteBuffer.wrap(file("{" + f32("a", "[2]", 0, 8) + "}", 8)));

    assertReason(Reason.NO_SUCH_TENSOR, () -> file.tensor("b"));
    assertReason(Reason.WRONG_DTYPE, () -> file.tensor("a").toInts());
    assertReason(Reason.WRONG_DTYPE, () -> file.tensor("a").toLongs());
  }

  private static void assertRefused(Reason reason, byte[] file) {
    assertReason(reason, () -> SafetensorsFile.parse(ByteBuffer.wrap(file)));
  }

  private static void assertReason(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SafetensorsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Arguments lie(String name, Reason reason, String entries, int data) {
    return Arguments.of(name, reason, file("{" + entries + "}", data));
  }

  private static String f32(String name, String shape, long begin, long end) {
    return "'"
        + name
        + "':{'dtype':'F32','shape':"
        + shape
        + ",'data_offsets':["
        + begin
        + ","
        + end
        + "]}";
  }

  private static byte[] file(String header, int data) {
    return file(header.replace('\'', '"').getBytes(UTF_8), data);
  }

  private static byte[] file(byte[] header, int data) {
    return ByteBuffer.allocate(8 + header.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .array();
  }

  private static byte[] length(long length, String header) {
    byte[] file = file(header, 0);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    return file;
  }
}
