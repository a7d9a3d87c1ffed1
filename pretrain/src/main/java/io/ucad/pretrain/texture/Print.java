package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Rows of made-up glyphs from a small alphabet of its own. */
record Print(int alphabet, int letters, int dot, int gap, float fill) implements Texture {
  static Print random(SplittableRandom r) {
    return new Print(
        r.nextInt(),
        2 + r.nextInt(12),
        1 + r.nextInt(4),
        1 + r.nextInt(3),
        Texture.between(r, 0.3, 0.65));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    var canvas = new Canvas(size, 1);
    int advance = (5 + gap) * dot;
    int line = (7 + gap) * dot;
    for (int y = random.nextInt(line) - line; y < size; y += line) {
      for (int x = random.nextInt(advance) - advance; x < size - advance; x += advance) {
        glyph(canvas, x, y, random.nextInt(letters));
      }
    }
    return canvas.tones();
  }

  private void glyph(Canvas canvas, int x, int y, int letter) {
    for (int cell = 0; cell < 35; cell++) {
      if (Lattice.cell(alphabet, letter, cell) < fill) {
        canvas.rectangle(x + cell % 5 * dot, y + cell / 5 * dot, dot, dot, 0);
      }
    }
  }
}
