package io.ucad.store;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** Small versions to test with. */
final class Fixtures {

  static final TaskName BOTTLE = new TaskName("bottle");
  static final TaskName PCB = new TaskName("pcb");
  static final TaskName TILE = new TaskName("magnetic_tile");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private Fixtures() {}

  static StoreEnvironment environment(StoreFileSystem files) {
    return new StoreEnvironment(files, CLOCK, Duration.ofSeconds(30));
  }

  static ModelStore create(Path root) {
    return ModelStore.openOrCreate(root, environment(StoreFileSystem.local()));
  }

  static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static TaskContent content(long seed, int length) {
    return out -> out.write(bytes(seed, length));
  }

  static JsonObject attributes(String name, String value) {
    JsonObject attributes = new JsonObject();
    attributes.addProperty(name, value);
    return attributes;
  }

  static void copy(Path from, Path to) {
    IoCall.attempt(
        "copying " + from,
        () -> {
          try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
              Files.copy(path, to.resolve(from.relativize(path)));
            }
          }
          return to;
        });
  }

  /** Publishes one task of 100 bytes on the latest version. */
  static Version learn(ModelStore store, TaskName task, long seed) {
    return store.publish(
        Publication.on(store.latest())
            .put(task, content(seed, 100), attributes("seed", Long.toString(seed)))
            .summary("learned " + task)
            .build());
  }
}
