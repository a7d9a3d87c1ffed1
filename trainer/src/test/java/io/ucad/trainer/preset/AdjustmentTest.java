package io.ucad.trainer.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class AdjustmentTest {
  private static final Adjustment ALL =
      new Adjustment(
          OptionalInt.of(448), OptionalInt.of(400), OptionalInt.of(3), OptionalDouble.of(0.1));

  @ParameterizedTest
  @FieldSource("io.ucad.trainer.preset.Presets#NAMES")
  void nothingWantedChangesNothing(String name) {
    assertThat(Adjustment.NONE.on(Presets.find(name))).isEqualTo(Presets.find(name));
    assertThat(Adjustment.NONE.text()).isEmpty();
  }

  @Test
  void whatIsWantedIsChangedAndNothingElse() {
    Preset before = Presets.find("best");

    Preset after = ALL.on(before);

    assertThat(after.features().size()).isEqualTo(448);
    assertThat(after.features().blocks()).isEqualTo(before.features().blocks());
    assertThat(after.bank().knowledge()).isEqualTo(400);
    assertThat(after.bank().keys()).isEqualTo(before.bank().keys());
    assertThat(after.prompts().epochs()).isEqualTo(3);
    assertThat(after.prompts().learningRate()).isEqualTo(before.prompts().learningRate());
    assertThat(after.scoring().falseAlarmRate()).isEqualTo(0.1);
    assertThat(after.scoring().sigma()).isEqualTo(before.scoring().sigma());
    assertThat(after.name()).isEqualTo("best");
    assertThat(ALL.text()).isEqualTo("size 448, knowledge 400, epochs 3, false-alarm rate 0.1");
  }

  @Test
  void whatAsksForAReviewStaysBelowWhatAlarms() {
    assertThat(ALL.on(Presets.find("fast")).scoring().reviewRate()).isEqualTo(0.1);
  }

  @Test
  void epochsOfAPresetWithoutPromptsStay() {
    assertThat(ALL.on(Presets.find("fast")).prompts()).isEqualTo(Presets.find("fast").prompts());
  }

  @ParameterizedTest
  @CsvSource({
    "111, 196, 1, 0.001, 'input size between 112 and 448, found 111'",
    "449, 196, 1, 0.001, 'input size between 112 and 448, found 449'",
    "112, 195, 1, 0.001, 'vectors between 196 and 7840, found 195'",
    "112, 7841, 1, 0.001, 'vectors between 196 and 7840, found 7841'",
    "112, 196, 0, 0.001, 'epochs between 1 and 200, found 0'",
    "112, 196, 1, 0.0009, 'false-alarm rate between 0.001 and 0.2, found 9.0E-4'",
    "112, 196, 1, NaN, 'false-alarm rate between 0.001 and 0.2, found NaN'"
  })
  void whatIsOutOfBoundsIsRefused(
      int size, int knowledge, int epochs, double rate, String message) {
    assertThatThrownBy(
            () ->
                new Adjustment(
                    OptionalInt.of(size),
                    OptionalInt.of(knowledge),
                    OptionalInt.of(epochs),
                    OptionalDouble.of(rate)))
        .isInstanceOf(PresetException.class)
        .hasMessage("expected " + message);
  }
}
