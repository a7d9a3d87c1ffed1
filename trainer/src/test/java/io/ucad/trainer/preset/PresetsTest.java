package io.ucad.trainer.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetsTest {
  @TempDir private Path folder;

  @Test
  void paperIsThePublishedMethod() {
    Preset paper = Presets.find("paper");
    assertThat(paper.features().blocks()).containsExactly(5);
    assertThat(paper.bank().knowledge()).isEqualTo(196);
    assertThat(paper.prompts().objective()).isEqualTo(Preset.Objective.SCL);
    assertThat(paper.prompts().kind()).isEqualTo(Preset.PromptKind.ADDITIVE);
    assertThat(paper.prompts().epochs()).isEqualTo(25);
    assertThat(paper.prompts().guarded()).isFalse();
  }

  @Test
  void fastLearnsNoPromptsAndBestGuardsThem() {
    assertThat(Presets.find("fast").prompts().objective()).isEqualTo(Preset.Objective.NONE);
    assertThat(Presets.find("best").prompts().objective())
        .isEqualTo(Preset.Objective.DEFECT_CONTRAST);
    assertThat(Presets.find("best").prompts().guarded()).isTrue();
  }

  @Test
  void aFileOfOnesOwnIsReadAndReadsBackTheSame() throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, Presets.json(Presets.find("best")).toString());
    assertThat(Presets.find(file.toString())).isEqualTo(Presets.find("best"));
  }

  @Test
  void numbersThatCannotBeAreRefusedWithASentence() throws IOException {
    String best = Presets.json(Presets.find("best")).toString();
    Path file = folder.resolve("mine.json");
    for (String change : new String[] {"\"batch\":8/\"batch\":0", "\"epochs\":4/\"epochs\":-1"}) {
      String[] parts = change.split("/", 2);
      assertThat(best).contains(parts[0]);
      Files.writeString(file, best.replace(parts[0], parts[1]));
      assertThatThrownBy(() -> Presets.find(file.toString()))
          .isInstanceOf(PresetException.class)
          .hasMessageContaining("positive epochs");
    }
  }

  @Test
  void whatIsNoPresetIsRefusedWithASentence() throws IOException {
    assertThatThrownBy(() -> Presets.find("fastest"))
        .isInstanceOf(PresetException.class)
        .hasMessageContaining("[fast, best, paper]");
    assertThatThrownBy(() -> Presets.find(folder.resolve("absent.json").toString()))
        .isInstanceOf(PresetException.class);
    for (String text : new String[] {"", "{", "[]", "{\"name\":\"x\"}", "null", "\u0000"}) {
      Path file = folder.resolve("broken.json");
      Files.writeString(file, text);
      assertThatThrownBy(() -> Presets.find(file.toString()))
          .as(text)
          .isInstanceOf(PresetException.class);
    }
  }
}
