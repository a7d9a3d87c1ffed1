package io.ucad.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a server is: {@code http} or {@code https}, a host, perhaps a port and a path; no user, no
 * query.
 */
public record ServerAddress(URI uri) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HIGHEST_PORT = 65_535;

  public ServerAddress {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() > HIGHEST_PORT) {
      throw invalid(uri.toString());
    }
  }

  /** Reads an address; anything else is {@link DeploymentException.Invalid}. */
  public static ServerAddress parse(String text) {
    try {
      return new ServerAddress(new URI(text));
    } catch (URISyntaxException e) {
      throw invalid(text);
    }
  }

  private static DeploymentException invalid(String found) {
    return new DeploymentException.Invalid(
        "the address of the server", "http://HOST:PORT or https://HOST:PORT", Printable.of(found));
  }

  /** The port, that of the scheme if none is given. */
  int port() {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }

  /** A resource of the server; the path starts with a slash and needs no escapes. */
  URI at(String path, Map<String, String> query) {
    String base = uri.toString();
    while (base.endsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
    String parameters =
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
