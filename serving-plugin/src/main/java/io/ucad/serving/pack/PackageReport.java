package io.ucad.serving.pack;

import java.nio.file.Path;
import java.util.List;

/**
 * A package that was written, and found complete.
 *
 * @param target the directory or ZIP file
 * @param version of the model, such as {@code v7}
 * @param backboneSha256 hash of the backbone, in the package or referred to
 * @param files what it holds, the manifest left out, ascending by path
 */
public record PackageReport(
    Path target, String version, String backboneSha256, List<PackagedFile> files) {
  public PackageReport {
    files = List.copyOf(files);
  }

  /** Length of all its files together. */
  public long bytes() {
    return files.stream().mapToLong(PackagedFile::bytes).sum();
  }
}
