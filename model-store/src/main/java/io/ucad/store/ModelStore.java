package io.ucad.store;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of a memory in a directory that threads and processes share: the {@link VersionStore} on
 * a file system.
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
public final class ModelStore implements VersionStore {

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

  @Override
  public List<VersionId> versions() {
    return attempt("listing versions", reader::list);
  }

  @Override
  public Version version(VersionId id) {
    return attempt("loading " + id, () -> reader.load(id));
  }

  @Override
  public Optional<Version> latest() {
    return attempt("loading the latest version", publisher::latest);
  }

  @Override
  public VersionId resolve(String versionOrAlias) {
    if (VersionId.isVersion(versionOrAlias)) {
      return VersionId.parse(versionOrAlias);
    }
    AliasName name = new AliasName(versionOrAlias);
    return alias(name)
        .orElseThrow(
            () -> new StoreException.NotFound("there is no alias " + name + " in " + root()));
  }

  @Override
  public Optional<VersionId> alias(AliasName name) {
    return attempt("reading alias " + name, () -> aliases.get(name));
  }

  @Override
  public Map<AliasName, VersionId> aliases() {
    return attempt("reading the aliases", aliases::all);
  }

  @Override
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

  @Override
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

  @Override
  public Version publish(Publication publication) {
    return attempt("publishing", () -> publisher.publish(publication));
  }

  @Override
  public ForgetReport forget(TaskName task, String summary) {
    return attempt(
        "forgetting " + task, () -> new Forgetting(store, reader, publisher).forget(task, summary));
  }

  @Override
  public VerifyReport verify(VersionId id) {
    return attempt("verifying " + id, () -> new Verifier(store, reader, aliases).verify(id));
  }

  @Override
  public StoreReport verifyAll() {
    return attempt("verifying " + root(), new Verifier(store, reader, aliases)::verifyAll);
  }

  @Override
  public Pin pin(VersionId id) {
    return attempt(
        "pinning " + id, () -> store.lock().locked(() -> Pin.hold(store, reader.load(id))));
  }

  @Override
  public Pin pin(AliasName name) {
    return attempt("pinning " + name, () -> store.lock().locked(() -> pin(resolve(name.value()))));
  }

  @Override
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

  @Override
  public List<VersionId> collectGarbage(KeepPolicy policy) {
    return attempt("collecting garbage", () -> collector().collect(policy));
  }

  @Override
  public List<VersionId> garbage(KeepPolicy policy) {
    return attempt("looking for garbage", () -> collector().garbage(policy));
  }

  private GarbageCollector collector() {
    return new GarbageCollector(store, reader, aliases, holds);
  }

  @Override
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

  @Override
  public boolean release(VersionId id, HoldOwner owner) {
    return attempt("releasing " + id, () -> store.lock().locked(() -> holds.release(id, owner)));
  }

  @Override
  public List<Hold> holds() {
    return attempt("reading the holds", holds::all);
  }

  @Override
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

  @Override
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
