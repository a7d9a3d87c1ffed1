package io.ucad.cli;

import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told when the endpoint answers: where, whom it serves, and a line to try.
 *
 * @param open served without tokens
 */
record ServeText(int port, String host, @Nullable Path certificate, boolean open) {
  List<String> lines(VersionId version) {
    String url = (certificate == null ? "http" : "https") + "://" + shown() + ":" + port;
    List<String> lines = new ArrayList<>();
    lines.add("%s answers at %s".formatted(version, url));
    if (open) {
      lines.add("No tokens: only this machine is served, and everything is open to it.");
    } else if (certificate == null) {
      lines.add(
          "Tokens are asked for, but travel unencrypted: use --tls-cert, or a proxy that does.");
    } else {
      lines.add("Tokens are asked for.");
    }
    lines.add("Try:");
    lines.add("  " + curl(url));
    return lines;
  }

  private String curl(String url) {
    return "curl"
        + (certificate == null ? "" : " --cacert " + certificate)
        + (open ? "" : " -H \"Authorization: Bearer $UCAD_TOKEN\"")
        + " -H \"Content-Type: image/png\" --data-binary @part.png "
        + url
        + "/predictions/ucad";
  }

  private String shown() {
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return "localhost";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
