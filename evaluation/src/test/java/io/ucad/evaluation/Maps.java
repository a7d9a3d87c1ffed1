package io.ucad.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small test set of anomaly maps and masks, all of one size. */
record Maps(int width, int height, List<float[]> maps, List<boolean[]> masks) {

  /** Seeded maps of a seeded size; scores come from few or from many levels, masks are blotchy. */
  static Maps random(Random random) {
    int width = 1 + random.nextInt(9);
    int height = 1 + random.nextInt(9);
    int images = 1 + random.nextInt(4);
    int levels = List.of(1, 2, 5, 1 << 20).get(random.nextInt(4));
    double density = random.nextDouble() * 0.6;
    List<float[]> maps = new ArrayList<>();
    List<boolean[]> masks = new ArrayList<>();
    for (int k = 0; k < images; k++) {
      float[] map = new float[width * height];
      boolean[] mask = new boolean[width * height];
      for (int i = 0; i < map.length; i++) {
        mask[i] = k > 0 && random.nextDouble() < density;
        map[i] = (random.nextInt(levels) - levels / 2 + (mask[i] ? levels / 4 : 0)) * 0.37f;
      }
      maps.add(map);
      masks.add(mask);
    }
    return new Maps(width, height, maps, masks);
  }

  double[] scores() {
    double[] all = new double[maps.size() * width * height];
    int at = 0;
    for (float[] map : maps) {
      for (float score : map) {
        all[at++] = score;
      }
    }
    return all;
  }

  boolean[] labels() {
    boolean[] all = new boolean[maps.size() * width * height];
    int at = 0;
    for (boolean[] mask : masks) {
      System.arraycopy(mask, 0, all, at, mask.length);
      at += mask.length;
    }
    return all;
  }

  PixelReport measure(double limit, int buffer, Path directory) {
    PixelOptions options =
        PixelOptions.defaults().withAuproLimit(limit).withBuffer(buffer, directory);
    try (PixelMetrics metrics = new PixelMetrics(options)) {
      for (int k = 0; k < maps.size(); k++) {
        metrics.add(maps.get(k), masks.get(k), width, height);
      }
      return metrics.finish();
    }
  }
}
