package io.ucad.admin.task;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the layout of MVTec AD: {@code [folder/]train/good/f}, {@code [folder/]test/kind/f} or
 * {@code [folder/]ground_truth/kind/stem_mask.png}.
 *
 * @param split of the image, or of the image of the mask
 * @param kind {@code good}, or the kind of defect
 * @param file its name without folders
 * @param mask whether it is a mask
 */
record MvtecPath(Split split, String kind, String file, boolean mask) {
  private static final String SAFE = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._+()-]{0,99}";
  private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern PATH =
      Pattern.compile(
          "(?:(?:" + SAFE + ")/){0,3}(train|test|ground_truth)/(" + SAFE + ")/(" + SAFE + ")");
  private static final String MASK_SUFFIX = "_mask.png";

  /** Empty for every name that is not exactly in the layout; nothing is mended. */
  static Optional<MvtecPath> of(String name) {
    Matcher path = PATH.matcher(name);
    if (!path.matches()) {
      return Optional.empty();
    }
    String kind = path.group(2).toLowerCase(Locale.ROOT);
    String file = path.group(3);
    if (!KIND.matcher(kind).matches()) {
      return Optional.empty();
    }
    return switch (path.group(1)) {
      case "train" ->
          kind.equals(ImageRow.GOOD)
              ? Optional.of(new MvtecPath(Split.TRAIN, kind, file, false))
              : Optional.empty();
      case "test" -> Optional.of(new MvtecPath(Split.TEST, kind, file, false));
      default ->
          file.endsWith(MASK_SUFFIX)
              ? Optional.of(new MvtecPath(Split.TEST, kind, file, true))
              : Optional.empty();
    };
  }

  /** The name under which the image is kept: {@code test/crack/003.png}. */
  String imageName() {
    return (split == Split.TRAIN ? "train/" : "test/") + kind + "/" + file;
  }

  /** What an image and its mask have in common: {@code crack/003}. */
  String stem() {
    int end = mask ? file.length() - MASK_SUFFIX.length() : file.lastIndexOf('.');
    return kind + "/" + (end <= 0 ? file : file.substring(0, end));
  }
}
