package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reliability case 20: whatever is done to an image, the guard answers with pixels or with a code.
 */
class MutatedImagesTest {
  private static final int MUTANTS = 20_000;
  private static final long MOST_NANOS = 1_000_000_000L;

  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @Test
  void mutantsAreDecodedOrRefusedWithAStableCode() {
    List<byte[]> seeds = seeds();
    Random random = new Random(20);
    Map<ImageErrorCode, Integer> refused = new EnumMap<>(ImageErrorCode.class);
    int decoded = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutate(seeds, random);
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try {
        DecodedImage image = guard.decode(mutant);
        assertThat(image.rgb()).hasSize(3 * image.width() * image.height());
        decoded++;
      } catch (ImageRejectedException e) {
        assertThat(e.code()).isNotEqualTo(ImageErrorCode.DECODER_OVERLOADED);
        refused.merge(e.code(), 1, Integer::sum);
      }
      assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
          .isLessThan(MOST_NANOS);
    }
    // Both happen often, or the mutations would be too weak or too strong to tell anything.
    assertThat(decoded).isBetween(500, MUTANTS / 2);
    assertThat(refused)
        .containsKeys(
            ImageErrorCode.CORRUPT_IMAGE,
            ImageErrorCode.UNSUPPORTED_FORMAT,
            ImageErrorCode.IMAGE_TOO_LARGE);
  }

  private static List<byte[]> seeds() {
    PngFixture.Samples noise = (x, y, c) -> x * 37 + y * 101 + c * 11;
    List<byte[]> seeds = new ArrayList<>();
    for (boolean progressive : new boolean[] {false, true}) {
      seeds.add(JpegFixture.encode(JpegFixture.smooth(24, 16, false), 0.7f, progressive));
      seeds.add(JpegFixture.encode(JpegFixture.smooth(19, 33, true), 0.7f, progressive));
    }
    seeds.add(JpegFixture.withOrientation(seeds.get(0), 6));
    seeds.add(JpegFixture.withAdobe(JpegFixture.encodeRaw(16, 16, 4, new byte[16 * 16 * 4]), 2));
    seeds.add(new PngFixture(16, 9, 8, 2).encode(noise));
    seeds.add(new PngFixture(16, 9, 16, 6).interlaced().encode(noise));
    seeds.add(new PngFixture(16, 9, 1, 0).encode(noise));
    seeds.add(
        new PngFixture(9, 9, 4, 3)
            .chunk("PLTE", new byte[48])
            .chunk("tRNS", new byte[8])
            .encode((x, y, c) -> x));
    seeds.add(
        new PngFixture(9, 9, 8, 4)
            .splitData(7)
            .chunk("eXIf", JpegFixture.tiff(7, true))
            .encode(noise));
    return seeds;
  }

  private static byte[] mutate(List<byte[]> seeds, Random random) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    byte[] mutant = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(7)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
        case 3 ->
            mutant =
                splice(mutant, at, Math.min(mutant.length, at + random.nextInt(30)), new byte[0]);
        case 4 -> mutant = splice(mutant, at, at, randomBytes(random));
        case 5 -> {
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int from = random.nextInt(other.length);
          mutant =
              splice(
                  mutant,
                  at,
                  at,
                  Arrays.copyOfRange(other, from, Math.min(other.length, from + 40)));
        }
        default -> {
          if (random.nextInt(4) == 0) {
            mutant = Arrays.copyOf(mutant, Math.max(1, at));
          }
        }
      }
      if (mutant.length == 0) {
        return mutant;
      }
    }
    if (random.nextBoolean()) {
      PngFixture.repairChecksums(mutant);
    }
    return mutant;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] insert) {
    return JpegFixture.concat(
        Arrays.copyOf(bytes, from), insert, Arrays.copyOfRange(bytes, to, bytes.length));
  }
}
