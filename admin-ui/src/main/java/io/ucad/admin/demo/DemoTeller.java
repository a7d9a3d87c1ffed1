package io.ucad.admin.demo;

import io.ucad.admin.endpoint.CurlLine;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobState;
import io.ucad.store.VersionId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a newcomer on the console what happens now, what to open and what to try. */
public final class DemoTeller {
  private final PrintWriter out;
  private final String address;
  private final boolean tokens;
  private final Supplier<Duration> sinceStart;

  /**
   * @param address of the web app, without a slash at its end
   * @param tokens whether the endpoint asks for a token
   */
  public DemoTeller(
      PrintWriter out, String address, boolean tokens, Supplier<Duration> sinceStart) {
    this.out = out;
    this.address = address;
    this.tokens = tokens;
    this.sinceStart = sinceStart;
  }

  void begins(List<String> products) {
    say(
        "the demo draws %d products (%s) and has them learned one after another; log in and open %s/learn to watch"
            .formatted(products.size(), String.join(", ", products), address));
  }

  void queued(String product, int images, long job) {
    say("%s is drawn: %d images; job %d learns it".formatted(product, images, job));
  }

  void ended(JobRow job) {
    String what = String.join(", ", job.parts().stream().map(JobRow.Part::task).toList());
    if (job.state() == JobState.DONE) {
      say("%s is learned".formatted(what));
    } else {
      say(
          "%s is not learned, the job was %s%s; see %s/learn/%d"
              .formatted(
                  what,
                  job.state().name().toLowerCase(java.util.Locale.ROOT),
                  job.problem().isBlank() ? "" : ": " + job.problem(),
                  address,
                  job.id()));
    }
  }

  /**
   * @param image something to send; empty if there is nothing to try now
   */
  void answers(VersionId version, List<String> tasks, Optional<Path> image) {
    say("%s answers and knows %s".formatted(version, String.join(", ", tasks)));
    tryWith(image);
  }

  /**
   * @param problem why nothing answers; empty if something does
   */
  void finished(String problem, Optional<Path> image) {
    say(
        problem.isEmpty()
            ? "the demo is complete; open %s/versions to promote and to roll back. Ctrl-C ends it, the same command goes on"
                .formatted(address)
            : "the demo has ended, but nothing new answers: " + problem);
    tryWith(image);
  }

  private void tryWith(Optional<Path> image) {
    image.ifPresent(
        file -> {
          out.println("  try: " + CurlLine.of(address, tokens, file.toString()));
          out.flush();
        });
  }

  private void say(String what) {
    out.printf("[%4d s] %s%n", sinceStart.get().toSeconds(), what);
    out.flush();
  }
}
