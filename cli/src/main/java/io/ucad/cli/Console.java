package io.ucad.cli;

import io.ucad.trainer.progress.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows progress on standard error: a bar with the time left on a terminal, plain lines now and
 * then elsewhere, so that a log stays readable.
 */
final class Console implements ProgressListener {
  private static final int WIDTH = 24;
  private static final long BAR_EVERY = Duration.ofMillis(200).toNanos();
  private static final long LINE_EVERY = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long start;
  private long runStart;
  private double lastDone = Double.POSITIVE_INFINITY;
  private double firstDone;
  private long shown;
  private boolean barOpen;

  Console(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.runStart = start;
    this.shown = start;
  }

  /** For standard error; the launcher says whether that is a terminal. */
  static Console standard() {
    return new Console(System.err, Boolean.getBoolean("ucad.terminal"), System::nanoTime);
  }

  @Override
  public synchronized void progress(String what, double done, double total) {
    long now = nanos.getAsLong();
    if (done < lastDone) {
      runStart = now;
      firstDone = done; // a resumed run begins in the middle
    }
    lastDone = done;
    if (now - shown < (terminal ? BAR_EVERY : LINE_EVERY) && done < total) {
      return;
    }
    if (done >= total && !terminal) {
      return;
    }
    shown = now;
    double share = total == 0 ? 1 : done / total;
    String left = left(now, done, total);
    if (terminal) {
      int filled = (int) Math.round(share * WIDTH);
      out.printf(
          Locale.ROOT,
          "\r\033[K[%s%s] %3.0f %%  %s%s",
          "#".repeat(filled),
          ".".repeat(WIDTH - filled),
          share * 100,
          what,
          left);
      barOpen = true;
    } else {
      out.printf(Locale.ROOT, "%3.0f %%  %s%s%n", share * 100, what, left);
    }
    out.flush();
  }

  private String left(long now, double done, double total) {
    double spent = (now - runStart) / 1e9;
    double units = done - firstDone;
    if (spent < 1 || units <= 0 || done >= total) {
      return "";
    }
    long seconds = Math.round(spent / units * (total - done));
    return seconds < 60
        ? ", about " + seconds + " s left"
        : ", about " + (seconds + 30) / 60 + " min left";
  }

  @Override
  public synchronized void message(String text) {
    closeBar();
    out.println(text);
    out.flush();
  }

  /** Ends a bar that is still open, so that what follows starts on a line of its own. */
  synchronized void closeBar() {
    if (barOpen) {
      out.print("\r\033[K");
      barOpen = false;
    }
  }
}
