package io.ucad.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads folders below one root. Entries come in the order of their names (by code unit, whatever
 * the locale), hidden ones are passed over, and a link that leads out of the root is refused.
 */
final class ImageFolder {
  private static final List<String> EXTENSIONS = List.of(".png", ".jpg", ".jpeg");

  private final Path root;
  private final Path realRoot;

  private ImageFolder(Path root, Path realRoot) {
    this.root = root;
    this.realRoot = realRoot;
  }

  static ImageFolder under(Path root) {
    if (!Files.isDirectory(root)) {
      throw DatasetException.of(
          "the folder " + root,
          Files.exists(root) ? "a file" : "nothing there",
          "Name the folder that holds the data: " + DatasetException.LAYOUT + ".");
    }
    try {
      return new ImageFolder(root, root.toRealPath());
    } catch (IOException e) {
      throw DatasetException.unreadable(root, e);
    }
  }

  /** A folder below this one as a root of its own; no link in it may lead out of it. */
  ImageFolder sub(String name) {
    return under(inside(root.resolve(name)));
  }

  Path root() {
    return root;
  }

  boolean hasFolder(String relative) {
    return Files.isDirectory(root.resolve(relative));
  }

  /** Names of the folders directly in a folder. */
  List<String> folders(String relative) {
    Path folder = inside(root.resolve(relative));
    return entries(folder).stream()
        .filter(Files::isDirectory)
        .map(path -> path.getFileName().toString())
        .toList();
  }

  /** The images directly in a folder; none when there are none. */
  List<Path> images(String relative) {
    return entries(inside(root.resolve(relative))).stream()
        .filter(ImageFolder::namedAsImage)
        .map(this::file)
        .toList();
  }

  /** A regular file within the root. */
  Path file(Path path) {
    inside(path);
    if (!Files.isRegularFile(path)) {
      throw DatasetException.of(
          "the image file " + path,
          "something that is no regular file",
          "Move it out of the data set.");
    }
    return path;
  }

  /** The path from the root, with '/' on every system. */
  String name(Path file) {
    return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  private Path inside(Path path) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(realRoot)) {
        throw DatasetException.of(
            path + " within " + realRoot,
            "a link to " + real,
            "Put a copy in its place: links that lead out of a data set are not followed.");
      }
      return path;
    } catch (IOException e) {
      throw DatasetException.unreadable(path, e);
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw DatasetException.unreadable(folder, e);
    }
  }

  private static boolean namedAsImage(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }
}
