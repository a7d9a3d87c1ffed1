package io.ucad.pretrain.texture;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Drawn tiles of many classes of textures: what scenes are painted with. A pure function of the
 * seed and the sizes. Thread-safe.
 */
public final class TextureBank {
  /** Pixels of a tile's side. */
  public static final int TILE = 144;

  private final int classes;
  private final int variants;
  private final byte[][] tiles;

  private TextureBank(int classes, int variants, byte[][] tiles) {
    this.classes = classes;
    this.variants = variants;
    this.tiles = tiles;
  }

  /**
   * Draws the bank.
   *
   * @param classes formulas with parameters and colours
   * @param variants realisations of each
   */
  public static TextureBank draw(long seed, int classes, int variants) {
    byte[][] tiles = new byte[classes * variants][];
    IntStream.range(0, classes)
        .parallel()
        .forEach(
            c -> {
              var random = new SplittableRandom(Seeds.child(seed, c));
              Texture texture = Families.of(c, random);
              Palette palette = Palette.random(random);
              for (int v = 0; v < variants; v++) {
                tiles[c * variants + v] = coloured(texture.draw(TILE, random), palette);
              }
            });
    return new TextureBank(classes, variants, tiles);
  }

  public int classes() {
    return classes;
  }

  public int variants() {
    return variants;
  }

  /** One tile, interleaved RGB, row-major; not to be changed. */
  public byte[] tile(int index, int variant) {
    return tiles[index * variants + variant];
  }

  private static byte[] coloured(float[] tones, Palette palette) {
    byte[] rgb = new byte[3 * tones.length];
    for (int i = 0; i < tones.length; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) Math.round(255 * palette.at(tones[i], c));
      }
    }
    return rgb;
  }
}
