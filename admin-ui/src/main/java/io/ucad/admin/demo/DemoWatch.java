package io.ucad.admin.demo;

import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.job.JobRow;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Looks at the jobs of the demo and at the endpoint, and tells what is new. Of one thread. */
final class DemoWatch {
  private static final long PAUSE_NANOS = 500_000_000;

  private final DemoTeller teller;
  private final LongFunction<JobRow> jobs;
  private final EmbeddedEndpoint endpoint;
  private final ModelStore store;
  private final Function<List<String>, Optional<Path>> pictures;
  private final List<Long> open = new ArrayList<>();
  private Optional<VersionId> told = Optional.empty();
  private long looked = System.nanoTime();
  private boolean complete;
  private boolean finished;

  /**
   * @param pictures an image to try a version with that knows these tasks
   */
  DemoWatch(
      DemoTeller teller,
      LongFunction<JobRow> jobs,
      EmbeddedEndpoint endpoint,
      ModelStore store,
      Function<List<String>, Optional<Path>> pictures) {
    this.teller = teller;
    this.jobs = jobs;
    this.endpoint = endpoint;
    this.store = store;
    this.pictures = pictures;
  }

  /** One job more to look at. */
  void add(long job) {
    open.add(job);
  }

  /** There will be no more jobs. */
  void complete() {
    complete = true;
  }

  /** Whether all jobs have ended and what came of them answers. */
  boolean finished() {
    return finished;
  }

  /** Looks, unless it did a moment ago. */
  void look() {
    if (System.nanoTime() - looked < PAUSE_NANOS) {
      return;
    }
    looked = System.nanoTime();
    for (Long number : List.copyOf(open)) {
      JobRow job = jobs.apply(number);
      if (job.state().ended()) {
        open.remove(number);
        teller.ended(job);
      }
    }
    Optional<VersionId> now = endpoint.current();
    finished =
        complete && open.isEmpty() && (now.equals(wanted()) || !endpoint.problem().isEmpty());
    if (now.isPresent() && !now.equals(told)) {
      boolean first = told.isEmpty() && !finished;
      told = now;
      teller.answers(now.get(), known(), first ? pictures.apply(known()) : Optional.empty());
    }
    if (finished) {
      teller.finished(told.isPresent() ? endpoint.problem() : missing(), pictures.apply(known()));
    }
  }

  private String missing() {
    return endpoint.problem().isEmpty() ? "nothing was learned" : endpoint.problem();
  }

  private Optional<VersionId> wanted() {
    return store.alias(AliasName.PRODUCTION).or(() -> store.alias(AliasName.LATEST));
  }

  /** What the version that was told of has learned. */
  private List<String> known() {
    return told.stream()
        .flatMap(id -> store.version(id).manifest().tasks().stream())
        .map(entry -> entry.task().value())
        .toList();
  }
}
