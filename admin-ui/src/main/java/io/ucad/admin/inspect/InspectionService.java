package io.ucad.admin.inspect;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.files.ImageReferences;
import io.ucad.admin.job.Sources;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.Detector;
import io.ucad.detector.Explanation;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.Verdict;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageHeader;
import io.ucad.store.AliasName;
import io.ucad.store.Manifest;
import io.ucad.store.ModelStore;
import io.ucad.store.Sha256;
import io.ucad.store.StoreException;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Inspecting images, and what was inspected. An inspection is kept as its image, its version and
 * what was said; the rest is found again when somebody looks, to the same figures.
 */
@Service
public class InspectionService {
  private static final int MOST = 500;
  private static final int NAME = 120;
  private static final int NOTE = 1000;

  private final Inspector inspector;
  private final Inspections inspections;
  private final Retention retention;
  private final ModelStore store;
  private final Sources sources;
  private final ImageFiles files;
  private final ImageReferences references;
  private final ImageGuard guard;
  private final AuditLog audit;
  private final Clock clock;
  private final TransactionTemplate transaction;

  InspectionService(
      Inspector inspector,
      Inspections inspections,
      Retention retention,
      ModelStore store,
      Sources sources,
      ImageFiles files,
      ImageReferences references,
      ImageGuard guard,
      AuditLog audit,
      Clock clock,
      TransactionTemplate transaction) {
    this.inspector = inspector;
    this.inspections = inspections;
    this.retention = retention;
    this.store = store;
    this.sources = sources;
    this.files = files;
    this.references = references;
    this.guard = guard;
    this.audit = audit;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** The version to ask if nobody chose one: that in production, else the latest. */
  @PreAuthorize("hasRole('VIEWER')")
  public Optional<Integer> usual() {
    return store
        .alias(AliasName.PRODUCTION)
        .or(() -> store.alias(AliasName.LATEST))
        .map(VersionId::number);
  }

  /** The tasks that a version holds. */
  @PreAuthorize("hasRole('VIEWER')")
  public List<String> tasks(int version) {
    return manifest(version).tasks().stream().map(TaskEntry::task).map(TaskName::value).toList();
  }

  /**
   * Inspects an image and keeps what was found.
   *
   * @param name of the file, for people
   * @param task to take it for; empty to recognise it
   * @throws io.ucad.detector.image.ImageRejectedException if it is no acceptable image
   * @throws UserProblem if the version or the task cannot be asked
   */
  @PreAuthorize("hasRole('VIEWER')")
  public Kept inspect(String name, byte[] bytes, int version, Optional<String> task) {
    String shown = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return keep(shown, examine(bytes, version, task), task.isPresent(), bytes);
  }

  /** Inspects an image that a task holds or that was inspected before, and keeps what was found. */
  @PreAuthorize("hasRole('VIEWER')")
  public Kept inspectStored(String name, String sha256, int version, Optional<String> task) {
    if (!references.has(sha256)) {
      throw new UserProblem("problem.image.none");
    }
    byte[] bytes = files.read(sha256);
    return keep(name, examine(bytes, version, task), task.isPresent(), bytes);
  }

  /** A kept inspection with all that was found, which is found again. */
  @PreAuthorize("hasRole('VIEWER')")
  public Kept open(long id) {
    InspectionRow row = find(id).toRow();
    return new Kept(row, again(row, row.version()));
  }

  /** What another version says of the image of a kept inspection; nothing is kept of it. */
  @PreAuthorize("hasRole('VIEWER')")
  public Finding compare(long id, int version) {
    return again(find(id).toRow(), version);
  }

  /** A kept inspection as it is in lists. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public InspectionRow get(long id) {
    return find(id).toRow();
  }

  /**
   * A page of kept inspections, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<InspectionRow> list(InspectionFilter filter, int page, int size) {
    return inspections
        .page(
            filter.task(),
            filter.verdict(),
            filter.feedback(),
            PageRequest.of(page, Math.min(size, MOST)))
        .stream()
        .map(KeptInspection::toRow)
        .toList();
  }

  /** How many inspections {@link #list} has over all pages. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public long count(InspectionFilter filter) {
    return inspections.count(filter.task(), filter.verdict(), filter.feedback());
  }

  /** The tasks that images were taken for. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<String> inspectedTasks() {
    return inspections.tasks(PageRequest.of(0, MOST));
  }

  /**
   * Says that a verdict was wrong, which offers the image to its task, or takes that back.
   *
   * @param note for whoever decides on the offer
   */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public InspectionRow feedback(long id, Feedback feedback, String note) {
    KeptInspection found = find(id);
    if (note.length() > NOTE) {
      throw new UserProblem("problem.inspect.note", NOTE);
    }
    if (found.verdict() == Verdict.UNKNOWN && feedback != Feedback.NONE) {
      throw new UserProblem("problem.inspect.unknown");
    }
    if (found.proposal() == Proposal.ACCEPTED) {
      throw new UserProblem("problem.inspect.settled", found.task());
    }
    Feedback before = found.feedback();
    found.feedback(feedback, note.strip(), AuditLog.actor(), now());
    audit.record("inspection.feedback", "inspection " + id, before.name(), feedback.name());
    return found.toRow();
  }

  private Finding again(InspectionRow row, int version) {
    Optional<String> task = row.asked() ? Optional.of(row.task()) : Optional.empty();
    return examine(files.read(row.sha256()), version, task);
  }

  private Kept keep(String name, Finding finding, boolean asked, byte[] bytes) {
    files.put(bytes);
    // PostgreSQL takes no NUL in a text, and nobody can read the other ones.
    String readable =
        name.codePoints()
            .filter(c -> !Character.isISOControl(c))
            .limit(NAME)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    InspectionRow row =
        transaction.execute(
            status ->
                inspections
                    .save(new KeptInspection(finding, readable, asked, AuditLog.actor(), now()))
                    .toRow());
    retention.apply();
    return new Kept(row, finding);
  }

  private Finding examine(byte[] bytes, int version, Optional<String> task) {
    long start = System.nanoTime();
    DecodedImage image = guard.decode(bytes);
    double decodeMillis = (System.nanoTime() - start) / 1e6;
    Manifest manifest = manifest(version);
    task.ifPresent(name -> requireTask(manifest, name));
    return inspector.ask(
        version,
        detector -> {
          Inspection found = detector.inspect(image, InspectionOptions.of(task, true));
          return new Finding(
              Sha256.hex(bytes),
              version,
              detector.backbone().info().name(),
              decodeMillis,
              found,
              detector.distances(image),
              detector.peakThreshold(found.task()),
              found.known() ? matches(detector, manifest, found) : List.of());
        });
  }

  private List<Match> matches(Detector detector, Manifest manifest, Inspection found) {
    int learned =
        Origin.of(store, manifest.task(new TaskName(found.task())).orElseThrow()).number();
    return found.explanation().stream().map(e -> match(detector, learned, found, e)).toList();
  }

  private Match match(Detector detector, int learned, Inspection found, Explanation why) {
    String task = found.task();
    Optional<Match.NormalPatch> normal =
        sources
            .content(learned, task, why.image())
            .filter(sha256 -> Files.exists(files.file(sha256)))
            .map(
                sha256 -> {
                  ImageHeader header = guard.inspect(files.read(sha256));
                  return new Match.NormalPatch(
                      sha256,
                      header.width(),
                      header.height(),
                      detector.patch(
                          task,
                          why.normalRow(),
                          why.normalColumn(),
                          header.width(),
                          header.height()));
                });
    return new Match(
        why.score(),
        detector.patch(task, why.row(), why.column(), found.width(), found.height()),
        why.image(),
        normal);
  }

  private Manifest manifest(int version) {
    try {
      return store.version(new VersionId(version)).manifest();
    } catch (StoreException.NotFound e) {
      throw new UserProblem("problem.version.none", "v" + version);
    }
  }

  private static void requireTask(Manifest manifest, String task) {
    boolean there = manifest.tasks().stream().anyMatch(e -> e.task().value().equals(task));
    if (!there) {
      throw new UserProblem("problem.inspect.task", manifest.id().toString(), task);
    }
  }

  /** As exactly as databases keep it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private KeptInspection find(long id) {
    return inspections
        .findById(id)
        .orElseThrow(() -> new UserProblem("problem.inspect.none", String.valueOf(id)));
  }
}
