package io.ucad.admin.version;

import io.ucad.store.ModelStore;
import io.ucad.store.Sha256;
import io.ucad.store.StoreException;
import io.ucad.store.TaskEntry;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.evaluate.TaskScore;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the database's list of versions in step with the store, which alone decides what exists.
 * For the program itself, not for people.
 */
@Component
public class VersionIndex {
  private static final Logger LOG = LoggerFactory.getLogger(VersionIndex.class);

  private final ModelStore store;
  private final ModelVersions versions;
  private final Evaluations evaluations;
  private final Sheets sheets;
  private final Clock clock;

  VersionIndex(
      ModelStore store,
      ModelVersions versions,
      Evaluations evaluations,
      Sheets sheets,
      Clock clock) {
    this.store = store;
    this.sheets = sheets;
    this.versions = versions;
    this.evaluations = evaluations;
    this.clock = clock;
  }

  /** Adds the versions that the store has and the database does not know. */
  @Transactional
  public synchronized void sync() {
    Set<Integer> known = new HashSet<>(versions.numbers());
    for (VersionId id : store.versions()) {
      if (!known.contains(id.number())) {
        add(id);
      }
    }
  }

  /** Remembers which job made a version. */
  @Transactional
  public synchronized void madeBy(VersionId id, long job) {
    Optional<ModelVersion> known = versions.findById(id.number());
    known.or(() -> add(id)).ifPresent(version -> version.madeBy(job));
  }

  /**
   * Keeps what was measured, with the score of every image; a second measurement replaces the
   * first.
   */
  @Transactional
  public void measured(VersionId id, long taskId, TaskScore score) {
    Evaluation cell =
        evaluations
            .findByVersionAndTaskId(id.number(), taskId)
            .orElseGet(() -> new Evaluation(id.number(), taskId, clock.instant()));
    cell.measured(score, sheet(taskId, ScoreSheet.of(score)), clock.instant());
    evaluations.save(cell);
  }

  /**
   * Takes over what was measured of the parent of a version that scores every image alike, as one
   * does in which only thresholds changed.
   */
  @Transactional
  public void scoresAsItsParent(VersionId id) {
    store
        .version(id)
        .manifest()
        .parent()
        .ifPresent(parent -> evaluations.takeOver(parent.number(), id.number()));
  }

  /** The sheet with these scores, an old one if they are as before; empty if it is too large. */
  private Optional<Long> sheet(long taskId, ScoreSheet sheet) {
    byte[] text = SheetBytes.text(sheet);
    String sha256 = Sha256.hex(text);
    List<Long> known = sheets.find(taskId, sha256, PageRequest.of(0, 1));
    if (!known.isEmpty()) {
      return Optional.of(known.get(0));
    }
    byte[] packed = SheetBytes.pack(text);
    if (packed.length > SheetBytes.MOST) {
      LOG.warn(
          "the scores of {} test images are not kept one by one: {} bytes are more than {}",
          sheet.images().size(),
          packed.length,
          SheetBytes.MOST);
      return Optional.empty();
    }
    return Optional.of(
        sheets.save(new StoredSheet(taskId, sha256, sheet.images().size(), packed)).id());
  }

  /** Empty for a version that cannot be read; whoever opens it will be told why. */
  private Optional<ModelVersion> add(VersionId id) {
    try {
      Version version = store.version(id);
      var manifest = version.manifest();
      return Optional.of(
          versions.save(
              new ModelVersion(
                  id.number(),
                  manifest.parent().map(VersionId::number),
                  manifest.created(),
                  manifest.summary(),
                  manifest.tasks().size(),
                  manifest.tasks().stream().mapToLong(TaskEntry::bytes).sum())));
    } catch (StoreException e) {
      LOG.warn("{} is not listed: {}", id, e.getMessage());
      return Optional.empty();
    }
  }
}
