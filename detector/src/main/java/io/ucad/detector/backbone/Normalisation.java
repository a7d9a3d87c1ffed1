package io.ucad.detector.backbone;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Per-channel normalisation of RGB values in 0..1: (value - mean) / std.
 *
 * @param mean three means
 * @param std three positive deviations
 */
public record Normalisation(List<Float> mean, List<Float> std) {
  /** Statistics of ImageNet: DeiT, DINO, DINOv2 and most others. */
  public static final Normalisation IMAGENET =
      new Normalisation(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  /**
   * To -1..1: the ViTs that were trained on ImageNet-21k in Google's code base ("augreg", "orig"),
   * and SAM's.
   */
  public static final Normalisation HALF =
      new Normalisation(List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));

  /** The statistics of CLIP. */
  public static final Normalisation CLIP =
      new Normalisation(
          List.of(0.481455f, 0.457828f, 0.408211f), List.of(0.26863f, 0.261303f, 0.275777f));

  private static final List<String> HALF_NAMES = List.of("augreg", "in21k", "orig_in21k", ".sam_");

  public Normalisation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException(
          "expected 3 means and 3 deviations, found " + mean + " and " + std);
    }
    for (int c = 0; c < 3; c++) {
      if (!Float.isFinite(mean.get(c)) || !(std.get(c) > 0) || !Float.isFinite(std.get(c))) {
        throw new IllegalArgumentException(
            "expected finite means and positive deviations, found " + mean + " and " + std);
      }
    }
  }

  /** What timm uses for a checkpoint of this name; ImageNet's if the name says nothing. */
  static Normalisation forName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("clip")) {
      return CLIP;
    }
    boolean half = lower.startsWith("vit") && HALF_NAMES.stream().anyMatch(lower::contains);
    return half ? HALF : IMAGENET;
  }

  /** Reads "a,b,c" as safetensors metadata writes it. */
  static List<Float> parse(String text) {
    String[] parts = text.replace("[", "").replace("]", "").split(",", -1);
    try {
      return Arrays.stream(parts).map(part -> Float.valueOf(part.trim())).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected three numbers, found '" + text + "'", e);
    }
  }
}
