package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now;

  @Test
  void aLogGetsPlainLinesNowAndThen() {
    Console console = console(false);
    for (int second = 1; second <= 30; second++) {
      now = Duration.ofSeconds(second).toNanos();
      console.progress("reading", second, 30);
    }
    console.closeBar();
    assertThat(text())
        .isEqualToNormalizingNewlines(
            """
             33 %  reading, about 20 s left
             67 %  reading, about 10 s left
            """)
        .doesNotContain("\r\033")
        .doesNotContain("\033");
  }

  @Test
  void aTerminalGetsOneBarThatIsRedrawn() {
    Console console = console(true);
    now = Duration.ofSeconds(2).toNanos();
    console.progress("reading", 1, 4);
    now += Duration.ofMillis(100).toNanos();
    console.progress("reading", 2, 4);
    now += Duration.ofMillis(1900).toNanos();
    console.progress("reading", 3, 4);
    assertThat(text())
        .isEqualTo(
            "\r\033[K[######..................]  25 %  reading"
                + "\r\033[K[##################......]  75 %  reading, about 1 s left");
  }

  @Test
  void aMessageDoesNotRunIntoTheBar() {
    Console console = console(true);
    now = Duration.ofSeconds(1).toNanos();
    console.progress("reading", 1, 4);
    written.reset();
    console.message("epoch 1");
    console.closeBar();
    assertThat(text()).isEqualToNormalizingNewlines("\r\033[Kepoch 1\n");
  }

  private Console console(boolean terminal) {
    return new Console(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, () -> now);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
