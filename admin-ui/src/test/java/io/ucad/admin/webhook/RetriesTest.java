package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void pausesGrowFourfoldUpToALimitAndEndWithinADay() {
    List<Long> pauses = new ArrayList<>();
    Instant now = ASKED;
    int attempts = 1;
    Optional<Instant> next = Retries.DEFAULT.next(attempts, ASKED, now);
    while (next.isPresent()) {
      pauses.add(Duration.between(now, next.get()).toSeconds());
      now = next.get();
      attempts++;
      next = Retries.DEFAULT.next(attempts, ASKED, now);
    }
    assertThat(pauses)
        .containsExactly(15L, 60L, 240L, 960L, 3840L, 14_400L, 14_400L, 14_400L, 14_400L);
    assertThat(Duration.between(ASKED, now)).isLessThan(Retries.DEFAULT.age());
  }

  @Test
  void whatWouldBeTooOldThenIsNotTriedAgain() {
    Instant late = ASKED.plus(Retries.DEFAULT.age()).minusSeconds(10);
    assertThat(Retries.DEFAULT.next(1, ASKED, late)).isEmpty();
    assertThat(Retries.DEFAULT.allow(0, ASKED, late)).isTrue();
    assertThat(Retries.DEFAULT.allow(0, ASKED, late.plusSeconds(10))).isFalse();
    assertThat(Retries.DEFAULT.allow(10, ASKED, ASKED)).isFalse();
  }

  @Test
  void aPolicyThatMakesNoSenseIsRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Retries(Duration.ZERO, second, 1, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retries(second, second, 0, second))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
