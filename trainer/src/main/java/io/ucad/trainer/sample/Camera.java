package io.ucad.trainer.sample;

import java.util.SplittableRandom;

/**
 * Light, lens and sensor: turns a surface into bytes.
 *
 * <p>Two surfaces seen by one camera get the same noise, pixel by pixel; what differs between the
 * two pictures is what differs between the surfaces.
 */
final class Camera {
  private final double exposure;
  private final double blur;
  private final double readNoise;
  private final double shotNoise;
  private final double vignette;
  private final long noiseSeed;

  Camera(RandomStream random) {
    exposure = random.around(1, 0.05);
    blur = random.between(0.5, 0.75);
    readNoise = random.between(0.8, 1.5);
    shotNoise = random.between(0.8, 1.6);
    vignette = random.between(0.02, 0.14);
    noiseSeed = random.seed("sensor");
  }

  Picture take(Scene scene, int size) {
    float[][] channels = new Shading(scene.surface(size), scene.light).channels();
    double sigma = blur * size / 256.0;
    for (float[] channel : channels) {
      Lens.blur(channel, size, sigma);
    }
    return develop(channels, size);
  }

  private Picture develop(float[][] channels, int size) {
    byte[] rgb = new byte[3 * size * size];
    SplittableRandom noise = new SplittableRandom(noiseSeed);
    for (int i = 0; i < size * size; i++) {
      double u = 2.0 * (i % size) / size - 1;
      int row = i / size;
      double v = 2.0 * row / size - 1;
      double gain = exposure * (1 - vignette * (u * u + v * v));
      for (int c = 0; c < 3; c++) {
        // The square root is the display gamma that Colour.hex undoes.
        double signal = Math.sqrt(Math.clamp(channels[c][i] * gain, 0.0, 1.0));
        double sigma = readNoise + shotNoise * signal;
        double value = 255 * signal + sigma * noise.nextGaussian();
        rgb[3 * i + c] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
    return new Picture(size, rgb);
  }
}
