package io.ucad.detector.image;

import java.util.List;

/**
 * How an image becomes the input of a backbone; stored with each task, because a memory is only
 * valid for the preprocessing it was learned with. {@code input = (sample / 255 - mean) / std} per
 * channel, after the resize.
 *
 * @param width of the model's input, pixels
 * @param height of the model's input, pixels
 * @param fit what happens to another aspect ratio
 * @param filter kernel of the resize
 * @param mean of red, green, blue, in units of 0 to 1
 * @param std of red, green, blue, in units of 0 to 1
 * @param region what is cut out of the image first
 */
public record Preprocessing(
    int width,
    int height,
    Fit fit,
    Filter filter,
    List<Float> mean,
    List<Float> std,
    RegionOfInterest region) {
  private static final int LONGEST_SIDE = 8192;

  public Preprocessing {
    if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "Expected sides of 1 to %d, found %d x %d".formatted(LONGEST_SIDE, width, height));
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException(
          "Expected a mean and std of 3 channels, found %s and %s".formatted(mean, std));
    }
    for (int c = 0; c < 3; c++) {
      if (!Float.isFinite(mean.get(c)) || !Float.isFinite(std.get(c)) || std.get(c) <= 0) {
        throw new IllegalArgumentException(
            "Expected finite means and positive stds, found %s and %s".formatted(mean, std));
      }
    }
  }

  /** Of whole images. */
  public Preprocessing(
      int width, int height, Fit fit, Filter filter, List<Float> mean, List<Float> std) {
    this(width, height, fit, filter, mean, std, RegionOfInterest.WHOLE);
  }

  /** The same for a part of the images. */
  public Preprocessing of(RegionOfInterest part) {
    return new Preprocessing(width, height, fit, filter, mean, std, part);
  }

  /**
   * Stretched, bilinear, with the mean and deviation of ImageNet: what DeiT, DINO and DINOv2 were
   * trained with.
   */
  public static Preprocessing imageNet(int width, int height) {
    return new Preprocessing(
        width,
        height,
        Fit.STRETCH,
        Filter.BILINEAR,
        List.of(0.485f, 0.456f, 0.406f),
        List.of(0.229f, 0.224f, 0.225f));
  }

  /** Stretched, bilinear, to the range -1 to 1: what the ImageNet-21k ViTs were trained with. */
  public static Preprocessing inception(int width, int height) {
    return new Preprocessing(
        width,
        height,
        Fit.STRETCH,
        Filter.BILINEAR,
        List.of(0.5f, 0.5f, 0.5f),
        List.of(0.5f, 0.5f, 0.5f));
  }

  /** Floats of one preprocessed image: {@code 3 * height * width}. */
  public int inputLength() {
    return 3 * width * height;
  }

  /** Where what the region shows of an image of this size comes to lie in the input. */
  public Placement placement(int imageWidth, int imageHeight) {
    RegionOfInterest.Cut cut = region.in(imageWidth, imageHeight);
    return Placement.of(this, cut.width(), cut.height());
  }
}
