package io.ucad.admin.demo;

import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.IntakeReport;
import io.ucad.admin.task.TaskService;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Fills an empty workspace with generated products and has them learned. Everything is done by the
 * services that people use, one product after another; what was done already is not done again, so
 * that a demo that was cut off goes on where it was.
 */
@Component
@ConditionalOnWebApplication
public class Demo {
  private static final String PRESET = "fast";
  private static final long SEED = 1;
  private static final int JOBS = 500;
  private static final long LOOK_MILLIS = 500;
  private static final long PATIENCE_SECONDS = 5;

  private final TaskService tasks;
  private final ImageService images;
  private final JobService jobs;
  private final ModelStore store;
  private final EmbeddedEndpoint endpoint;
  private final DemoActor actor;
  private final DemoSize size;
  private final DemoFiles files;
  private final AdminSettings settings;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable CountDownLatch running;

  @Autowired
  Demo(
      AdminSettings settings,
      TaskService tasks,
      ImageService images,
      JobService jobs,
      ModelStore store,
      EmbeddedEndpoint endpoint,
      DemoActor actor) {
    this(settings, tasks, images, jobs, store, endpoint, actor, DemoSize.DEFAULT);
  }

  Demo(
      AdminSettings settings,
      TaskService tasks,
      ImageService images,
      JobService jobs,
      ModelStore store,
      EmbeddedEndpoint endpoint,
      DemoActor actor,
      DemoSize size) {
    this.settings = settings;
    this.tasks = tasks;
    this.images = images;
    this.jobs = jobs;
    this.store = store;
    this.endpoint = endpoint;
    this.actor = actor;
    this.size = size;
    this.files = new DemoFiles(settings.workspace(), size);
  }

  /**
   * Makes this workspace a demo.
   *
   * @throws DemoException if it holds anything else
   */
  public void begin() {
    if (files.begun()) {
      return;
    }
    long others = actor.act(() -> tasks.count("", false) + tasks.count("", true));
    Optional<VersionId> model = store.latest().map(version -> version.id());
    if (others > 0 || model.isPresent()) {
      throw new DemoException(
          "expected an empty workspace for the demo, found %s in %s; name another folder, such as --workspace demo"
              .formatted(
                  others > 0 ? others + " task(s)" : "the model " + model.get(),
                  settings.workspace()));
    }
    files.begin();
  }

  /** Fills the workspace and tells what happens, until all is learned or the process ends. */
  public void run(DemoTeller teller) {
    var done = new CountDownLatch(1);
    running = done;
    try {
      teller.begins(size.products());
      var watch = new DemoWatch(teller, this::job, endpoint, store, this::picture);
      fill(watch, teller);
      while (!watch.finished() && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        watch.look();
      }
    } catch (DemoStopped e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private void fill(DemoWatch watch, DemoTeller teller) {
    Map<String, Long> asked = actor.act(this::asked);
    for (String product : size.products()) {
      Long job = asked.get(product);
      if (job == null) {
        files.draw(
            product,
            (done, all) -> {
              requireGoingOn();
              watch.look();
            });
        job = actor.act(() -> add(product, teller));
      }
      watch.add(job);
      requireGoingOn();
    }
    watch.complete();
  }

  private Map<String, Long> asked() {
    Map<String, Long> asked = new LinkedHashMap<>();
    jobs.list(0, JOBS)
        .forEach(job -> job.parts().forEach(part -> asked.putIfAbsent(part.task(), job.id())));
    return asked;
  }

  private long add(String product, DemoTeller teller) {
    if (!registered(product)) {
      tasks.register(
          product,
          product.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + product.substring(1),
          "Generated for the demo.");
    }
    IntakeReport report = images.addZip(product, files.zip(product), looked -> requireGoingOn());
    long job = jobs.learn(List.of(product), PRESET, SEED);
    teller.queued(product, report.images(), job);
    return job;
  }

  private boolean registered(String product) {
    try {
      tasks.get(product);
      return true;
    } catch (UserProblem e) {
      return false;
    }
  }

  private JobRow job(long number) {
    return actor.act(() -> jobs.get(number));
  }

  /** An image of the product of ours that was learned last. */
  private Optional<Path> picture(List<String> known) {
    return size.products().reversed().stream()
        .filter(known::contains)
        .findFirst()
        .map(files::defective);
  }

  private void requireGoingOn() {
    if (stop.getCount() == 0) {
      throw new DemoStopped();
    }
  }

  /** Waits for the step that is being done, so that nothing is taken away from under it. */
  @EventListener(ContextClosedEvent.class)
  void stop() throws InterruptedException {
    stop.countDown();
    CountDownLatch step = running;
    if (step != null && !step.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the demo did not stop in time; start it again to go on");
    }
  }

  /** The process is ending. */
  private static final class DemoStopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
