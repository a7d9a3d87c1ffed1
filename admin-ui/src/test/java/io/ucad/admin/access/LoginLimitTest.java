package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
  private final Hand clock = new Hand();
  private final LoginLimit limit = new LoginLimit(clock);

  private void fail(int times, String address, String user) {
    for (int i = 0; i < times; i++) {
      limit.failed(address, user);
    }
  }

  @Test
  void afterFiveFailuresOneWaitsTwiceAsLongEachTime() {
    fail(4, "a", "eve");
    assertThat(limit.wait("a", "eve")).isZero();
    fail(1, "a", "eve");
    assertThat(limit.wait("a", "eve")).isEqualTo(Duration.ofSeconds(5));
    fail(1, "a", "eve");
    assertThat(limit.wait("a", "eve")).isEqualTo(Duration.ofSeconds(10));
    clock.now = clock.now.plusSeconds(10);
    assertThat(limit.wait("a", "eve")).isZero();
  }

  @Test
  void neitherManyNamesFromOneAddressNorManyAddressesForOneNameHelp() {
    for (int i = 0; i < 5; i++) {
      limit.failed("a", "user" + i);
      limit.failed("address" + i, "bob");
    }
    assertThat(limit.wait("a", "somebody")).isPositive();
    assertThat(limit.wait("elsewhere", "bob")).isPositive();
    assertThat(limit.wait("elsewhere", "somebody")).isZero();
  }

  @Test
  void successForgets() {
    fail(5, "a", "eve");
    limit.succeeded("a", "eve");
    assertThat(limit.wait("a", "eve")).isZero();
  }

  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
