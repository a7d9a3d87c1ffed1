package io.ucad.trainer.sample;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Generates products, their defects and exact masks, in MVTec layout: {@code
 * <product>/train/good/NNN.png}, {@code test/good}, {@code test/<kind>}, {@code
 * ground_truth/<kind>/NNN_mask.png} (255 on the defect).
 *
 * <p>Every image is a function of the seed, the product, its folder and its number: byte for byte
 * the same on one Java runtime, in whatever order and on however many threads it is drawn, and
 * whatever other images are asked for. A defective image equals its clean twin outside of its mask;
 * inside, some channel of every pixel differs by more than 5 of 255 levels.
 */
public final class SampleFactory {
  private final SampleSpec spec;

  public SampleFactory(SampleSpec spec) {
    this.spec = spec;
  }

  /**
   * Writes the factory into a new or empty folder. It appears there at once and complete: it is
   * built beside and renamed.
   *
   * @throws TargetNotEmptyException if the folder holds anything; nothing is changed then
   * @throws InterruptedIOException if the thread is interrupted; nothing is left behind then
   * @throws IOException if the disk refuses; nothing is left behind then
   */
  public void write(Path out, SampleProgress progress) throws IOException {
    Path target = out.toAbsolutePath().normalize();
    requireFree(target);
    Path parent = target.getParent();
    if (parent == null) {
      throw new TargetNotEmptyException(target);
    }
    Files.createDirectories(parent);
    Path staging =
        Files.createDirectory(
            parent.resolve("." + target.getFileName() + ".partial-" + UUID.randomUUID()));
    try {
      run(jobs(staging), progress);
      Files.deleteIfExists(target);
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      discard(staging);
    }
  }

  private List<Runnable> jobs(Path root) {
    List<Runnable> jobs = new ArrayList<>();
    for (String name : spec.products()) {
      Product product = Catalogue.named(name);
      Station station = new Station(product, spec.imageSize(), spec.seed());
      Path folder = root.resolve(name);
      good(jobs, station, folder, "train/good", spec.train());
      good(jobs, station, folder, "test/good", spec.testGood());
      List<Defect> defects = product.defects();
      for (int k = 0; k < spec.testDefective(); k++) {
        Defect defect = defects.get(k % defects.size());
        int index = k / defects.size();
        jobs.add(() -> writeDefective(station, folder, defect, index));
      }
    }
    return jobs;
  }

  private static void good(
      List<Runnable> jobs, Station station, Path folder, String split, int count) {
    for (int k = 0; k < count; k++) {
      int index = k;
      Path file = folder.resolve(split).resolve("%03d.png".formatted(index));
      jobs.add(() -> PngFile.write(file, station.good(split, index)));
    }
  }

  private static void writeDefective(Station station, Path folder, Defect defect, int index) {
    Retouch retouch = station.defective(defect, index);
    Path images = folder.resolve("test").resolve(defect.kind());
    Path masks = folder.resolve("ground_truth").resolve(defect.kind());
    PngFile.write(images.resolve("%03d.png".formatted(index)), retouch.picture());
    PngFile.write(
        masks.resolve("%03d_mask.png".formatted(index)), retouch.mask(), retouch.picture().size());
  }

  private static void run(List<Runnable> jobs, SampleProgress progress) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      ExecutorCompletionService<Boolean> finished = new ExecutorCompletionService<>(pool);
      jobs.forEach(job -> finished.submit(job, true));
      try {
        for (int done = 1; done <= jobs.size(); done++) {
          finished.take().get();
          progress.advanced(done, jobs.size());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("generating was cancelled; nothing was left behind");
      } catch (ExecutionException e) {
        throw failure(e);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private static IOException failure(ExecutionException e) {
    return e.getCause() instanceof UncheckedIOException disk
        ? new IOException("a generated image could not be written: " + disk.getMessage(), disk)
        : new IOException("an image could not be drawn: " + e.getCause(), e.getCause());
  }

  private static void requireFree(Path target) throws IOException {
    if (Files.notExists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new TargetNotEmptyException(target);
    }
    try (Stream<Path> content = Files.list(target)) {
      if (content.findAny().isPresent()) {
        throw new TargetNotEmptyException(target);
      }
    }
  }

  private static void discard(Path staging) throws IOException {
    if (Files.notExists(staging)) {
      return;
    }
    try (Stream<Path> content = Files.walk(staging)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
