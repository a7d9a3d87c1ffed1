package io.ucad.admin.task;

import io.ucad.admin.problem.UserProblem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads a zip in MVTec layout as a stream: one entry in memory at a time, nothing on disk but
 * accepted images under the name of their content. No name of the archive ever becomes a path.
 */
final class ZipIntake {
  private final ImageDesk desk;
  private final ArchiveLimits limits;

  ZipIntake(ImageDesk desk, ArchiveLimits limits) {
    this.desk = desk;
    this.limits = limits;
  }

  /**
   * Takes what is good and notes what is not. What was read before a refusal stays; sending the
   * mended archive adds the rest.
   *
   * @param progress is told how many files were looked at
   * @throws UserProblem if it is no zip, or one that nobody would make in good faith
   */
  IntakeReport read(long taskId, InputStream in, IntConsumer progress) throws IOException {
    var tally = new IntakeTally();
    Map<String, ImageDesk.KeptMask> masks = new HashMap<>();
    Set<String> names = new HashSet<>();
    long total = 0;
    int entries = 0;
    try (var zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries++;
        requireSane(entry, entries, names);
        if (entry.isDirectory()) {
          continue;
        }
        byte[] bytes = unpack(zip, entry, limits.bytes() - total);
        total += bytes.length;
        take(taskId, entry.getName(), bytes, masks, tally);
        progress.accept(tally.files());
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new UserProblem("problem.zip.broken", String.valueOf(e.getMessage()));
    }
    if (entries == 0) {
      throw new UserProblem("problem.zip.none");
    }
    masks.forEach((stem, mask) -> desk.attach(taskId, stem, mask, tally));
    return tally.report();
  }

  private void take(
      long taskId,
      String name,
      byte[] bytes,
      Map<String, ImageDesk.KeptMask> masks,
      IntakeTally tally) {
    if (junk(name)) {
      return;
    }
    Optional<MvtecPath> path = MvtecPath.of(name);
    if (path.isEmpty()) {
      tally.fault(
          name,
          IntakeFault.MISPLACED,
          "expected train/good/, test/<kind>/ or ground_truth/<kind>/<image>_mask.png");
    } else if (path.get().mask()) {
      desk.mask(path.get(), bytes, tally).ifPresent(mask -> masks.put(path.get().stem(), mask));
    } else {
      desk.image(taskId, path.get(), bytes, tally);
    }
  }

  private void requireSane(ZipEntry entry, int entries, Set<String> names) {
    String name = entry.getName();
    if (entries > limits.entries()) {
      throw new UserProblem("problem.zip.entries", limits.entries());
    }
    boolean hostile =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || name.chars().anyMatch(Character::isISOControl)
            || List.of(name.split("/", -1)).contains("..");
    if (hostile) {
      throw new UserProblem("problem.zip.hostile");
    }
    if (!names.add(name)) {
      throw new UserProblem("problem.zip.twice");
    }
  }

  private byte[] unpack(ZipInputStream zip, ZipEntry entry, long left) throws IOException {
    int most = (int) Math.min(desk.mostBytes(), left);
    byte[] bytes = zip.readNBytes(most);
    if (bytes.length == most && zip.read() >= 0) {
      throw new UserProblem("problem.zip.bytes", desk.mostBytes() >> 20, limits.bytes() >> 30);
    }
    zip.closeEntry();
    long packed = entry.getCompressedSize();
    if (packed > 0 && bytes.length > packed * limits.ratio()) {
      throw new UserProblem("problem.zip.hostile");
    }
    return bytes;
  }

  /** What operating systems leave in archives. */
  private static boolean junk(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return name.startsWith("__MACOSX/") || file.startsWith(".") || file.equals("Thumbs.db");
  }
}
