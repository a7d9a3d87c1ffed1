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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares two versions on the test images of a task, in the background. */
@Service
public class ShadowService {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowService.class);
  private static final int FLIPS = 500;

  /** Between two writes of progress at least. */
  private static final long PAUSE_NANOS = 400_000_000;

  private final ShadowLedger ledger;
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

  ShadowService(
      ShadowLedger ledger,
      TaskData data,
      ModelStore store,
      BackboneSource backbones,
      ImageGuard guard,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.ledger = ledger;
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
    long id =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  audit.record("shadow.start", task, "v" + a, "v" + b);
                  return ledger.begin(task, a, b, images.size());
                }));
    thread.execute(() -> compare(id, images, one, other));
    return id;
  }

  /** A comparison as it is now. */
  @PreAuthorize("hasRole('VIEWER')")
  public ShadowRow get(long id) {
    return ledger.find(id).orElseThrow(() -> new UserProblem("problem.shadow.none", id));
  }

  private void compare(long id, List<TestImage> images, Version one, Version other) {
    try {
      ShadowReport report = report(images, one, other, progress(id));
      ledger.done(
          id,
          report.compared().size(),
          report.compared().stream().filter(ShadowReport.Compared::rerouted).count(),
          flips(report, images));
    } catch (RuntimeException e) {
      LOG.warn("comparison {} failed", id, e);
      ledger.failed(id, String.valueOf(e.getMessage()));
    }
  }

  private ShadowReport report(
      List<TestImage> images, Version one, Version other, ProgressListener progress) {
    Backbone backbone = backbones.get();
    try (NDManager manager = NDManager.newBaseManager();
        Detector a = Detector.load(manager, backbone, one.files());
        Detector b = Detector.load(manager, backbone, other.files())) {
      return new ShadowComparison(guard, progress)
          .compare(
              images.stream().map(i -> new ShadowComparison.Named(i.name(), i.file())).toList(),
              image -> a.inspect(image, InspectionOptions.DEFAULT),
              image -> b.inspect(image, InspectionOptions.DEFAULT));
    }
  }

  private ProgressListener progress(long id) {
    return new ProgressListener() {
      private long last = System.nanoTime();

      @Override
      public void progress(String what, double done, double total) {
        if (stopping.get()) {
          throw new IllegalStateException("the process is ending; compare again");
        }
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS) {
          last = now;
          ledger.progress(id, (int) done);
        }
      }

      @Override
      public void message(String text) {}
    };
  }

  private static List<ShadowRow.Flip> flips(ShadowReport report, List<TestImage> images) {
    Map<String, String> contents =
        images.stream()
            .collect(Collectors.toMap(TestImage::name, i -> i.file().getFileName().toString()));
    return report.flips().stream()
        .limit(FLIPS)
        .map(
            flip ->
                new ShadowRow.Flip(
                    flip.image(), contents.getOrDefault(flip.image(), ""), flip.a(), flip.b()))
        .toList();
  }

  @PreDestroy
  void close() {
    stopping.set(true);
    thread.shutdown();
  }
}
