package io.ucad.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.HandClock;
import io.ucad.admin.testing.Nodes;
import io.ucad.detector.Verdict;
import io.ucad.trainer.evaluate.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of comparisons outlives the process, and a process that is gone is found out. */
class ShadowLedgerTest {
  private final HandClock clock = new HandClock(Instant.now());

  private ShadowLedger ledger(Database database) {
    return new ShadowLedger(Nodes.on(database).get(JdbcClient.class), clock);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasFoundIsReadBackByAnotherNode(Database database) {
    long id = ledger(database).begin("tile", 1, 2, 8);
    ledger(database).progress(id, 3);
    assertThat(ledger(database).find(id))
        .contains(new ShadowRow(id, "tile", 1, 2, RolloutState.RUNNING, 3, 8, 0, List.of(), ""));
    var flip =
        new ShadowRow.Flip(
            "test/good/\"0\".png",
            "0".repeat(64),
            new Judgement(Verdict.NG, Optional.of("tile"), OptionalDouble.of(0.1f)),
            new Judgement(Verdict.UNKNOWN, Optional.empty(), OptionalDouble.empty()));

    ledger(database).done(id, 8, 2, List.of(flip));

    clock.pass(Duration.ofDays(1));
    assertThat(ledger(database).find(id))
        .contains(new ShadowRow(id, "tile", 1, 2, RolloutState.DONE, 8, 8, 2, List.of(flip), ""));
    assertThat(ledger(database).find(id + 1000)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void oneThatNothingIsHeardOfIsLostAndOneThatFailedSaysWhy(Database database) {
    long silent = ledger(database).begin("tile", 1, 2, 8);
    long failed = ledger(database).begin("tile", 1, 2, 8);
    ledger(database).failed(failed, "x".repeat(5000));
    clock.pass(RolloutLedger.SILENCE.plusSeconds(1));

    assertThat(ledger(database).find(silent).orElseThrow().state()).isEqualTo(RolloutState.LOST);
    assertThat(ledger(database).find(failed).orElseThrow().state()).isEqualTo(RolloutState.FAILED);
    assertThat(ledger(database).find(failed).orElseThrow().problem()).isEqualTo("x".repeat(1000));
  }

  @ParameterizedTest
  @EnumSource
  void theOldestAreForgotten(Database database) {
    long first = ledger(database).begin("tile", 1, 2, 8);
    for (int i = 1; i < ShadowLedger.KEPT; i++) {
      ledger(database).begin("tile", 1, 2, 8);
    }
    assertThat(ledger(database).find(first)).isPresent();
    ledger(database).begin("tile", 1, 2, 8);
    assertThat(ledger(database).find(first)).isEmpty();
  }
}
