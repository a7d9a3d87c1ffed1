package io.ucad.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rereads every byte. */
final class Verifier {

  private final StoreContext store;
  private final VersionReader reader;
  private final Aliases aliases;

  Verifier(StoreContext store, VersionReader reader, Aliases aliases) {
    this.store = store;
    this.reader = reader;
    this.aliases = aliases;
  }

  /** Collects what is wrong with a version; only its absence is thrown. */
  VerifyReport verify(VersionId id) throws IOException {
    List<StoreException> problems = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    try {
      Version version = reader.load(id);
      for (TaskEntry entry : version.manifest().tasks()) {
        try {
          version.file(entry.task());
          files++;
          bytes += entry.bytes();
        } catch (StoreException.Corrupt | StoreException.Io e) {
          problems.add(e);
        }
      }
    } catch (StoreException.NotFound e) {
      throw e;
    } catch (StoreException e) {
      problems.add(e);
    }
    return new VerifyReport(id, files, bytes, problems);
  }

  StoreReport verifyAll() throws IOException {
    List<VerifyReport> versions = new ArrayList<>();
    for (VersionId id : reader.list()) {
      versions.add(verify(id));
    }
    List<StoreException> problems = new ArrayList<>();
    for (String name : store.namesIn(store.layout().aliases())) {
      verifyAlias(name).ifPresent(problems::add);
    }
    return new StoreReport(versions, problems);
  }

  private Optional<StoreException> verifyAlias(String name) throws IOException {
    try {
      Optional<VersionId> id = aliases.get(new AliasName(name));
      if (id.isPresent() && !store.isDirectory(store.layout().version(id.get()))) {
        return Optional.of(
            new StoreException.NotFound(
                "alias " + name + " names " + id.get() + ", which is absent"));
      }
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e);
    }
  }
}
