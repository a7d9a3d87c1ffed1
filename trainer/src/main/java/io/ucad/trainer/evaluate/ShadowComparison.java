package io.ucad.trainer.evaluate;

import io.ucad.detector.Inspection;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.trainer.progress.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Replays images on two versions, for example that of today and that of tomorrow. Links are not
 * followed; an image that cannot be read is named and the others are compared.
 */
public final class ShadowComparison {
  private static final List<String> EXTENSIONS = List.of(".png", ".jpg", ".jpeg");
  private static final String UNREADABLE = "FILE_UNREADABLE";

  /** A version that answers. */
  @FunctionalInterface
  public interface Inspector {
    Inspection inspect(DecodedImage image);
  }

  private final ImageGuard guard;
  private final ProgressListener progress;

  public ShadowComparison(ImageGuard guard, ProgressListener progress) {
    this.guard = guard;
    this.progress = progress;
  }

  /**
   * An image to compare on.
   *
   * @param name by which the report calls it
   */
  public record Named(String name, Path file) {}

  /** Compares all images below a folder. */
  public ShadowReport compare(Path folder, Inspector a, Inspector b) {
    return compare(
        images(folder).stream().map(file -> new Named(name(folder, file), file)).toList(), a, b);
  }

  /** Compares images in this order. */
  public ShadowReport compare(List<Named> images, Inspector a, Inspector b) {
    List<ShadowReport.Compared> compared = new ArrayList<>();
    List<ShadowReport.Unreadable> unreadable = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String name = images.get(i).name();
      progress.progress("comparing " + name, i, images.size());
      try {
        DecodedImage image = guard.decode(Files.readAllBytes(images.get(i).file()));
        compared.add(
            new ShadowReport.Compared(
                name, Judgement.of(a.inspect(image)), Judgement.of(b.inspect(image))));
      } catch (ImageRejectedException e) {
        unreadable.add(
            new ShadowReport.Unreadable(name, e.code().name(), String.valueOf(e.getMessage())));
      } catch (IOException e) {
        unreadable.add(new ShadowReport.Unreadable(name, UNREADABLE, e.toString()));
      }
    }
    return new ShadowReport(compared, unreadable);
  }

  /** The images below a folder in the order of their paths. */
  public static List<Path> images(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(ShadowComparison::namedAsImage)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("expected a folder of images, found " + e, e);
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException("expected readable folders, found " + e, e.getCause());
    }
  }

  private static boolean namedAsImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
