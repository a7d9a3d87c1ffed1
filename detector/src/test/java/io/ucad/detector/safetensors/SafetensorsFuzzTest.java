package io.ucad.detector.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Mutated files are read or refused by the one typed exception, cheaply. */
class SafetensorsFuzzTest {
  private static final int ROUNDS = 30_000;
  private static final long MOST_BYTES = 1 << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int accepted;
  private int refused;

  @Test
  void mutatedFiles() throws IOException {
    byte[] sound = sound();
    SplittableRandom random = new SplittableRandom(20240117);
    for (int i = 0; i < ROUNDS; i++) {
      check(mutate(sound, random));
    }
    assertThat(accepted).as("mutations of data or names are still files").isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 4);
  }

  @Test
  void everyTruncationAndEveryAppendedByteIsRefused() throws IOException {
    byte[] sound = sound();
    for (int length = 0; length < sound.length; length++) {
      check(Arrays.copyOf(sound, length));
    }
    check(Arrays.copyOf(sound, sound.length + 1));
    assertThat(accepted).isZero();
    check(sound);
    assertThat(accepted).isOne();
  }

  private void check(byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      SafetensorsFile file = SafetensorsFile.parse(ByteBuffer.wrap(bytes));
      for (String name : file.names()) {
        assertThat(file.tensor(name).data().remaining()).isLessThanOrEqualTo(bytes.length);
      }
      accepted++;
    } catch (SafetensorsException e) {
      refused++;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
  }

  private static byte[] mutate(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    int header = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt();
    String alphabet = "0123456789{}[]\",:-.eE \\u\u0000\u0080\u00ffF32I64BF16_";
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(100) < 80 ? random.nextInt(8 + header) : random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        case 2 -> {
          int length = Math.min(random.nextInt(1, 24), bytes.length - at);
          System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
        }
        default -> bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(-9, 9)));
      }
      if (bytes.length < sound.length) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] sound() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SafetensorsWriter()
        .metadata("note", "a \"quoted\" \u00e9 value")
        .floats("blocks.0.norm1.weight", new float[12], 3, 4)
        .halfs("knowledge", new float[6], 2, 3)
        .ints("patch", new int[5], 5)
        .floats("empty", new float[0], 0, 7)
        .floats("scalar", new float[1])
        .writeTo(out);
    return out.toByteArray();
  }
}
