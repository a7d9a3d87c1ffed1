package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** What is written, read by zlib; and as small as zlib writes it. */
class LiteralDeflateTest {
  @Test
  void zlibReadsWhatIsWritten() throws DataFormatException {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] data = new byte[1 + random.nextInt(i < 100 ? 8 : 20_000)];
      double spread = Math.pow(2, random.nextInt(9));
      for (int k = 0; k < data.length; k++) {
        data[k] = (byte) Math.round(random.nextGaussian() * spread);
      }

      assertThat(inflated(written(data), data.length)).isEqualTo(data);
    }
  }

  @Test
  void everyByteAndOneByteAlone() throws DataFormatException {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    byte[] equal = new byte[1000];
    Arrays.fill(equal, (byte) 200);

    assertThat(inflated(written(every), every.length)).isEqualTo(every);
    assertThat(inflated(written(equal), equal.length)).isEqualTo(equal);
  }

  /** Frequencies of Fibonacci give the longest codes there are. */
  @Test
  void codesAreNeverLongerThanTheFormatAllows() throws DataFormatException {
    int[] frequencies = new int[257];
    frequencies[256] = 1;
    int length = 0;
    for (int symbol = 0, a = 1, b = 1; symbol < 27; symbol++) {
      frequencies[symbol] = a;
      length += a;
      int next = a + b;
      a = b;
      b = next;
    }
    byte[] data = new byte[length];
    for (int symbol = 0, at = 0; symbol < 27; symbol++) {
      Arrays.fill(data, at, at + frequencies[symbol], (byte) symbol);
      at += frequencies[symbol];
    }

    int[] lengths = LiteralDeflate.lengths(frequencies);

    assertThat(Arrays.stream(lengths).max()).isPresent();
    assertThat(Arrays.stream(lengths).max().orElseThrow()).isLessThanOrEqualTo(15);
    double kraft = Arrays.stream(lengths).filter(l -> l > 0).mapToDouble(l -> 1.0 / (1 << l)).sum();
    assertThat(kraft).isEqualTo(1);
    assertThat(inflated(written(data), data.length)).isEqualTo(data);
  }

  @Test
  void isAboutAsSmallAsZlibWithoutASearch() {
    byte[] data = new byte[50_000];
    Random random = new Random(4);
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) Math.round(random.nextGaussian() * 5);
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setStrategy(Deflater.HUFFMAN_ONLY);
    deflater.setInput(data);
    deflater.finish();
    byte[] buffer = new byte[100_000];
    int zlib = 0;
    while (!deflater.finished()) {
      zlib += deflater.deflate(buffer, zlib, buffer.length - zlib);
    }
    deflater.end();

    assertThat(written(data).length).isLessThan(zlib + 500);
  }

  private static byte[] written(byte[] data) {
    byte[] out = new byte[7 + LiteralDeflate.bound(data.length)];
    int end = LiteralDeflate.write(data, out, 7);
    return Arrays.copyOfRange(out, 7, end);
  }

  private static byte[] inflated(byte[] stream, int length) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stream);
      byte[] data = new byte[length + 1];
      int found = inflater.inflate(data);
      assertThat(inflater.finished()).isTrue();
      assertThat(inflater.getRemaining()).isZero();
      return Arrays.copyOf(data, found);
    } finally {
      inflater.end();
    }
  }
}
