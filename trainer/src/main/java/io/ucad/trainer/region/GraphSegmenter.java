package io.ucad.trainer.region;

import boofcv.abst.segmentation.ImageSuperpixels;
import boofcv.alg.filter.blur.GBlurImageOps;
import boofcv.factory.segmentation.ConfigFh04;
import boofcv.factory.segmentation.FactoryImageSegmentation;
import boofcv.struct.ConnectRule;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayS32;
import boofcv.struct.image.ImageType;
import boofcv.struct.image.Planar;

/**
 * Regions by graph-based segmentation (Felzenszwalb and Huttenlocher, IJCV 2004): the default,
 * which needs no model. Neighbouring pixels join while the step between them is small against the
 * steps inside what they would join.
 *
 * <p>An image whose longer side exceeds 512 pixels is first shrunk by a whole factor (area mean),
 * so that the settings mean the same for every camera; its label map is sampled at that resolution.
 */
public final class GraphSegmenter implements RegionSegmenter {
  private static final int LONGEST_SIDE = 512;
  private static final double BLUR_SIGMA = 0.8;

  private final float scale;
  private final double leastShare;

  /** Scale 300 and regions of at least 1/200 of the image, about one token of a 14x14 grid. */
  public GraphSegmenter() {
    this(300, 1.0 / 200);
  }

  /**
   * With settings of its own.
   *
   * @param scale the k of the paper: larger gives fewer, larger regions; levels of 255, positive
   * @param leastShare smallest region as a share of the image, 0 to 1; smaller ones join a
   *     neighbour
   */
  public GraphSegmenter(double scale, double leastShare) {
    if (!(scale > 0) || !(leastShare >= 0 && leastShare <= 1)) {
      throw new IllegalArgumentException(
          "expected scale > 0 and leastShare in 0..1, got %s and %s".formatted(scale, leastShare));
    }
    this.scale = (float) scale;
    this.leastShare = leastShare;
  }

  @Override
  public LabelGrid segment(RgbImage image, int rows, int columns) {
    return labels(image).sample(rows, columns);
  }

  @Override
  public String id() {
    return "graph(fh04, k=%s, least=%s, sigma=%s)".formatted(scale, leastShare, BLUR_SIGMA);
  }

  /**
   * The label map that {@link #segment} samples: at the size of the image, or of the shrunk one.
   */
  public LabelMap labels(RgbImage image) {
    Planar<GrayF32> sharp = Shrink.toLongestSide(image, LONGEST_SIDE);
    Planar<GrayF32> smooth = sharp.createSameShape();
    GBlurImageOps.gaussian(sharp, smooth, BLUR_SIGMA, -1, null);

    int pixels = sharp.width * sharp.height;
    ConfigFh04 config = new ConfigFh04(scale, (int) Math.max(1, leastShare * pixels));
    config.connectRule = ConnectRule.EIGHT;
    // The segmenter keeps working memory: one for each call makes this object safe to share.
    ImageSuperpixels<Planar<GrayF32>> segmenter =
        FactoryImageSegmentation.fh04(config, ImageType.pl(3, GrayF32.class));
    GrayS32 labels = new GrayS32(sharp.width, sharp.height);
    segmenter.segment(smooth, labels);
    return new LabelMap(labels.width, labels.height, labels.data);
  }
}
