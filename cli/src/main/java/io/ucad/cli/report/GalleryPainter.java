package io.ucad.cli.report;

import io.ucad.cli.picture.Jpeg;
import io.ucad.cli.picture.Overlay;
import io.ucad.cli.picture.Picture;
import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the gallery. Only its images are inspected again, so that no map has to be kept. */
public final class GalleryPainter {
  private static final int LONGEST_SIDE = 200;
  private static final byte[] NO_MAP = {};

  private final Detector detector;
  private final ImageGuard guard;

  /**
   * @param detector that gave the answers
   */
  public GalleryPainter(Detector detector, ImageGuard guard) {
    this.detector = detector;
    this.guard = guard;
  }

  /** Draws the choice of {@link GalleryChoice}. */
  public Gallery paint(List<TaskScore> scores) {
    Map<String, List<Shot>> shots = new LinkedHashMap<>();
    for (TaskScore score : scores) {
      shots.put(
          score.task(),
          GalleryChoice.of(score).stream().map(r -> shot(r, r.right(score.task()))).toList());
    }
    return new Gallery(shots);
  }

  private Shot shot(ImageResult result, boolean right) {
    DecodedImage image = guard.decode(bytes(result.image().file()));
    Inspection inspection = detector.inspect(image, InspectionOptions.DEFAULT);
    Picture small = Picture.thumbnail(image, LONGEST_SIDE);
    Optional<Path> mask = result.image().mask();
    Picture marked =
        mask.isPresent() ? Overlay.outline(small, guard.readMask(bytes(mask.get()))) : small;
    byte[] heat =
        inspection.known()
            ? Jpeg.encode(Overlay.heat(small, inspection.map(), inspection.threshold()))
            : NO_MAP;
    return new Shot(result, right, Jpeg.encode(marked), heat);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable image, found " + e, e);
    }
  }
}
