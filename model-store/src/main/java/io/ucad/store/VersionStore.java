package io.ucad.store;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the versions of a memory are kept, as those who learn, deploy and ask see it. {@link
 * ModelStore} keeps them in a directory; another store may keep them elsewhere, for example as
 * objects behind an S3 address, if its {@link Version}s lie on this machine while they are used.
 *
 * <p>A version is either absent or complete, and every method throws {@link StoreException}s only.
 * Instances may be shared by threads.
 */
public interface VersionStore {

  /** All versions, oldest first, the corrupt ones as well. */
  List<VersionId> versions();

  /**
   * Loads a version. Throws {@link StoreException.NotFound}, {@link StoreException.Corrupt}, {@link
   * StoreException.TooNew} or {@link StoreException.TooOld}.
   */
  Version version(VersionId id);

  /** What the next version is built on; empty in a new store. */
  Optional<Version> latest();

  /** The version that a person means by {@code v7} or by the name of an alias. */
  VersionId resolve(String versionOrAlias);

  /** What an alias names. */
  Optional<VersionId> alias(AliasName name);

  /** All aliases. */
  Map<AliasName, VersionId> aliases();

  /**
   * Moves an alias in one step, after the version was reread to its last byte: an alias is never
   * moved to a corrupt version. Pointing {@link AliasName#LATEST} at an older version is a
   * roll-back; newer versions stay, and the next number is still a new one.
   */
  void point(AliasName name, VersionId id);

  /** Removes an alias; {@link AliasName#LATEST} stays. */
  void removeAlias(AliasName name);

  /**
   * Makes a new version and moves {@link AliasName#LATEST} to it. Files of tasks that did not
   * change are the same files under a second name. Returns when the version is durable.
   *
   * <p>Throws {@link StoreException.Conflict} when somebody else published meanwhile (see {@link
   * OnConflict}), {@link StoreException.NotFound} for a task that is not in the parent, {@link
   * StoreException.Refused} for what could not be loaded again, {@link StoreException.Busy}, {@link
   * StoreException.Io}, {@link StoreException.Corrupt} for a corrupt parent, and whatever a {@link
   * TaskContent} or {@link PublishCondition} throws.
   */
  Version publish(Publication publication);

  /**
   * Publishes a version without a task on the latest one, and proves that the other tasks did not
   * change.
   */
  ForgetReport forget(TaskName task, String summary);

  /** Rereads every byte of a version. */
  VerifyReport verify(VersionId id);

  /** Rereads every byte of every version, and every alias. */
  StoreReport verifyAll();

  /** Loads a version and keeps it from being collected. */
  Pin pin(VersionId id);

  /** Loads what an alias names at this moment and keeps it from being collected. */
  Pin pin(AliasName name);

  /**
   * The directory of a job; {@link StoreException.Busy} while another attempt at the same job is
   * alive.
   */
  Workspace workspace(JobKey job);

  /** Removes the versions that the policy does not keep, and sweeps. Returns what was removed. */
  List<VersionId> collectGarbage(KeepPolicy policy);

  /** The versions that {@link #collectGarbage} would remove now. */
  List<VersionId> garbage(KeepPolicy policy);

  /**
   * Keeps a version from being collected until {@link #release}, whatever process lives or dies.
   * Holding it again replaces the reason.
   */
  Hold hold(VersionId id, HoldOwner owner, String reason);

  /** Ends a hold; returns whether there was one. */
  boolean release(VersionId id, HoldOwner owner);

  /** Who holds what, oldest version first. */
  List<Hold> holds();

  /**
   * Writes a version as a zip archive, byte for byte the same whenever and wherever it is exported.
   * The stream is flushed and left open. Throws {@link StoreException.Corrupt} before the first
   * byte of a file that is not what was published; what was written until then is no archive.
   */
  void exportVersion(VersionId id, OutputStream out, TransferListener listener);

  /**
   * Makes the next version of an archive that {@link #exportVersion} wrote. Tasks keep their bytes
   * and checksums; number, parent and date are those of this store. Nothing outside the staging is
   * written before everything is verified. The stream is left open.
   *
   * <p>Throws {@link StoreException.InvalidArchive} for anything else than such an archive or one
   * beyond the limit.
   */
  ImportReport importVersion(InputStream archive, ImportOptions options, TransferListener listener);
}
