package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void aCommandLineIsQuotedForAShell() {
    assertThat(CommandLineText.quoted("--seeds=3")).isEqualTo("--seeds=3");
    assertThat(CommandLineText.quoted("my data")).isEqualTo("'my data'");
    assertThat(CommandLineText.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    assertThat(CommandLineText.quoted("")).isEqualTo("''");
  }

  @Test
  void heatmapsOfSeveralImagesNeverShareAFile() {
    List<Path> images = List.of(Path.of("a/000.png"), Path.of("b/000.jpg"), Path.of("c.png"));
    var files = new HeatmapFiles(Optional.of(Path.of("out/heat.png")), images);
    assertThat(files.of(0)).contains(Path.of("out/heat-000.png"));
    assertThat(files.of(1)).contains(Path.of("out/heat-000-2.png"));
    assertThat(files.of(2)).contains(Path.of("out/heat-c.png"));
    assertThat(new HeatmapFiles(Optional.of(Path.of("heat.png")), images.subList(0, 1)).of(0))
        .contains(Path.of("heat.png"));
    assertThat(new HeatmapFiles(Optional.empty(), images).of(0)).isEmpty();
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new TextTable("task", "size");
    table.add("bottle", "3");
    assertThat(table.toString()).isEqualToNormalizingNewlines("task    size\nbottle  3");
  }
}
