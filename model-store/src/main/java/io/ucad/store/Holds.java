package io.ucad.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The holds: one small sealed file each, named {@code v7-<owner>}. */
final class Holds {

  private static final String FORMAT = "ucad-hold";
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_BYTES = 8_192;
  private static final Set<String> NAMES = Set.of("version", "owner", "reason", "since");

  private final StoreContext store;

  Holds(StoreContext store) {
    this.store = store;
  }

  /** Takes or renews a hold. Under the {@link StoreLock}, after the version was found to exist. */
  void take(Hold hold) throws IOException {
    JsonObject content = new JsonObject();
    content.addProperty("version", hold.version().toString());
    content.addProperty("owner", hold.owner().value());
    content.addProperty("reason", hold.reason());
    content.addProperty("since", hold.since().toString());
    store.ensureDurableDirectory(store.layout().holds());
    Path file = store.layout().hold(hold.version(), hold.owner());
    try (var pointer =
        StagedPointer.prepare(store, file, SealedJson.seal(FORMAT, FORMAT_VERSION, content))) {
      pointer.moveTo(file);
    }
  }

  /** Whether there was one. Under the {@link StoreLock}. */
  boolean release(VersionId version, HoldOwner owner) throws IOException {
    Path file = store.layout().hold(version, owner);
    if (!store.isDirectory(store.layout().holds()) || store.files().kind(file).isEmpty()) {
      return false;
    }
    Trash.delete(store, file);
    store.files().syncDirectory(store.layout().holds());
    return true;
  }

  /** All of them by version; a file that cannot be one is {@link StoreException.Corrupt}. */
  List<Hold> all() throws IOException {
    List<Hold> all = new ArrayList<>();
    for (String name : store.namesIn(store.layout().holds())) {
      all.add(read(store.layout().holds().resolve(name)));
    }
    all.sort(Comparator.comparing(Hold::version).thenComparing(Hold::owner));
    return all;
  }

  private Hold read(Path file) throws IOException {
    String shown = store.layout().show(file);
    JsonObject content =
        SealedJson.open(store.readBounded(file, MAX_BYTES), shown, FORMAT, FORMAT_VERSION);
    try {
      if (!content.keySet().equals(NAMES)) {
        throw new StoreException.Refused("the names " + content.keySet());
      }
      Hold hold =
          new Hold(
              VersionId.parse(text(content, "version")),
              new HoldOwner(text(content, "owner")),
              text(content, "reason"),
              Instant.parse(text(content, "since")));
      if (!file.equals(store.layout().hold(hold.version(), hold.owner()))) {
        throw new StoreException.Refused("a hold of " + hold.owner() + " on " + hold.version());
      }
      return hold;
    } catch (StoreException.Refused | DateTimeException e) {
      throw new StoreException.Corrupt(
          shown, "a hold", Names.printable(String.valueOf(e.getMessage())));
    }
  }

  private static String text(JsonObject content, String name) {
    if (content.get(name) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new StoreException.Refused(name + " that is no text");
  }
}
