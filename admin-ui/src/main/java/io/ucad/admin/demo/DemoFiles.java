package io.ucad.admin.demo;

import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.trainer.data.DatasetException;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.sample.SampleFactory;
import io.ucad.trainer.sample.SampleProgress;
import io.ucad.trainer.sample.SampleSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The drawn products, each in a folder in MVTec layout below {@code demo} in the workspace. They
 * stay there, so that there is something to send to the endpoint and to drop on the screens. That
 * the folder is there says that the workspace is a demo.
 */
final class DemoFiles {
  private static final long SEED = 1;

  private final Path folder;
  private final DemoSize size;
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  DemoFiles(Path workspace, DemoSize size) {
    this.folder = workspace.resolve("demo");
    this.size = size;
  }

  boolean begun() {
    return Files.isDirectory(folder);
  }

  void begin() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("expected a writable folder, found " + folder, e);
    }
  }

  /**
   * Draws a product unless it is there. Its folder appears at once and complete.
   *
   * @param progress may throw, which leaves nothing behind
   */
  void draw(String product, SampleProgress progress) {
    Path target = folder.resolve(product);
    if (Files.isDirectory(target)) {
      return;
    }
    Path drawn = folder.resolve(".drawn-" + UUID.randomUUID());
    var spec =
        new SampleSpec(
            SEED,
            size.side(),
            size.training(),
            size.testGood(),
            size.testDefective(),
            List.of(product));
    try {
      try {
        new SampleFactory(spec).write(drawn, progress);
        Files.move(drawn.resolve(product), target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileSystemUtils.deleteRecursively(drawn);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the product %s cannot be drawn".formatted(product), e);
    }
  }

  /** A drawn product as an upload. */
  InputStream zip(String product) {
    Path root = folder.resolve(product);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(name(root.relativize(file))));
        Files.copy(file, zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the product %s cannot be read".formatted(product), e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static String name(Path file) {
    return file.toString().replace(java.io.File.separatorChar, '/');
  }

  /** The test image of a drawn product whose defect is the largest. */
  Path defective(String product) {
    try {
      return MvtecDataset.at(folder).test(product).images().stream()
          .filter(TestImage::defective)
          .max(Comparator.comparingInt(image -> image.mask().map(this::area).orElse(0)))
          .orElseThrow(() -> incomplete(product, "only good ones"))
          .file();
    } catch (DatasetException e) {
      throw incomplete(product, e.getMessage());
    }
  }

  private DemoException incomplete(String product, @Nullable String found) {
    return new DemoException(
        "expected a test image with a defect of %s, found: %s; delete %s and start again"
            .formatted(product, found, folder));
  }

  private int area(Path mask) {
    try {
      return guard.readMask(Files.readAllBytes(mask)).area();
    } catch (IOException e) {
      throw new UncheckedIOException("the mask %s cannot be read".formatted(mask), e);
    }
  }
}
