package io.ucad.store;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;

/** Programs for other processes: each publishes versions and says what was acknowledged. */
final class Publishing {

  static final int BYTES = 200_000;
  private static final int SMALL = 1_000;

  private Publishing() {}

  /** A store on local files, or on a mutant of them. */
  static ModelStore open(Path root, String files) {
    StoreFileSystem local = StoreFileSystem.local();
    return ModelStore.open(
        root,
        Fixtures.environment(
            switch (files) {
              case "without-staging" -> new WithoutStaging(local);
              case "without-lock" -> new WithoutLocks(local, StoreLayout.LOCK_FILE);
              default -> local;
            }));
  }

  static Version publish(ModelStore store, String task, long seed) {
    return publish(store, task, seed, SMALL);
  }

  static Version publishLarge(ModelStore store, String task, long seed) {
    return publish(store, task, seed, BYTES);
  }

  private static Version publish(ModelStore store, String task, long seed, int bytes) {
    return store.publish(
        Publication.on(store.latest())
            .put(
                new TaskName(task),
                Fixtures.content(seed, bytes),
                Fixtures.attributes("seed", Long.toString(seed)))
            .onConflict(OnConflict.REBASE)
            .build());
  }

  /** Publishes for ever: {@code <root> <file system> <seed>}. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws IOException {
      System.out.println("ready");
      System.in.read();
      ModelStore store = open(Path.of(args[0]), args[1]);
      long seed = Long.parseLong(args[2]);
      for (int i = 0; ; i++) {
        System.out.println("acknowledged " + publishLarge(store, "task" + i % 4, seed + i));
      }
    }
  }

  /** Publishes its own task so many times: {@code <root> <task> <times> <file system>}. */
  static final class Counted {
    private Counted() {}

    public static void main(String[] args) {
      ModelStore store = open(Path.of(args[0]), args[3]);
      try {
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
          System.out.println(publish(store, args[1], i));
        }
      } catch (StoreException e) {
        System.out.println(e);
      }
    }
  }

  /** Stages a task and stays in the middle of it: {@code <root>}. */
  static final class Stuck {
    private Stuck() {}

    public static void main(String[] args) {
      ModelStore store = ModelStore.open(Path.of(args[0]));
      TaskContent stuck =
          out -> {
            out.write(new byte[BYTES]);
            System.out.println("staging");
            System.in.read();
          };
      store.publish(
          Publication.on(store.latest()).put(Fixtures.PCB, stuck, new JsonObject()).build());
      System.out.println("published");
    }
  }

  /** Holds version 1 and stays alive: {@code <root>}. */
  static final class Holding {
    private Holding() {}

    public static void main(String[] args) throws IOException {
      ModelStore store =
          ModelStore.open(Path.of(args[0]), Fixtures.environment(StoreFileSystem.local()));
      store.hold(new VersionId(1), new HoldOwner("node-1"), "http://node-1:8080");
      System.out.println("held");
      System.in.read();
    }
  }
}
