package io.ucad.store;

import java.nio.file.Path;
import java.util.Objects;

/** Where things are below the root of a store. */
record StoreLayout(Path root) {

  static final String STORE_FILE = "store.json";
  static final String LOCK_FILE = "store.lock";
  static final String LEASE = ".lease";

  Path storeFile() {
    return root.resolve(STORE_FILE);
  }

  Path lockFile() {
    return root.resolve(LOCK_FILE);
  }

  Path versions() {
    return root.resolve("versions");
  }

  Path version(VersionId id) {
    return versions().resolve(id.toString());
  }

  Path aliases() {
    return root.resolve("aliases");
  }

  Path alias(AliasName name) {
    return aliases().resolve(name.value());
  }

  Path staging() {
    return root.resolve("staging");
  }

  Path pins() {
    return root.resolve("pins");
  }

  Path holds() {
    return root.resolve("holds");
  }

  Path hold(VersionId version, HoldOwner owner) {
    return holds().resolve(version + "-" + owner);
  }

  Path work() {
    return root.resolve("work");
  }

  /** The directory of something below the root. */
  static Path directoryOf(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** How a file is called in messages. */
  String show(Path path) {
    return root.relativize(path).toString();
  }
}
