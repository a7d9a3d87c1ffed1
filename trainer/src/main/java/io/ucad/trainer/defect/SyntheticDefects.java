package io.ucad.trainer.defect;

import java.util.random.RandomGenerator;

/**
 * Draws one to three synthetic defects into a normalised image: (a) a mirrored piece of the same
 * image with another gain and offset, or (b) the place itself shifted in brightness.
 */
public final class SyntheticDefects {
  private static final int REFERENCE_SIZE = 224;

  private final int width;
  private final int height;
  private final int patch;

  /**
   * @param width of the model input, pixels
   * @param height of the model input, pixels
   * @param patch side of a token, pixels
   */
  public SyntheticDefects(int width, int height, int patch) {
    this.width = width;
    this.height = height;
    this.patch = patch;
  }

  /**
   * Draws in place.
   *
   * @param image planar [3, height, width], normalised
   * @param offset of the image in {@code image}
   * @return how much of every token is covered, from 0 to 1, row by row over the token grid
   */
  public float[] draw(float[] image, int offset, RandomGenerator random) {
    float[] covered = new float[width * height];
    float[] source = java.util.Arrays.copyOfRange(image, offset, offset + 3 * width * height);
    int defects = 1 + random.nextInt(3);
    for (int i = 0; i < defects; i++) {
      drawOne(source, image, offset, covered, random);
    }
    return perToken(covered);
  }

  private void drawOne(
      float[] source, float[] image, int offset, float[] covered, RandomGenerator random) {
    DefectShape shape =
        DefectShape.random(random, Math.min(width, height) / (double) REFERENCE_SIZE);
    int cx = random.nextInt(width);
    int cy = random.nextInt(height);
    boolean mirrored = random.nextBoolean();
    int sx = random.nextInt(width);
    int sy = random.nextInt(height);
    boolean flipX = random.nextBoolean();
    float gain = mirrored ? (float) (0.7 + 0.6 * random.nextDouble()) : 1;
    float shift = (float) (mirrored ? 0.6 * random.nextDouble() - 0.3 : signedShift(random));
    for (int dy = -shape.halfHeight(); dy <= shape.halfHeight(); dy++) {
      int y = cy + dy;
      if (y < 0 || y >= height) {
        continue;
      }
      for (int dx = -shape.halfWidth(); dx <= shape.halfWidth(); dx++) {
        int x = cx + dx;
        float alpha = x < 0 || x >= width ? 0 : shape.coverage(dx, dy);
        if (alpha == 0) {
          continue;
        }
        int from = y * width + x;
        if (mirrored) {
          int mx = Math.floorMod(flipX ? sx - dx : sx + dx, width);
          int my = Math.floorMod(flipX ? sy + dy : sy - dy, height);
          from = my * width + mx;
        }
        int to = y * width + x;
        for (int c = 0; c < 3; c++) {
          int plane = c * width * height;
          float value = gain * source[plane + from] + shift;
          image[offset + plane + to] += alpha * (value - image[offset + plane + to]);
        }
        covered[to] = Math.max(covered[to], alpha);
      }
    }
  }

  private static double signedShift(RandomGenerator random) {
    double size = 0.4 + 1.1 * random.nextDouble();
    return random.nextBoolean() ? size : -size;
  }

  private float[] perToken(float[] covered) {
    int rows = height / patch;
    int columns = width / patch;
    float[] tokens = new float[rows * columns];
    for (int y = 0; y < rows * patch; y++) {
      for (int x = 0; x < columns * patch; x++) {
        tokens[y / patch * columns + x / patch] += covered[y * width + x];
      }
    }
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] /= patch * patch;
    }
    return tokens;
  }
}
