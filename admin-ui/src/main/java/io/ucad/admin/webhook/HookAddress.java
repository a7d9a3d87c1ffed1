package io.ucad.admin.webhook;

import io.ucad.admin.problem.UserProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where something is sent: {@code https} or {@code http}, a host, perhaps a port, a path and a
 * query; no user, no fragment, nothing but printable ASCII. Path and query may be a secret.
 */
record HookAddress(URI uri) {
  private static final int LONGEST = 500;
  private static final int HIGHEST_PORT = 65_535;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  HookAddress {
    String scheme = scheme(uri);
    if (!(scheme.equals("https") || scheme.equals("http"))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() > HIGHEST_PORT
        || !uri.toString().matches("[!-~]{1,%d}".formatted(LONGEST))) {
      throw wrong();
    }
  }

  /**
   * @throws UserProblem if it is none
   */
  static HookAddress parse(String text) {
    try {
      return new HookAddress(new URI(text.strip()));
    } catch (URISyntaxException e) {
      throw wrong();
    }
  }

  private static UserProblem wrong() {
    return new UserProblem("problem.webhook.address", LONGEST);
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  boolean secure() {
    return scheme(uri).equals("https");
  }

  /** A name or a number, that of IPv6 without brackets. */
  String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, that of the scheme if none is given. */
  int port() {
    return uri.getPort() > 0 ? uri.getPort() : secure() ? HTTPS_PORT : HTTP_PORT;
  }

  /** Host and port as a request names them. */
  String authority() {
    return uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
  }

  /** Path and query as a request names them. */
  String resource() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** What of it may be written down anywhere. */
  String origin() {
    return scheme(uri) + "://" + authority();
  }

  @Override
  public String toString() {
    return origin();
  }
}
