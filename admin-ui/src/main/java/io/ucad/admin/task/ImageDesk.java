package io.ucad.admin.task;

import io.ucad.admin.files.ImageFiles;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.detector.image.Mask;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes images in, one transaction each: what was taken stays taken when an upload breaks off, and
 * sending it again only adds the rest.
 */
@Component
class ImageDesk {
  /** Shorter sides hold nothing that a patch of 16 px could tell. */
  static final int LEAST_SIDE = 32;

  private final Images images;
  private final ImageFiles files;
  private final ImageGuard guard;
  private final Clock clock;
  private final TransactionTemplate transaction;

  ImageDesk(
      Images images,
      ImageFiles files,
      ImageGuard guard,
      Clock clock,
      TransactionTemplate transaction) {
    this.images = images;
    this.files = files;
    this.guard = guard;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** The longest file that can be an image, in bytes. */
  int mostBytes() {
    return guard.limits().maxBytes();
  }

  /** Takes an image, or notes why not. */
  void image(long taskId, MvtecPath path, byte[] bytes, IntakeTally tally) {
    DecodedImage pixels;
    try {
      pixels = guard.decode(bytes);
    } catch (ImageRejectedException e) {
      tally.fault(path.imageName(), IntakeFault.BROKEN, sentence(e));
      return;
    }
    int width = pixels.width();
    int height = pixels.height();
    if (Math.min(width, height) < LEAST_SIDE) {
      tally.fault(
          path.imageName(),
          IntakeFault.TOO_SMALL,
          "expected sides of at least %d px, found %d x %d".formatted(LEAST_SIDE, width, height));
      return;
    }
    String sha256 = files.put(bytes);
    Optional<String> duplicate =
        transaction.execute(status -> keep(taskId, path, sha256, width, height, bytes.length));
    if (duplicate.isPresent()) {
      tally.fault(
          path.imageName(), IntakeFault.DUPLICATE, "the same bytes are kept as " + duplicate.get());
      return;
    }
    tally.image();
  }

  /** Keeps the bytes of a mask; it is put to its image later, which may come after it. */
  Optional<KeptMask> mask(MvtecPath path, byte[] bytes, IntakeTally tally) {
    try {
      Mask mask = guard.readMask(bytes);
      return Optional.of(new KeptMask(path.file(), files.put(bytes), mask.width(), mask.height()));
    } catch (ImageRejectedException e) {
      tally.fault(path.file(), IntakeFault.BROKEN, sentence(e));
      return Optional.empty();
    }
  }

  /** Puts a mask to its image. */
  void attach(long taskId, String imageStem, KeptMask mask, IntakeTally tally) {
    transaction.executeWithoutResult(
        status -> {
          Optional<StoredImage> found =
              List.of(".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG").stream()
                  .flatMap(
                      end -> images.findByTaskIdAndName(taskId, "test/" + imageStem + end).stream())
                  .findFirst();
          if (found.isEmpty()) {
            tally.fault(
                mask.file(), IntakeFault.MASK_ALONE, "expected the image test/" + imageStem);
          } else if (found.get().width() != mask.width() || found.get().height() != mask.height()) {
            tally.fault(
                mask.file(),
                IntakeFault.MASK_SIZE,
                "expected %d x %d as the image, found %d x %d"
                    .formatted(
                        found.get().width(), found.get().height(), mask.width(), mask.height()));
          } else {
            found.get().mask(mask.sha256());
            tally.mask();
          }
        });
  }

  /** The name of the same image if the task has it; it is then not kept twice. */
  private Optional<String> keep(
      long taskId, MvtecPath path, String sha256, int width, int height, long bytes) {
    Optional<StoredImage> same = images.findByTaskIdAndSha256(taskId, sha256);
    if (same.isPresent()) {
      return same.map(StoredImage::name);
    }
    images.save(
        new StoredImage(
            taskId,
            freeName(taskId, path.imageName()),
            path.split(),
            path.kind(),
            sha256,
            width,
            height,
            bytes,
            clock.instant()));
    return Optional.empty();
  }

  private static String sentence(ImageRejectedException problem) {
    return Objects.requireNonNullElse(problem.getMessage(), problem.code().name());
  }

  private String freeName(long taskId, String wanted) {
    int dot = wanted.lastIndexOf('.');
    String name = wanted;
    for (int i = 2; images.findByTaskIdAndName(taskId, name).isPresent(); i++) {
      name =
          dot < 0 ? wanted + "-" + i : wanted.substring(0, dot) + "-" + i + wanted.substring(dot);
    }
    return name;
  }

  /**
   * A mask that waits for its image.
   *
   * @param file its name as it was sent
   */
  record KeptMask(String file, String sha256, int width, int height) {}
}
