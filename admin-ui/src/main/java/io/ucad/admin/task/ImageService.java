package io.ucad.admin.task;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.files.ImageReferences;
import io.ucad.admin.problem.UserProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The images of tasks: adding, looking, relabelling, deleting. */
@Service
public class ImageService {
  private static final int MOST = 500;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final Tasks tasks;
  private final Images images;
  private final ImageDesk desk;
  private final Pictures pictures;
  private final ImageReferences references;
  private final ImageFiles files;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  ImageService(
      Tasks tasks,
      Images images,
      ImageDesk desk,
      Pictures pictures,
      ImageReferences references,
      ImageFiles files,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.images = images;
    this.desk = desk;
    this.pictures = pictures;
    this.references = references;
    this.files = files;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * Adds one image.
   *
   * @param file the name it was sent with
   * @param label {@code good}, or the kind of defect; only test images have defects
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public IntakeReport add(String task, String file, byte[] bytes, Split split, String label) {
    long taskId = open(task);
    requireLabel(split, label);
    String folder = split == Split.TRAIN ? "train/" : "test/";
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    var tally = new IntakeTally();
    Optional<MvtecPath> path = MvtecPath.of(folder + label + "/" + name);
    if (path.isEmpty()) {
      tally.fault(
          file,
          IntakeFault.MISPLACED,
          "expected a name of letters, digits, spaces and ._+()- of at most 100 characters");
    } else {
      desk.image(taskId, path.get(), bytes, tally);
      if (tally.report().images() > 0) {
        transaction.executeWithoutResult(
            status -> audit.record("image.add", task, "", path.get().imageName()));
      }
    }
    return tally.report();
  }

  /**
   * Adds the images of a zip in MVTec layout; the stream is read once and closed.
   *
   * @param progress is told how many files were looked at
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public IntakeReport addZip(String task, InputStream zip, IntConsumer progress) {
    long taskId = open(task);
    try {
      IntakeReport report = new ZipIntake(desk, ArchiveLimits.DEFAULT).read(taskId, zip, progress);
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "image.import",
                  task,
                  "",
                  "%d images, %d masks, %d refused"
                      .formatted(report.images(), report.masks(), report.refused())));
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException("the upload broke off", e);
    }
  }

  /**
   * A page of images, training images first.
   *
   * @param split only these; null for all
   * @param label only these; empty for all
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<ImageRow> list(String task, @Nullable Split split, String label, int page, int size) {
    return images
        .page(find(task).id(), split, label, PageRequest.of(page, Math.min(size, MOST)))
        .stream()
        .map(StoredImage::toRow)
        .toList();
  }

  /** How many images {@link #list} has over all pages. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public long count(String task, @Nullable Split split, String label) {
    return images.count(find(task).id(), split, label);
  }

  /** The labels in use. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<String> labels(String task) {
    return images.labels(find(task).id());
  }

  /** Puts images to another split or label. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public int relabel(String task, Collection<Long> ids, Split split, String label) {
    requireLabel(split, label);
    requireFew(ids);
    List<StoredImage> found = images.findByTaskIdAndIdIn(find(task).id(), ids);
    found.forEach(image -> image.relabel(split, label));
    audit.record("image.relabel", task, "", found.size() + " images: " + split + " " + label);
    return found.size();
  }

  /** Takes images out of a task. Jobs that learned from them keep their snapshot. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public int delete(String task, Collection<Long> ids) {
    requireFew(ids);
    int deleted = ids.isEmpty() ? 0 : images.delete(find(task).id(), ids);
    audit.record("image.delete", task, deleted + " images", "");
    return deleted;
  }

  /** What is to be said about the images of a task as a whole. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public ImageCheck check(String task) {
    long id = find(task).id();
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Object[] row : images.sizes(id)) {
      sizes.put(row[0] + " x " + row[1], ((Number) row[2]).longValue());
    }
    Map<String, Long> shared = new LinkedHashMap<>();
    for (Object[] row : images.sharedWith(id)) {
      shared.put(String.valueOf(row[0]), ((Number) row[1]).longValue());
    }
    return new ImageCheck(sizes, shared);
  }

  /**
   * A small picture of an image that a task, a job or an inspection names, as JPEG.
   *
   * @param sha256 of the image, or of a mask
   */
  @PreAuthorize("hasRole('VIEWER')")
  public byte[] thumbnail(String sha256) {
    requireNamed(sha256);
    return pictures.small(sha256);
  }

  /** As {@link #thumbnail}, large enough to look into. */
  @PreAuthorize("hasRole('VIEWER')")
  public byte[] picture(String sha256) {
    requireNamed(sha256);
    return pictures.large(sha256);
  }

  /** The marked pixels of a mask in one colour and the others clear, as PNG, to lay over. */
  @PreAuthorize("hasRole('VIEWER')")
  public byte[] mask(String sha256) {
    requireNamed(sha256);
    return pictures.mask(sha256);
  }

  private void requireNamed(String sha256) {
    if (!references.has(sha256)) {
      throw new UserProblem("problem.image.none");
    }
  }

  /**
   * The bytes of an image that a task, a job or an inspection names, as they were sent: PNG or
   * JPEG.
   *
   * @param sha256 of the image, or of a mask
   */
  @PreAuthorize("hasRole('VIEWER')")
  public byte[] original(String sha256) {
    requireNamed(sha256);
    return files.read(sha256);
  }

  /** One image of a task. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public ImageRow get(String task, long id) {
    return images.findByTaskIdAndIdIn(find(task).id(), List.of(id)).stream()
        .map(StoredImage::toRow)
        .findFirst()
        .orElseThrow(() -> new UserProblem("problem.image.none"));
  }

  private long open(String task) {
    Task found = find(task);
    if (found.archived()) {
      throw new UserProblem("problem.task.archived", task);
    }
    return found.id();
  }

  private Task find(String name) {
    return tasks.findByName(name).orElseThrow(() -> new UserProblem("problem.task.none", name));
  }

  private static void requireLabel(Split split, String label) {
    if (!LABEL.matcher(label).matches()) {
      throw new UserProblem("problem.image.label");
    }
    if (split == Split.TRAIN && !label.equals(ImageRow.GOOD)) {
      throw new UserProblem("problem.image.train");
    }
  }

  private static void requireFew(Collection<Long> ids) {
    if (ids.size() > 10_000) {
      throw new UserProblem("problem.image.many", 10_000);
    }
  }
}
