package io.ucad.detector.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * A zlib stream (RFC 1950 and 1951) of literals alone: one block with Huffman codes made for the
 * data, and no search for repetitions. Within a few percent of the size of {@link
 * java.util.zip.Deflater#HUFFMAN_ONLY}, in a fraction of its time.
 */
final class LiteralDeflate {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LITERALS = 256;
  private static final int END = LITERALS;
  private static final int LONGEST = 15;

  /** Lengths of code lengths in their order: 16 to 18 are not used, 0 to 15 take four bits each. */
  private static final int LENGTH_CODES = 19;

  private static final int REPEATS = 3;
  private static final int LENGTH_BITS = 4;

  private final byte[] out;
  private int position;
  private long bits;
  private int count;

  private LiteralDeflate(byte[] out, int at) {
    this.out = out;
    this.position = at;
  }

  /** Bytes that the stream of so many bytes never exceeds, with what is written beyond its end. */
  static int bound(int length) {
    return Math.addExact(length, length / 8 + 512);
  }

  /**
   * Writes the stream of {@code data} to {@code out} from {@code at}, where {@link #bound} bytes
   * must be free.
   *
   * @return where it ends
   */
  static int write(byte[] data, byte[] out, int at) {
    var stream = new LiteralDeflate(out, at);
    int[] lengths = lengths(frequencies(data));
    stream.header(lengths);
    stream.literals(data, codes(lengths));
    return stream.end(data);
  }

  /** Counts in four tables, because equal neighbours would wait for each other in one. */
  private static int[] frequencies(byte[] data) {
    int[][] counts = new int[4][LITERALS];
    for (int i = 0; i < data.length; i++) {
      counts[i & 3][data[i] & 0xFF]++;
    }
    int[] frequencies = new int[LITERALS + 1];
    for (int symbol = 0; symbol < LITERALS; symbol++) {
      frequencies[symbol] =
          counts[0][symbol] + counts[1][symbol] + counts[2][symbol] + counts[3][symbol];
    }
    frequencies[END] = 1;
    return frequencies;
  }

  /** Lengths of Huffman codes; frequencies are made more equal until none is too long. */
  static int[] lengths(int[] frequencies) {
    int[] weights = frequencies.clone();
    int[] lengths = huffman(weights);
    while (Arrays.stream(lengths).max().orElse(0) > LONGEST) {
      for (int symbol = 0; symbol < weights.length; symbol++) {
        weights[symbol] = (weights[symbol] + 1) / 2;
      }
      lengths = huffman(weights);
    }
    return lengths;
  }

  /**
   * At least two symbols; joins the two lightest trees until one is left; joined ones come in
   * ascending order.
   */
  private static int[] huffman(int[] weights) {
    long[] leaves = new long[weights.length];
    int used = 0;
    for (int symbol = 0; symbol < weights.length; symbol++) {
      if (weights[symbol] > 0) {
        leaves[used++] = (long) weights[symbol] << 16 | symbol;
      }
    }
    Arrays.sort(leaves, 0, used);
    long[] weight = new long[2 * used - 1];
    int[] parent = new int[2 * used - 1];
    for (int i = 0; i < used; i++) {
      weight[i] = leaves[i] >>> 16;
    }
    int leaf = 0;
    int joined = used;
    for (int next = used; next < weight.length; next++) {
      for (int child = 0; child < 2; child++) {
        boolean takeLeaf = leaf < used && (joined == next || weight[leaf] <= weight[joined]);
        int lightest = takeLeaf ? leaf++ : joined++;
        weight[next] += weight[lightest];
        parent[lightest] = next;
      }
    }
    int[] depth = new int[weight.length];
    for (int node = weight.length - 2; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
    }
    int[] lengths = new int[weights.length];
    for (int i = 0; i < used; i++) {
      lengths[(int) leaves[i] & 0xFFFF] = depth[i];
    }
    return lengths;
  }

  /** Canonical codes, first bit lowest, each with its length from bit 16 on. */
  private static int[] codes(int[] lengths) {
    int[] codes = new int[lengths.length];
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      next <<= 1;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = Integer.reverse(next++) >>> (32 - length) | length << 16;
        }
      }
    }
    return codes;
  }

  private void header(int[] lengths) {
    put(0x0178, 16);
    put(0b101, 3); // the last block, codes of its own
    put(0, 5); // 257 lengths of literals,
    put(0, 5); // one of distances, which is zero: there are none
    put(LENGTH_CODES - 4, 4);
    for (int i = 0; i < LENGTH_CODES; i++) {
      put(i < REPEATS ? 0 : LENGTH_BITS, 3);
    }
    for (int length : lengths) {
      put(Integer.reverse(length) >>> (32 - LENGTH_BITS), LENGTH_BITS);
    }
    put(0, LENGTH_BITS);
  }

  /** Three codes a step: with what is left of the last byte they fit one long. */
  private void literals(byte[] data, int[] codes) {
    int i = 0;
    for (; i + 2 < data.length; i += 3) {
      int first = codes[data[i] & 0xFF];
      int second = codes[data[i + 1] & 0xFF];
      int third = codes[data[i + 2] & 0xFF];
      int firstLength = first >>> 16;
      int secondLength = second >>> 16;
      long three =
          (first & 0xFFFF)
              | (long) (second & 0xFFFF) << firstLength
              | (long) (third & 0xFFFF) << (firstLength + secondLength);
      put(three, firstLength + secondLength + (third >>> 16));
    }
    for (; i < data.length; i++) {
      int code = codes[data[i] & 0xFF];
      put(code & 0xFFFF, code >>> 16);
    }
    put(codes[END] & 0xFFFF, codes[END] >>> 16);
  }

  /** Appends at most 56 bits. */
  private void put(long value, int length) {
    bits |= value << count;
    count += length;
    LONG.set(out, position, bits);
    position += count >>> 3;
    bits >>>= count & ~7;
    count &= 7;
  }

  private int end(byte[] data) {
    put(0, 8 - count & 7);
    var sum = new Adler32();
    sum.update(data);
    BigEndian.put32(out, position, (int) sum.getValue());
    return position + Integer.BYTES;
  }
}
