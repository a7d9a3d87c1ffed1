package io.ucad.admin.task;

import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.data.TestSet;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The images of a task as the trainer wants them. For the program itself, not for people. */
@Component
public class TaskData {
  private final Tasks tasks;
  private final Images images;
  private final ImageFiles files;

  TaskData(Tasks tasks, Images images, ImageFiles files) {
    this.tasks = tasks;
    this.images = images;
    this.files = files;
  }

  /**
   * What a job learns from: names and contents of the training images, by name.
   *
   * @throws UserProblem if there is no such task, it is archived, or has too few images
   */
  @Transactional(readOnly = true)
  public Training training(String name) {
    Task task =
        tasks.findByName(name).orElseThrow(() -> new UserProblem("problem.task.none", name));
    if (task.archived()) {
      throw new UserProblem("problem.task.archived", name);
    }
    List<NamedContent> found =
        images.findByTaskIdAndSplitOrderByName(task.id(), Split.TRAIN).stream()
            .map(image -> new NamedContent(image.name(), image.sha256()))
            .toList();
    if (found.size() < ImageCounts.LEAST) {
      throw new UserProblem("problem.task.few", name, ImageCounts.LEAST, found.size());
    }
    return new Training(task.id(), task.region(), found);
  }

  /** Contents of the training images that came last, newest first. */
  @Transactional(readOnly = true)
  public List<String> newest(String name, int most) {
    Task task =
        tasks.findByName(name).orElseThrow(() -> new UserProblem("problem.task.none", name));
    return images
        .findByTaskIdAndSplitOrderByIdDesc(task.id(), Split.TRAIN, PageRequest.of(0, most))
        .stream()
        .map(StoredImage::sha256)
        .toList();
  }

  /** The test images of a task; empty if it has none or is not registered here. */
  @Transactional(readOnly = true)
  public Optional<Test> test(String name) {
    Optional<Task> task = tasks.findByName(name);
    List<TestImage> found =
        task.map(t -> images.findByTaskIdAndSplitOrderByName(t.id(), Split.TEST)).stream()
            .flatMap(List::stream)
            .map(this::testImage)
            .toList();
    return found.isEmpty() ? Optional.empty() : task.map(t -> new Test(t.id(), new TestSet(found)));
  }

  private TestImage testImage(StoredImage image) {
    boolean defective = !image.label().equals(ImageRow.GOOD);
    return new TestImage(
        files.file(image.sha256()),
        image.name(),
        defective,
        image.label(),
        defective ? image.maskSha256().map(files::file) : Optional.empty());
  }

  /** A name and the SHA-256 of what it names. */
  public record NamedContent(String name, String sha256) {}

  /**
   * What a task is learned from.
   *
   * @param region what is learned of every image
   * @param images by name
   */
  public record Training(long taskId, RegionOfInterest region, List<NamedContent> images) {
    public Training {
      images = List.copyOf(images);
    }
  }

  /** What a task is measured with. */
  public record Test(long taskId, TestSet images) {}
}
