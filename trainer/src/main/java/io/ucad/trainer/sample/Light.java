package io.ucad.trainer.sample;

/**
 * One key light and the light of the hall.
 *
 * @param azimuth where the key light comes from, in the image, radians
 * @param elevation of the key light above the table, radians
 * @param key its strength
 * @param ambient strength of the light from all sides
 * @param falloff how much the key light changes across the image
 * @param warmth blue against red: 0 is neutral
 */
record Light(
    double azimuth, double elevation, double key, double ambient, double falloff, double warmth) {

  /** The lamp of one station on one day: never quite where it was. */
  static Light of(RandomStream random, double elevation, double key, double ambient) {
    return new Light(
        random.around(-2.2, 0.22),
        elevation + random.around(0, 0.07),
        key * random.around(1, 0.09),
        ambient * random.around(1, 0.12),
        random.between(0.02, 0.10),
        random.around(0, 0.025));
  }

  double x() {
    return Math.cos(azimuth) * Math.cos(elevation);
  }

  double y() {
    return Math.sin(azimuth) * Math.cos(elevation);
  }

  double z() {
    return Math.sin(elevation);
  }
}
