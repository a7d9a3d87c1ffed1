package io.ucad.detector.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.detector.testing.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsRoundTripTest {

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("memory.safetensors");
    try (var out = Files.newOutputStream(path)) {
      new SafetensorsWriter()
          .metadata("task", "bottle \u00e9\n")
          .floats("key", new float[] {1, -2.5f, Float.MIN_VALUE, Float.NaN, 5, 6}, 2, 3)
          .halfs("knowledge", new float[] {1, 65504, 0.1f, -0f}, 4)
          .ints("source", new int[] {7, Integer.MIN_VALUE}, 2, 1)
          .writeTo(out);
    }

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactlyInAnyOrder("key", "knowledge", "source");
      assertThat(file.metadata()).containsOnly(Map.entry("task", "bottle \u00e9\n"));
      assertThat(file.tensor("key").toFloats())
          .containsExactly(1, -2.5f, Float.MIN_VALUE, Float.NaN, 5, 6);
      assertThat(file.shape("key")).containsExactly(2, 3);
      assertThat(file.tensor("knowledge").toFloats()).containsExactly(1, 65504, 0.099975586f, -0f);
      assertThat(file.dtype("knowledge")).isEqualTo(DType.F16);
      assertThat(file.tensor("source").toInts()).containsExactly(7, Integer.MIN_VALUE);
    }
  }

  @Test
  void theBytesDoNotDependOnTheOrderOfCalls() throws IOException {
    byte[] one =
        bytes(
            new SafetensorsWriter()
                .metadata("a", "1")
                .metadata("b", "2")
                .floats("x", new float[3], 3)
                .ints("y", new int[1], 1)
                .halfs("a", new float[1], 1));
    byte[] two =
        bytes(
            new SafetensorsWriter()
                .halfs("a", new float[1], 1)
                .ints("y", new int[1], 1)
                .floats("x", new float[3], 3)
                .metadata("b", "2")
                .metadata("a", "1"));

    assertThat(one).isEqualTo(two);
    long header = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    assertThat(new String(one, 8, (int) header, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
                + "\"y\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[12,16]},"
                + "\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[16,18]}}");
  }

  @Test
  void contentOfAnotherLengthIsRefused() {
    var shorter = new SafetensorsWriter().add("x", DType.F32, sink -> sink.write(1f), 2);
    var longer = new SafetensorsWriter().add("x", DType.F32, sink -> sink.write(1f, 2f, 3f), 2);

    assertThatThrownBy(() -> bytes(shorter)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bytes(longer)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> new SafetensorsWriter().floats("x", new float[1], 1).floats("x", new float[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyHalfSurvives() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Float16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Float16.fromFloat(value)).isEqualTo((short) bits);
      }
    }
    assertThat(Float16.toFloat(Float16.fromFloat(Float.NaN))).isNaN();
    assertThat(Float16.toFloat(Float16.fromFloat(65520))).isInfinite();
    assertThat(Float16.toFloat(Float16.fromFloat(65519))).isEqualTo(65504);
    assertThat(Float16.toFloat(Float16.fromFloat(1 + 0x1p-11f))).as("ties to even").isEqualTo(1);
    assertThat(Float16.toFloat(Float16.fromFloat(1 + 3 * 0x1p-11f))).isEqualTo(1 + 0x1p-9f);
    assertThat(Float16.toFloat(Float16.fromFloat(0x1p-25f))).isZero();
    assertThat(Float16.toFloat(Float16.fromFloat(0x1.8p-25f))).isEqualTo(0x1p-24f);
  }

  @Test
  void brainFloatsAreReadAsFloats() {
    String header = "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}";
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    bytes.putShort((short) 0x3f80).putShort((short) 0xc049).flip();

    assertThat(SafetensorsFile.parse(bytes).tensor("a").toFloats()).containsExactly(1, -3.140625f);
  }

  @Test
  void aFileOverTwoGibibytesIsReadTensorByTensor(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("large.safetensors");
    long half = 1_500_000_000;
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":["
            + half
            + "],\"data_offsets\":[0,"
            + half
            + "]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":["
            + half
            + "],\"data_offsets\":["
            + half
            + ","
            + 2 * half
            + "]}}";
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length()).array());
      file.write(header.getBytes(StandardCharsets.UTF_8));
      file.setLength(8 + header.length() + 2 * half);
      file.seek(8 + header.length() + 2 * half - 1);
      file.write(42);
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.tensor("b").data().get((int) half - 1)).isEqualTo((byte) 42);
    }
  }

  @Test
  void theRealBackboneIsRead() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(SharedFiles.deitTiny())) {
      assertThat(file.shape("pos_embed")).containsExactly(1, 197, 192);
      assertThat(file.metadata()).containsEntry("licence", "Apache-2.0");
    }
  }

  private static byte[] bytes(SafetensorsWriter writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.writeTo(out);
    return out.toByteArray();
  }
}
