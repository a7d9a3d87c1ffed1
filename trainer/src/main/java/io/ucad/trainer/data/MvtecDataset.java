package io.ucad.trainer.data;

import io.ucad.store.StoreException;
import io.ucad.store.TaskName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tasks in the layout of MVTec AD, one folder each:
 *
 * <pre>
 * root/task/train/good/*
 * root/task/test/good/*
 * root/task/test/kind/*
 * root/task/ground_truth/kind/stem_mask.png
 * </pre>
 *
 * <p>A task without a {@code ground_truth} folder has no masks and hence no pixel metrics; in a
 * task with one, every defective image needs its mask.
 */
public final class MvtecDataset {
  private static final String TRAIN = "train/good";
  private static final String TEST = "test";
  private static final String MASKS = "ground_truth";

  private final ImageFolder root;

  private MvtecDataset(ImageFolder root) {
    this.root = root;
  }

  /**
   * Opens a folder of tasks; nothing is read yet.
   *
   * @throws DatasetException when it is not a folder
   */
  public static MvtecDataset at(Path root) {
    return new MvtecDataset(ImageFolder.under(root));
  }

  /** Names of the folders that hold training images, in alphabetical order; perhaps none. */
  public List<String> tasks() {
    return root.folders("").stream()
        .filter(TaskName::isValid)
        .filter(name -> root.hasFolder(name + "/" + TRAIN))
        .toList();
  }

  /**
   * The normal images of a task, named from its folder.
   *
   * @throws DatasetException when the name is not valid or there is no image in train/good
   */
  public TrainingImages training(String task) {
    ImageFolder folder = folder(task);
    requireFolder(folder, TRAIN);
    return TrainingImages.of(folder.root());
  }

  /**
   * The test images of a task: kinds in alphabetical order, images by name.
   *
   * @throws DatasetException when the name is not valid, there is no image in the test folder, or a
   *     mask is missing or ambiguous
   */
  public TestSet test(String task) {
    ImageFolder folder = folder(task);
    requireFolder(folder, TEST);
    List<TestImage> images = new ArrayList<>();
    for (String kind : folder.folders(TEST)) {
      images.addAll(kind.equals(TestImage.GOOD) ? good(folder) : defective(folder, kind));
    }
    if (images.isEmpty()) {
      throw DatasetException.of(
          "images (.png, .jpg, .jpeg) in folders of " + folder.root().resolve(TEST),
          "folders " + folder.folders(TEST) + " without images",
          "Put good parts into test/good and defective ones into test/<kind>.");
    }
    return new TestSet(images);
  }

  private static List<TestImage> good(ImageFolder folder) {
    return folder.images(TEST + "/" + TestImage.GOOD).stream()
        .map(
            file -> new TestImage(file, folder.name(file), false, TestImage.GOOD, Optional.empty()))
        .toList();
  }

  private static List<TestImage> defective(ImageFolder folder, String kind) {
    List<TestImage> images = new ArrayList<>();
    Set<String> stems = new HashSet<>();
    for (Path file : folder.images(TEST + "/" + kind)) {
      String stem = stem(file);
      if (!stems.add(stem)) {
        throw DatasetException.of(
            "one image named " + stem + " in " + file.getParent(),
            "several that differ in their extension only, such as " + file.getFileName(),
            "Rename one of them and its mask, so that each mask belongs to one image.");
      }
      Optional<Path> mask =
          folder.hasFolder(MASKS) ? Optional.of(mask(folder, kind, stem)) : Optional.empty();
      images.add(new TestImage(file, folder.name(file), true, kind, mask));
    }
    return images;
  }

  private static Path mask(ImageFolder folder, String kind, String stem) {
    Path mask = folder.root().resolve(MASKS).resolve(kind).resolve(stem + "_mask.png");
    if (!Files.exists(mask)) {
      throw DatasetException.of(
          "the mask " + mask,
          "nothing there",
          "Add it (same size as the image, nonzero = defect), or remove the folder "
              + folder.root().resolve(MASKS)
              + " to test this task without pixel metrics.");
    }
    return folder.file(mask);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private ImageFolder folder(String task) {
    String name = name(task).value();
    if (!root.folders("").contains(name)) {
      throw DatasetException.of(
          "the folder " + root.root().resolve(task),
          "tasks " + tasks() + " in " + root.root(),
          "Choose one of them, or lay the task out as " + DatasetException.LAYOUT + ".");
    }
    return root.sub(name);
  }

  private static TaskName name(String task) {
    try {
      return new TaskName(task);
    } catch (StoreException.Refused e) {
      throw DatasetException.badName(e);
    }
  }

  private static void requireFolder(ImageFolder folder, String relative) {
    if (!folder.hasFolder(relative)) {
      throw DatasetException.of(
          "the folder " + folder.root().resolve(relative),
          "folders " + folder.folders("") + " in " + folder.root(),
          "Lay the task out as " + DatasetException.LAYOUT + ".");
    }
  }
}
