package io.ucad.admin.testing;

import io.ucad.admin.AdminNode;
import io.ucad.admin.Front;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.detector.testing.RandomVit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Running nodes without a worker, one for each database, shared by all tests of the JVM. */
public final class Nodes {
  private static final Map<Database, AdminNode> RUNNING = new EnumMap<>(Database.class);

  private Nodes() {}

  /** A node that serves nothing and learns nothing: its services are called by tests. */
  public static synchronized AdminNode on(Database database) {
    return RUNNING.computeIfAbsent(
        database,
        d -> {
          try {
            Path folder = Files.createTempDirectory("ucad-admin");
            var settings =
                new AdminSettings(
                    folder, Optional.of(backbone(folder).toString()), true, NodeRole.UI);
            return start(settings, database.address(folder));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Another node; the caller closes it. */
  public static AdminNode start(AdminSettings settings, String database) {
    return start(settings, Optional.of(database), "127.0.0.1");
  }

  /**
   * Another node that listens on an address; the caller closes it.
   *
   * @param database empty for a file in the workspace
   */
  public static AdminNode start(AdminSettings settings, Optional<String> database, String host) {
    AdminNode node = AdminNode.start(settings, database, host, 0);
    As.on(node);
    return node;
  }

  /** Another node with something before it; the caller closes it. */
  public static AdminNode start(AdminSettings settings, String database, Front front) {
    AdminNode node = AdminNode.start(settings, Optional.of(database), "127.0.0.1", 0, front);
    As.on(node);
    return node;
  }

  /** A small ViT of random weights with as many blocks as the presets ask for. */
  public static Path backbone(Path folder) {
    return RandomVit.deit(16, 32, 8, 2, 64).write(folder.resolve("vit.safetensors"));
  }
}
