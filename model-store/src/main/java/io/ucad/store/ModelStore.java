package io.ucad.store;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of a memory in a directory that threads and processes share.
 *
 * <p>A version is either absent or complete. Once {@link #publish} has returned, the version
 * survives the death of the process, and a power loss on a disk that honours fsync. A call that
 * throws leaves every published version and every alias as it was, with one exception that no
 * protocol can avoid: an {@link StoreException.Io} from the very last steps of a publish or of
 * moving an alias may mean that it took effect; {@link #latest} tells.
 *
 * <p>The directory must be on a file system with atomic renames and with locks that all its users
 * see. Opening and reading write nothing, so a read-only mount will do for them; pins, too, are
 * files.
 *
 * <p>Every method throws {@link StoreException}s only. Instances may be shared by threads.
 */
public final class ModelStore {

  private final StoreContext store;
  private final VersionReader reader;
  private final Aliases aliases;
  private final Holds holds;
  private final Publisher publisher;

  private ModelStore(StoreContext store) {
    this.store = store;
    this.reader = new VersionReader(store);
    this.aliases = new Aliases(store);
    this.holds = new Holds(store);
    this.publisher = new Publisher(store, reader, aliases);
  }

  /** Opens an existing store; throws {@link StoreException.NotAStore} for any other directory. */
  public static ModelStore open(Path root) {
    return open(root, StoreEnvironment.system());
  }

  /** Opens an existing store. */
  public static ModelStore open(Path root, StoreEnvironment environment) {
    return IoCall.attempt(
        "opening " + root,
        () -> {
          var store = StoreContext.of(environment.files().canonical(root), environment);
          StoreFile.check(store);
          return new ModelStore(store);
        });
  }

  /** Opens a store, which is created when the directory is absent or empty. */
  public static ModelStore openOrCreate(Path root) {
    return openOrCreate(root, StoreEnvironment.system());
  }

  /** Opens a store, which is created when the directory is absent or empty. */
  public static ModelStore openOrCreate(Path root, StoreEnvironment environment) {
    return IoCall.attempt(
        "opening or creating " + root,
        () -> {
          var store = StoreContext.of(environment.files().canonical(root), environment);
          if (!StoreFile.exists(store)) {
            StoreFile.create(store);
          }
          StoreFile.check(store);
          return new ModelStore(store);
        });
  }

  /** Where the store is. */
  public Path root() {
    return store.layout().root();
  }

  /** All versions, oldest first, the corrupt ones as well. */
  public List<VersionId> versions() {
    return attempt("listing versions", reader::list);
  }

  /**
   * Loads a version. Throws {@link StoreException.NotFound}, {@link StoreException.Corrupt}, {@link
   * StoreException.TooNew} or {@link StoreException.TooOld}.
   */
  public Version version(VersionId id) {
    return attempt("loading " + id, () -> reader.load(id));
  }

  /** What the next version is built on; empty in a new store. */
  public Optional<Version> latest() {
    return attempt("loading the latest version", publisher::latest);
  }

  /** The version that a person means by {@code v7} or by the name of an alias. */
  public VersionId resolve(String versionOrAlias) {
    if (VersionId.isVersion(versionOrAlias)) {
      return VersionId.parse(versionOrAlias);
    }
    AliasName name = new AliasName(versionOrAlias);
    return alias(name)
        .orElseThrow(
            () -> new StoreException.NotFound("there is no alias " + name + " in " + root()));
  }

  /** What an alias names. */
  public Optional<VersionId> alias(AliasName name) {
    return attempt("reading alias " + name, () -> aliases.get(name));
  }

  /** All aliases. */
  public Map<AliasName, VersionId> aliases() {
    return attempt("reading the aliases", aliases::all);
  }

  /**
   * Moves an alias in one step, after the version was reread to its last byte: an alias is never
   * moved to a corrupt version. Pointing {@link AliasName#LATEST} at an older version is a
   * roll-back; newer versions stay, and the next number is still a new one.
   */
  public void point(AliasName name, VersionId id) {
    try (Pin pin = pin(id)) {
      for (TaskEntry entry : pin.version().manifest().tasks()) {
        pin.version().file(entry.task());
      }
      attempt(
          "pointing " + name + " at " + id,
          () ->
              store
                  .lock()
                  .locked(
                      () -> {
                        store.ensureDurableDirectory(store.layout().aliases());
                        aliases.point(name, id);
                        return name;
                      }));
    }
  }

  /** Removes an alias; {@link AliasName#LATEST} stays. */
  public void removeAlias(AliasName name) {
    if (name.equals(AliasName.LATEST)) {
      throw new StoreException.Refused("the alias latest cannot be removed, only moved");
    }
    attempt(
        "removing alias " + name,
        () ->
            store
                .lock()
                .locked(
                    () -> {
                      aliases.remove(name);
                      return name;
                    }));
  }

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
  public Version publish(Publication publication) {
    return attempt("publishing", () -> publisher.publish(publication));
  }

  /**
   * Publishes a version without a task on the latest one, and proves that the other tasks did not
   * change.
   */
  public ForgetReport forget(TaskName task, String summary) {
    return attempt(
        "forgetting " + task, () -> new Forgetting(store, reader, publisher).forget(task, summary));
  }

  /** Rereads every byte of a version. */
  public VerifyReport verify(VersionId id) {
    return attempt("verifying " + id, () -> new Verifier(store, reader, aliases).verify(id));
  }

  /** Rereads every byte of every version, and every alias. */
  public StoreReport verifyAll() {
    return attempt("verifying " + root(), new Verifier(store, reader, aliases)::verifyAll);
  }

  /** Loads a version and keeps it from being collected. */
  public Pin pin(VersionId id) {
    return attempt(
        "pinning " + id, () -> store.lock().locked(() -> Pin.hold(store, reader.load(id))));
  }

  /** Loads what an alias names at this moment and keeps it from being collected. */
  public Pin pin(AliasName name) {
    return attempt("pinning " + name, () -> store.lock().locked(() -> pin(resolve(name.value()))));
  }

  /**
   * The directory of a job; {@link StoreException.Busy} while another attempt at the same job is
   * alive.
   */
  public Workspace workspace(JobKey job) {
    return attempt("opening the workspace of " + job, () -> Workspace.open(store, job));
  }

  /**
   * Removes what dead processes left; what living ones use stays. Returns what was removed,
   * relative to the store.
   */
  public List<String> sweep() {
    return attempt("sweeping", () -> Sweeper.sweep(store));
  }

  /** Removes the versions that the policy does not keep, and sweeps. Returns what was removed. */
  public List<VersionId> collectGarbage(KeepPolicy policy) {
    return attempt("collecting garbage", () -> collector().collect(policy));
  }

  /** The versions that {@link #collectGarbage} would remove now. */
  public List<VersionId> garbage(KeepPolicy policy) {
    return attempt("looking for garbage", () -> collector().garbage(policy));
  }

  private GarbageCollector collector() {
    return new GarbageCollector(store, reader, aliases, holds);
  }

  /**
   * Keeps a version from being collected until {@link #release}, whatever process lives or dies.
   * Holding it again replaces the reason.
   */
  public Hold hold(VersionId id, HoldOwner owner, String reason) {
    Hold hold = new Hold(id, owner, reason, store.environment().clock().instant());
    return attempt(
        "holding " + id,
        () ->
            store
                .lock()
                .locked(
                    () -> {
                      reader.load(id);
                      holds.take(hold);
                      return hold;
                    }));
  }

  /** Ends a hold; returns whether there was one. */
  public boolean release(VersionId id, HoldOwner owner) {
    return attempt("releasing " + id, () -> store.lock().locked(() -> holds.release(id, owner)));
  }

  /** Who holds what, oldest version first. */
  public List<Hold> holds() {
    return attempt("reading the holds", holds::all);
  }

  /**
   * Writes a version as a zip archive, byte for byte the same whenever and wherever it is exported.
   * The stream is flushed and left open. Throws {@link StoreException.Corrupt} before the first
   * byte of a file that is not what was published; what was written until then is no archive.
   */
  public void exportVersion(VersionId id, OutputStream out, TransferListener listener) {
    attempt(
        "exporting " + id,
        () -> {
          try (Pin pin = pin(id)) {
            new ArchiveWriter(store, listener).write(pin.version(), out);
            out.flush();
            return id;
          }
        });
  }

  /**
   * Makes the next version of an archive that {@link #exportVersion} wrote. Tasks keep their bytes
   * and checksums; number, parent and date are those of this store. Nothing outside the staging is
   * written before everything is verified. The stream is left open.
   *
   * <p>Throws {@link StoreException.InvalidArchive} for anything else than such an archive or one
   * beyond the limit.
   */
  public ImportReport importVersion(
      InputStream archive, ImportOptions options, TransferListener listener) {
    return attempt(
        "importing an archive",
        () ->
            new Importing(store, publisher, new Ancestry(store, reader), options, listener)
                .run(archive));
  }

  private static <T> T attempt(String doing, IoCall<T> call) {
    return IoCall.attempt(doing, call);
  }
}
