package io.ucad.trainer.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.backbone.Normalisation;
import io.ucad.detector.backbone.PatchGrid;
import io.ucad.detector.backbone.VitShape;
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
  void aSizeThatIsLeftToTheBackboneIsItsOwn() {
    var shape =
        new VitShape(16, 192, 12, 3, 768, true, 0, false, false, new PatchGrid(14, 14), true, 1e-6);
    var backbone =
        new BackboneInfo("vit", "0".repeat(64), shape, Normalisation.IMAGENET, 320, "none");
    Preset fast = Presets.find("fast");

    assertThat(fast.on(backbone).features().size()).isEqualTo(320);
    assertThat(fast.on(backbone).features().blocks()).isEqualTo(fast.features().blocks());
    assertThat(fast.on(backbone).scoring()).isEqualTo(fast.scoring());
    assertThat(Presets.find("paper").on(backbone).features().size()).isEqualTo(224);
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
