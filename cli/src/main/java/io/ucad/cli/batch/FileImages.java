package io.ucad.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Image files of a folder; links are not followed. */
final class FileImages implements ImageSource {
  private final Path root;
  private final List<String> names;

  private FileImages(Path root, Stream<Path> files) {
    this.root = root;
    this.names =
        files
            .filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString().replace('\\', '/'))
            .filter(ImageSource::named)
            .sorted()
            .toList();
  }

  static FileImages under(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new FileImages(folder, files);
    }
  }

  /** A pattern; the folder of which no part is a pattern is the root. */
  static FileImages matching(String pattern) throws IOException {
    Path fixed = Path.of("");
    for (String part : pattern.replace('\\', '/').split("/", -1)) {
      if (part.contains("*") || part.contains("?") || part.contains("[") || part.contains("{")) {
        break;
      }
      fixed = part.isEmpty() && fixed.toString().isEmpty() ? Path.of("/") : fixed.resolve(part);
    }
    if (!fixed.toString().isEmpty() && !Files.isDirectory(fixed)) {
      throw new BatchException(
          "expected the folder '" + fixed + "' of '" + pattern + "', found none");
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> files = Files.walk(fixed)) {
      return new FileImages(fixed, files.filter(matcher::matches));
    }
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public byte[] read(int index, long maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve(names.get(index)))) {
      return Bounded.read(in, maxBytes);
    }
  }

  @Override
  public void close() {}
}
