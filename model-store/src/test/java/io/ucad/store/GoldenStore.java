package io.ucad.store;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the store that is kept under {@code src/test/resources/golden/store-v1}, and {@code
 * archive-v1.zip}. Run its main method only when a new format begins, with a new directory:
 * released formats stay loadable.
 */
final class GoldenStore {

  private GoldenStore() {}

  static ModelStore write(Path root) {
    ModelStore store = Fixtures.create(root);
    Version first =
        store.publish(
            Publication.first()
                .put(
                    Fixtures.BOTTLE,
                    Fixtures.content(1, 64),
                    Fixtures.attributes("preset", "paper"))
                .attributes(Fixtures.attributes("backbone", "vit-b16-in21k"))
                .summary("learned bottle")
                .build());
    JsonObject thresholds = new JsonObject();
    thresholds.addProperty("threshold", 0.61);
    thresholds.addProperty("name", "\ubcd1 <&> 'bottle'");
    Version second =
        store.publish(
            Publication.on(first.id())
                .put(Fixtures.PCB, Fixtures.content(2, 33), new JsonObject())
                .annotate(Fixtures.BOTTLE, thresholds)
                .summary("learned pcb")
                .build());
    store.point(AliasName.PRODUCTION, first.id());
    store.point(AliasName.CANDIDATE, second.id());
    return store;
  }

  /** Writes the store, and its second version as an archive: {@code <store> <archive>}. */
  public static void main(String[] args) throws IOException {
    ModelStore store = write(Path.of(args[0]));
    try (var out = Files.newOutputStream(Path.of(args[1]))) {
      store.exportVersion(new VersionId(2), out, TransferListener.none());
    }
  }
}
