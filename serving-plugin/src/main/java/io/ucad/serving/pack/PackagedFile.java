package io.ucad.serving.pack;

/**
 * A file of a package.
 *
 * @param path in the package, with slashes
 * @param bytes its length
 * @param sha256 in lower-case hexadecimal
 */
public record PackagedFile(String path, long bytes, String sha256)
    implements Comparable<PackagedFile> {
  @Override
  public int compareTo(PackagedFile other) {
    return path.compareTo(other.path);
  }
}
