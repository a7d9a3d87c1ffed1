package io.ucad.trainer.learn;

import io.ucad.trainer.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** Ends a run at a certain point as a crash would: without any cleaning up by the run itself. */
final class DiesInEpoch implements ProgressListener {
  /** Not one of the run's own exceptions. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final String when;
  private final List<String> messages = new ArrayList<>();

  DiesInEpoch(String when) {
    this.when = when;
  }

  @Override
  public void progress(String what, double done, double total) {
    if (what.contains(when)) {
      throw new Death();
    }
  }

  @Override
  public void message(String text) {
    messages.add(text);
  }

  List<String> messages() {
    return messages;
  }
}
