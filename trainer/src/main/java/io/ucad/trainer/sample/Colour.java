package io.ucad.trainer.sample;

/** A linear-light colour; 1 is a perfect white. */
record Colour(double red, double green, double blue) {

  /** From the usual display notation {@code 0xRRGGBB}, with a gamma of 2. */
  static Colour hex(int rgb) {
    return new Colour(linear(rgb >> 16), linear(rgb >> 8), linear(rgb));
  }

  Colour scaled(double factor) {
    return new Colour(red * factor, green * factor, blue * factor);
  }

  Colour mixed(Colour other, double share) {
    return new Colour(
        Noise.mixed(red, other.red, share),
        Noise.mixed(green, other.green, share),
        Noise.mixed(blue, other.blue, share));
  }

  /** The same colour as another batch of paint would give it. */
  Colour batch(RandomStream random, double spread) {
    double lightness = random.around(1, spread);
    return new Colour(
        red * lightness * random.around(1, spread / 4),
        green * lightness * random.around(1, spread / 4),
        blue * lightness * random.around(1, spread / 4));
  }

  private static double linear(int channel) {
    double value = (channel & 0xFF) / 255.0;
    return value * value;
  }
}
