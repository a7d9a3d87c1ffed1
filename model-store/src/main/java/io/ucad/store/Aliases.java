package io.ucad.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The movable pointers to versions: one small sealed file each, replaced in one step. */
final class Aliases {

  private static final String FORMAT = "ucad-alias";
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_BYTES = 4_096;
  private static final String VERSION = "version";

  private final StoreContext store;

  Aliases(StoreContext store) {
    this.store = store;
  }

  Optional<VersionId> get(AliasName name) throws IOException {
    Path file = store.layout().alias(name);
    if (!store.isDirectory(store.layout().aliases()) || store.files().kind(file).isEmpty()) {
      return Optional.empty();
    }
    String shown = store.layout().show(file);
    JsonObject content =
        SealedJson.open(store.readBounded(file, MAX_BYTES), shown, FORMAT, FORMAT_VERSION);
    if (content.size() == 1
        && content.get(VERSION) instanceof JsonPrimitive version
        && VersionId.isVersion(version.getAsString())) {
      return Optional.of(VersionId.parse(version.getAsString()));
    }
    throw new StoreException.Corrupt(
        shown, "the name of a version", Names.printable(content.toString()));
  }

  /** All pointers; a file that cannot be one is {@link StoreException.Corrupt}. */
  Map<AliasName, VersionId> all() throws IOException {
    Map<AliasName, VersionId> all = new TreeMap<>();
    for (String text : store.namesIn(store.layout().aliases())) {
      AliasName name = parse(text);
      get(name).ifPresent(id -> all.put(name, id));
    }
    return all;
  }

  private AliasName parse(String text) {
    try {
      return new AliasName(text);
    } catch (StoreException.Refused e) {
      throw new StoreException.Corrupt(
          "aliases/" + Names.printable(text), "nothing", "a name that is no alias");
    }
  }

  /**
   * Writes the pointer without making it visible; {@link StagedPointer#moveTo} does that. Under the
   * {@link StoreLock}.
   */
  StagedPointer prepare(AliasName name, VersionId id) throws IOException {
    JsonObject content = new JsonObject();
    content.addProperty(VERSION, id.toString());
    return StagedPointer.prepare(
        store, store.layout().alias(name), SealedJson.seal(FORMAT, FORMAT_VERSION, content));
  }

  void point(AliasName name, VersionId id) throws IOException {
    try (StagedPointer pointer = prepare(name, id)) {
      pointer.moveTo(store.layout().alias(name));
    }
  }

  void remove(AliasName name) throws IOException {
    Trash.delete(store, store.layout().alias(name));
    store.files().syncDirectory(store.layout().aliases());
  }
}
