package io.ucad.admin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after five failures in a row an address, or a user name, has to wait, and
 * twice as long after every further one. Remembers a bounded number of them.
 */
@Component
public class LoginLimit {
  static final int FREE = 5;
  private static final int REMEMBERED = 10_000;
  private static final int MOST_DOUBLINGS = 8;
  private static final Duration FIRST = Duration.ofSeconds(5);

  private final Clock clock;

  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  LoginLimit(Clock clock) {
    this.clock = clock;
  }

  /** How long to wait before the next try; zero for none. */
  public synchronized Duration wait(String address, String user) {
    Duration one = left(byAddress(address));
    Duration two = left(byUser(user));
    return one.compareTo(two) > 0 ? one : two;
  }

  synchronized void failed(String address, String user) {
    count(byAddress(address));
    count(byUser(user));
  }

  synchronized void succeeded(String address, String user) {
    failures.remove(byAddress(address));
    failures.remove(byUser(user));
  }

  private void count(String key) {
    Failures before = failures.getOrDefault(key, new Failures(0, Instant.EPOCH));
    int number = before.number() + 1;
    Duration pause =
        number < FREE
            ? Duration.ZERO
            : FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, number - FREE));
    failures.put(key, new Failures(number, clock.instant().plus(pause)));
  }

  private Duration left(String key) {
    Failures found = failures.get(key);
    if (found == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), found.until());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static String byAddress(String address) {
    return "address " + address;
  }

  private static String byUser(String user) {
    return "user " + user;
  }

  private record Failures(int number, Instant until) {}
}
