package io.ucad.trainer.memory;

import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.Preprocessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/**
 * The training images of a task as inputs of the ViT. Inputs of the first images are kept, so that
 * epochs do not decode them again; memory is bounded by {@link #KEPT_BYTES}. Thread-safe.
 */
public final class ImageSource {
  /** Bytes of inputs that are kept. */
  static final long KEPT_BYTES = 512L << 20;

  private final List<Path> files;
  private final List<String> names;
  private final ImageGuard guard;
  private final Preprocessor preprocessor;
  private final int keptImages;
  private final ConcurrentMap<Integer, float[]> kept = new ConcurrentHashMap<>();

  /**
   * @param names of the images, as they will be remembered
   */
  public ImageSource(
      List<Path> files, List<String> names, ImageGuard guard, Preprocessor preprocessor) {
    this.files = List.copyOf(files);
    this.names = List.copyOf(names);
    this.guard = guard;
    this.preprocessor = preprocessor;
    var how = preprocessor.preprocessing();
    this.keptImages = (int) Math.min(files.size(), KEPT_BYTES / (12L * how.width() * how.height()));
  }

  public int size() {
    return files.size();
  }

  public List<String> names() {
    return names;
  }

  /** Inputs of some images, planar [3, h, w], normalised; the caller may draw into them. */
  public float[][] inputs(int... indices) {
    return IntStream.of(indices).parallel().mapToObj(this::input).toArray(float[][]::new);
  }

  private float[] input(int index) {
    float[] known = kept.get(index);
    if (known != null) {
      return known.clone();
    }
    float[] made = preprocessor.apply(decode(index));
    if (index < keptImages) {
      kept.put(index, made.clone());
    }
    return made;
  }

  /** The image itself. */
  public DecodedImage decode(int index) {
    Path file = files.get(index);
    try {
      return guard.decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable image, found " + e, e);
    }
  }
}
