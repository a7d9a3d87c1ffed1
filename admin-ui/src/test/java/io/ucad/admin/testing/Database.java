package io.ucad.admin.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The databases that everything must work on, each a real one. */
public enum Database {
  H2,
  POSTGRESQL;

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  /** The JDBC address of a new, empty database. */
  public String address(Path folder) {
    return switch (this) {
      case H2 ->
          "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
              .formatted(folder.resolve("db" + COUNT.incrementAndGet()));
      case POSTGRESQL -> postgres();
    };
  }

  private static synchronized String postgres() {
    try {
      if (server == null) {
        server = EmbeddedPostgres.builder().start();
      }
      String name = "ucad" + COUNT.incrementAndGet();
      DataSource admin = server.getPostgresDatabase();
      try (Connection connection = admin.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      return server.getJdbcUrl("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
