package io.ucad.admin;

import io.ucad.admin.access.FirstUser;
import io.ucad.admin.access.OidcSettings;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.version.VersionIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running process of the admin web app. Closing it ends it in order. */
public final class AdminNode implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final Optional<String> firstPassword;

  private AdminNode(ConfigurableApplicationContext context, Optional<String> firstPassword) {
    this.context = context;
    this.firstPassword = firstPassword;
  }

  /**
   * Starts a node.
   *
   * @param database JDBC address; empty for a database file in the workspace
   * @param host address to listen on
   * @param port to listen on, 0 for any free one
   */
  public static AdminNode start(
      AdminSettings settings, Optional<String> database, String host, int port) {
    return start(settings, database, host, port, Front.NONE);
  }

  /** As above, with what stands between people and the web app. */
  public static AdminNode start(
      AdminSettings settings, Optional<String> database, String host, int port, Front front) {
    try {
      Files.createDirectories(settings.workspace());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "expected a writable folder, found " + settings.workspace(), e);
    }
    boolean serves = settings.role().serves();
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(AdminApplication.class)
            .web(serves ? WebApplicationType.SERVLET : WebApplicationType.NONE)
            .initializers(
                (GenericApplicationContext beans) -> {
                  beans.registerBean(AdminSettings.class, () -> settings);
                  front
                      .oidc()
                      .ifPresent(oidc -> beans.registerBean(OidcSettings.class, () -> oidc));
                })
            .profiles(profiles(settings, database))
            .properties(properties(settings, database, host, port, front))
            .run();
    context.getBean(VersionIndex.class).sync();
    Optional<String> password =
        serves ? context.getBean(FirstUser.class).create() : Optional.empty();
    return new AdminNode(context, password);
  }

  /** The password of the first administrator, if this start made one. */
  public Optional<String> firstPassword() {
    return firstPassword;
  }

  /** The port that browsers reach; empty for a mere worker. */
  public Optional<Integer> port() {
    return context instanceof WebServerApplicationContext web && web.getWebServer() != null
        ? Optional.of(web.getWebServer().getPort())
        : Optional.empty();
  }

  /** A part of the running program. */
  public <T> T get(Class<T> part) {
    return context.getBean(part);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Each has a file of its own beside {@code application.properties}. */
  private static String[] profiles(AdminSettings settings, Optional<String> database) {
    List<String> profiles = new ArrayList<>();
    if (!settings.role().serves()) {
      profiles.add("worker");
    }
    if (database.filter(address -> address.startsWith("jdbc:postgresql:")).isPresent()) {
      profiles.add("postgresql");
    }
    return profiles.toArray(String[]::new);
  }

  private static Map<String, Object> properties(
      AdminSettings settings, Optional<String> database, String host, int port, Front front) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", host);
    properties.put("server.port", port);
    properties.put("spring.datasource.url", database.orElseGet(() -> file(settings)));
    // Said in both cases: on Kubernetes, Spring would believe any private address otherwise.
    if (front.proxies().isEmpty()) {
      properties.put("server.forward-headers-strategy", "none");
    } else {
      properties.put("server.forward-headers-strategy", "native");
      properties.put("server.tomcat.remoteip.internal-proxies", String.join(",", front.proxies()));
    }
    // The way back from a provider comes from another site, and must find its session.
    properties.put(
        "server.servlet.session.cookie.same-site", front.oidc().isPresent() ? "lax" : "strict");
    return properties;
  }

  /** Without a write delay, so that what was acknowledged survives the death of the process. */
  private static String file(AdminSettings settings) {
    return "jdbc:h2:file:"
        + settings.workspace().toAbsolutePath().normalize().resolve("database")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }
}
