package io.ucad.admin.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.alarm.Alarm;
import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.alarm.AlarmService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftWatchTest {
  private final SplittableRandom random = new SplittableRandom(5);
  private final String task = "task-" + UUID.randomUUID();

  private void inspect(AdminNode node, int images, DoubleUnaryOperator shape) {
    for (int i = 0; i < images; i++) {
      node.get(ScoreSink.class)
          .record(task, 1, shape.applyAsDouble(random.nextDouble()), Instant.now());
    }
    node.get(DriftWatch.class).check();
  }

  private List<Alarm> alarms(AdminNode node) {
    return As.role(Role.VIEWER, () -> node.get(AlarmService.class).open(100)).stream()
        .filter(alarm -> alarm.subject().equals(task))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aProductThatChangesRaisesOneAlarmUntilItIsAsBefore(Database database) {
    AdminNode node = Nodes.on(database);
    inspect(node, DriftWatch.WINDOW, p -> p);
    assertThat(alarms(node)).as("while all is well").isEmpty();
    inspect(node, DriftWatch.WINDOW - 20, p -> p * p * p);
    inspect(node, 20, p -> p * p * p);
    assertThat(alarms(node)).hasSize(1);
    assertThat(alarms(node).get(0).kind()).isEqualTo(AlarmKind.DRIFT);
    assertThat(alarms(node).get(0).figures()).startsWith("n = 100, D+ = 0.");
    inspect(node, DriftWatch.WINDOW, p -> p);
    assertThat(alarms(node)).as("when it is over").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void fewImagesOrLargerValuesRaiseNone(Database database) {
    AdminNode node = Nodes.on(database);
    inspect(node, DriftWatch.WINDOW - 1, p -> 0);
    assertThat(alarms(node)).isEmpty();
    inspect(node, DriftWatch.WINDOW, p -> 1 - p * p * p / 2);
    assertThat(alarms(node)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOldIsForgotten(Database database) {
    AdminNode node = Nodes.on(database);
    Instant old = Instant.now().minus(Duration.ofDays(91));
    node.get(ScoreSink.class).record(task, 1, 0.5, old);
    node.get(ScoreSink.class).record(task, 1, 0.25, Instant.now());
    node.get(DriftWatch.class).check();
    assertThat(node.get(ProductionScores.class).newest(task, 10)).containsExactly(0.25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoPValueIsRefused(double value) {
    ScoreSink sink = Nodes.on(Database.H2).get(ScoreSink.class);
    assertThatThrownBy(() -> sink.record(task, 1, value, Instant.now()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("p-value");
  }
}
