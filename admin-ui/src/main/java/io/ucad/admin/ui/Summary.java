package io.ucad.admin.ui;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What changed in a version, in the language of whoever looks. A manifest holds one English
 * sentence for all programs; those of this product are known here, and others are shown as they
 * are.
 */
enum Summary {
  LEARNED("learned (\\S+) from (\\d+) images with preset (.+)"),
  TUNED("tuned (\\S+): false-alarm rate (\\S+) %, review rate (\\S+) %"),
  FORGOT("forgot (\\S+)"),
  IMPORTED("imported (\\S+) of (\\S+): (.+)");

  private final Pattern pattern;

  Summary(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
  }

  /**
   * @param sentence of a manifest
   */
  static String of(String sentence) {
    for (Summary summary : values()) {
      Optional<Object[]> found = summary.parts(sentence);
      if (found.isPresent()) {
        return Words.t("summary." + Words.lower(summary), found.get());
      }
    }
    return sentence;
  }

  /** What the sentence says, if it is of this kind. */
  Optional<Object[]> parts(String sentence) {
    Matcher matcher = pattern.matcher(sentence);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Object[] parts =
        IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group).toArray();
    if (this == IMPORTED) {
      parts[2] = of(matcher.group(3));
    }
    return Optional.of(parts);
  }
}
