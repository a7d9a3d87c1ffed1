package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Span;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobState;
import java.util.stream.Collectors;

/** What several screens show of jobs. */
final class JobParts {
  private JobParts() {}

  static Span state(JobRow job) {
    boolean stopping = job.state() == JobState.RUNNING && job.cancelRequested();
    String word = stopping ? Words.t("job.state.stopping") : Words.t("job.state", job.state());
    return Parts.state(tone(job.state()), word);
  }

  static String names(JobRow job) {
    return job.parts().stream().map(JobRow.Part::task).collect(Collectors.joining(", "));
  }

  private static String tone(JobState state) {
    return switch (state) {
      case QUEUED, CANCELLED -> "quiet";
      case RUNNING -> "busy";
      case DONE -> "good";
      case FAILED -> "bad";
    };
  }
}
