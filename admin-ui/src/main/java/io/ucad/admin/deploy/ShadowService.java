package io.ucad.admin.deploy;

import ai.djl.ndarray.NDManager;
import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.TaskData;
import io.ucad.detector.Detector;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.evaluate.ShadowComparison;
import io.ucad.trainer.evaluate.ShadowReport;
import io.ucad.trainer.progress.ProgressListener;
import jakarta.annotation.PreDestroy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares two versions on the test images of a task, in the background. The last comparisons are
 * remembered by the process that made them.
 */
@Service
public class ShadowService {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowService.class);
  private static final int REMEMBERED = 20;
  private static final int FLIPS = 500;

  private final TaskData data;
  private final ModelStore store;
  private final BackboneSource backbones;
  private final ImageGuard guard;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("ucad-shadow").daemon(true).factory());

  private final Map<Long, ShadowRow> rows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ShadowRow> eldest) {
          return size() > REMEMBERED;
        }
      };

  private long last;

  ShadowService(
      TaskData data,
      ModelStore store,
      BackboneSource backbones,
      ImageGuard guard,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.data = data;
    this.store = store;
    this.backbones = backbones;
    this.guard = guard;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * Begins to compare; returns at once.
   *
   * @param a the version of today
   * @param b the version of tomorrow
   * @return the number of the comparison
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public long start(String task, int a, int b) {
    Version one = store.version(new VersionId(a));
    Version other = store.version(new VersionId(b));
    TaskData.Test test =
        data.test(task).orElseThrow(() -> new UserProblem("problem.shadow.images", task));
    List<TestImage> images = test.images().images();
    long id;
    synchronized (rows) {
      id = ++last;
      rows.put(
          id,
          new ShadowRow(id, task, a, b, RolloutState.RUNNING, 0, images.size(), 0, List.of(), ""));
    }
    transaction.executeWithoutResult(
        status -> audit.record("shadow.start", task, "v" + a, "v" + b));
    thread.execute(() -> compare(id, images, one, other));
    return id;
  }

  /** A comparison as it is now. */
  @PreAuthorize("hasRole('VIEWER')")
  public ShadowRow get(long id) {
    synchronized (rows) {
      ShadowRow row = rows.get(id);
      if (row == null) {
        throw new UserProblem("problem.shadow.none", id);
      }
      return row;
    }
  }

  private void compare(long id, List<TestImage> images, Version one, Version other) {
    Map<String, String> contents =
        images.stream()
            .collect(Collectors.toMap(TestImage::name, i -> i.file().getFileName().toString()));
    ProgressListener progress =
        new ProgressListener() {
          @Override
          public void progress(String what, double done, double total) {
            if (stopping.get()) {
              throw new IllegalStateException("the process is ending; compare again");
            }
            update(id, row -> with(row, (int) done));
          }

          @Override
          public void message(String text) {}
        };
    Backbone backbone = backbones.get();
    try (NDManager manager = NDManager.newBaseManager();
        Detector a = Detector.load(manager, backbone, one.files());
        Detector b = Detector.load(manager, backbone, other.files())) {
      ShadowReport report =
          new ShadowComparison(guard, progress)
              .compare(
                  images.stream().map(i -> new ShadowComparison.Named(i.name(), i.file())).toList(),
                  image -> a.inspect(image, InspectionOptions.DEFAULT),
                  image -> b.inspect(image, InspectionOptions.DEFAULT));
      update(id, row -> done(row, report, contents));
    } catch (RuntimeException e) {
      LOG.warn("comparison {} failed", id, e);
      update(id, row -> failed(row, String.valueOf(e.getMessage())));
    }
  }

  private void update(long id, UnaryOperator<ShadowRow> change) {
    synchronized (rows) {
      rows.computeIfPresent(id, (key, row) -> change.apply(row));
    }
  }

  private static ShadowRow with(ShadowRow row, int done) {
    return new ShadowRow(
        row.id(), row.task(), row.a(), row.b(), row.state(), done, row.total(), 0, List.of(), "");
  }

  private static ShadowRow failed(ShadowRow row, String problem) {
    return new ShadowRow(
        row.id(),
        row.task(),
        row.a(),
        row.b(),
        RolloutState.FAILED,
        row.done(),
        row.total(),
        0,
        List.of(),
        problem);
  }

  private static ShadowRow done(ShadowRow row, ShadowReport report, Map<String, String> contents) {
    List<ShadowRow.Flip> flips =
        report.flips().stream()
            .limit(FLIPS)
            .map(
                flip ->
                    new ShadowRow.Flip(
                        flip.image(), contents.getOrDefault(flip.image(), ""), flip.a(), flip.b()))
            .toList();
    return new ShadowRow(
        row.id(),
        row.task(),
        row.a(),
        row.b(),
        RolloutState.DONE,
        report.compared().size(),
        row.total(),
        report.compared().stream().filter(ShadowReport.Compared::rerouted).count(),
        flips,
        "");
  }

  @PreDestroy
  void close() {
    stopping.set(true);
    thread.shutdown();
  }
}
