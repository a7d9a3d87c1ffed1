package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingConfusionTest {
  private static final Optional<String> BOTTLE = Optional.of("bottle");
  private static final Optional<String> TILE = Optional.of("tile");
  private static final Optional<String> UNKNOWN = Optional.empty();

  @Test
  void countsWhereImagesWent() {
    RoutingConfusion confusion =
        RoutingConfusion.over(List.of("bottle", "tile"))
            .add(BOTTLE, BOTTLE)
            .add(BOTTLE, BOTTLE)
            .add(BOTTLE, TILE)
            .add(TILE, UNKNOWN)
            .add(UNKNOWN, UNKNOWN)
            .build();

    assertThat(confusion.count(BOTTLE, BOTTLE)).isEqualTo(2);
    assertThat(confusion.count(BOTTLE, TILE)).isEqualTo(1);
    assertThat(confusion.count(TILE, BOTTLE)).isZero();
    assertThat(confusion.count(TILE, UNKNOWN)).isEqualTo(1);
    assertThat(confusion.images()).isEqualTo(5);
    assertThat(confusion.accuracy()).hasValue(3.0 / 5);
    assertThat(confusion.accuracy(BOTTLE)).hasValue(2.0 / 3);
    assertThat(confusion.accuracy(TILE)).hasValue(0);
    assertThat(confusion.accuracy(UNKNOWN)).hasValue(1);
    assertThat(confusion.tasks()).containsExactly("bottle", "tile");
  }

  @Test
  void aBuiltConfusionDoesNotChange() {
    RoutingConfusion.Builder builder = RoutingConfusion.over(List.of("bottle"));
    RoutingConfusion before = builder.add(BOTTLE, BOTTLE).build();
    RoutingConfusion after = builder.add(BOTTLE, UNKNOWN).build();

    assertThat(before.images()).isEqualTo(1);
    assertThat(after.images()).isEqualTo(2);
  }

  @Test
  void accuracyOfNothingIsNotDefined() {
    RoutingConfusion none = RoutingConfusion.over(List.of("bottle")).build();

    assertThat(none.accuracy()).isEmpty();
    assertThat(none.accuracy(BOTTLE)).isEmpty();
  }

  @Test
  void refusesNamesItDoesNotKnow() {
    RoutingConfusion.Builder builder = RoutingConfusion.over(List.of("bottle"));
    assertThatThrownBy(() -> builder.add(TILE, BOTTLE))
        .isInstanceOf(MetricInputException.class)
        .hasMessageContaining("tile");
    assertThatThrownBy(() -> RoutingConfusion.over(List.of("a", "a")))
        .isInstanceOf(MetricInputException.class);
  }
}
