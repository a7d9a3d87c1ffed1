package io.ucad.admin.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be said about the images of a task as a whole.
 *
 * @param sizes width and height, and how many images have them; the commonest first
 * @param shared tasks that hold some of the same images, and how many
 */
public record ImageCheck(Map<String, Long> sizes, Map<String, Long> shared) {
  public ImageCheck {
    sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
    shared = Collections.unmodifiableMap(new LinkedHashMap<>(shared));
  }

  /** Whether images differ in size, which usually means that some are not of this product. */
  public boolean mixed() {
    return sizes.size() > 1;
  }
}
