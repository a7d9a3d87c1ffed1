package io.ucad.pretrain.compare;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.ucad.pretrain.compare.BackboneScore.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table as JSON, written after every run. A comparison that was stopped, or that gets another
 * backbone, measures only what the file does not hold yet.
 */
final class ComparisonFile {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /**
   * What all rows have in common.
   *
   * @param preset name
   * @param data fingerprint of the training and test images of each product, in the order learned
   */
  record Head(String preset, Map<String, String> data) {}

  private record Content(Head head, List<BackboneScore> backbones) {}

  private final Path file;
  private final Head head;
  private final List<BackboneScore> known;
  private final List<BackboneScore> rows = new ArrayList<>();

  private ComparisonFile(Path file, Head head, List<BackboneScore> known) {
    this.file = file;
    this.head = head;
    this.known = known;
  }

  /**
   * Opens a file, or begins a new one.
   *
   * @throws IllegalStateException if it holds a comparison of something else
   */
  static ComparisonFile open(Path file, Head head) throws IOException {
    if (!Files.exists(file)) {
      return new ComparisonFile(file, head, List.of());
    }
    try {
      Content content = GSON.fromJson(Files.readString(file), Content.class);
      if (content == null || !head.equals(content.head())) {
        throw new IllegalStateException(
            "expected %s to compare %s, found another comparison; name another file"
                .formatted(file, head));
      }
      return new ComparisonFile(file, head, content.backbones());
    } catch (JsonParseException e) {
      throw new IllegalStateException(
          "expected a table of comparisons in %s, found something else; name another file"
              .formatted(file),
          e);
    }
  }

  /** A run that was measured before. */
  Optional<Run> find(String sha256, long seed) {
    return known.stream()
        .flatMap(row -> row.runs().stream())
        .filter(run -> run.seed() == seed && run.sha256().equals(sha256))
        .findFirst();
  }

  /** Adds a run to the row of a name, the last one or a new one, and writes the file. */
  void add(String name, Run run) throws IOException {
    if (rows.isEmpty() || !rows.get(rows.size() - 1).name().equals(name)) {
      rows.add(new BackboneScore(name, List.of(run)));
    } else {
      List<Run> runs = new ArrayList<>(rows.get(rows.size() - 1).runs());
      runs.add(run);
      rows.set(rows.size() - 1, new BackboneScore(name, runs));
    }
    List<BackboneScore> all = new ArrayList<>(rows);
    // What is not measured again yet is kept, in case this run is stopped as well.
    known.stream()
        .filter(row -> rows.stream().noneMatch(r -> r.name().equals(row.name())))
        .forEach(all::add);
    Path staged = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(staged, GSON.toJson(new Content(head, all)) + System.lineSeparator());
    Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The rows of this comparison. */
  List<BackboneScore> rows() {
    return List.copyOf(rows);
  }
}
