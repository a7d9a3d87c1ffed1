package io.ucad.trainer.learn;

import io.ucad.store.JobKey;
import io.ucad.store.PublishCondition;
import io.ucad.store.StoreException;
import io.ucad.store.VersionStore;
import io.ucad.store.Workspace;
import java.util.Optional;

/**
 * One of possibly several attempts at the same work.
 *
 * @param condition checked while nobody else can publish: whether this attempt may still publish
 * @param aside where to work when an earlier attempt, which may be frozen for ever, still holds the
 *     checkpoints; without it such an attempt is waited for by failing with {@link
 *     StoreException.Busy}
 */
public record Attempt(PublishCondition condition, Optional<JobKey> aside) {

  /** The only one: nobody competes. */
  public static Attempt only() {
    return new Attempt(PublishCondition.none(), Optional.empty());
  }

  Workspace workspace(VersionStore store, JobKey job) {
    try {
      return store.workspace(job);
    } catch (StoreException.Busy e) {
      return store.workspace(aside.orElseThrow(() -> e));
    }
  }
}
