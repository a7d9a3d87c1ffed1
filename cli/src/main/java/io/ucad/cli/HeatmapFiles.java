package io.ucad.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the heatmap of each image goes, so that no two go to the same place. */
final class HeatmapFiles {
  private static final String PNG = ".png";

  private final List<Optional<Path>> files = new ArrayList<>();

  /**
   * @param wanted the file for a single image; its name is the beginning of the names for several
   */
  HeatmapFiles(Optional<Path> wanted, List<Path> images) {
    Map<String, Integer> seen = new HashMap<>();
    for (Path image : images) {
      String stem = stem(image);
      int count = seen.merge(stem, 1, Integer::sum);
      String name = count == 1 ? stem : stem + "-" + count;
      files.add(wanted.map(w -> images.size() == 1 ? w : beside(w, name)));
    }
  }

  Optional<Path> of(int image) {
    return files.get(image);
  }

  private static Path beside(Path wanted, String name) {
    return wanted.resolveSibling(stem(wanted) + "-" + name + PNG);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
