package io.ucad.deployment;

import io.ucad.store.Hold;
import io.ucad.store.HoldOwner;
import io.ucad.store.Sha256;
import io.ucad.store.VersionId;
import io.ucad.store.VersionStore;
import java.util.Locale;

/** Keeps in the store what a server serves, so that no collection takes it away. */
public final class HeldDeployments {
  private static final int SHOWN = 40;
  private static final int DIGITS = 12;
  private static final int MAX_REASON = 400;

  private final VersionStore store;
  private final HoldOwner owner;
  private final String reason;

  /** The holds of one server and one model on it. */
  public HeldDeployments(VersionStore store, ServerAddress server, String model) {
    this.store = store;
    this.owner = owner(server, model);
    String text = "deployed as " + model + " to " + server;
    this.reason = text.substring(0, Math.min(text.length(), MAX_REASON));
  }

  /** The name under which the holds of a server are kept: readable, and one for one address. */
  static HoldOwner owner(ServerAddress server, String model) {
    String host = server.uri().getHost().toLowerCase(Locale.ROOT);
    String path = server.uri().getRawPath() == null ? "" : server.uri().getRawPath();
    String whole = host + ":" + server.port() + path.replaceAll("/+$", "") + " " + model;
    String readable = (host + "-" + server.port()).replaceAll("[^a-z0-9_-]", "-");
    return new HoldOwner(
        "djl-"
            + readable.substring(0, Math.min(readable.length(), SHOWN))
            + "-"
            + Sha256.hex(whole).substring(0, DIGITS));
  }

  /** Whether this server holds a version already. */
  public boolean holds(VersionId version) {
    return store.holds().stream()
        .anyMatch(hold -> hold.owner().equals(owner) && hold.version().equals(version));
  }

  /** Takes the hold of a version. */
  public Hold hold(VersionId version) {
    return store.hold(version, owner, reason);
  }

  /** Gives a hold back; returns whether there was one. */
  public boolean release(VersionId version) {
    return store.release(version, owner);
  }

  /** Gives back the holds of all versions but one. */
  public void keepOnly(VersionId version) {
    for (Hold hold : store.holds()) {
      if (hold.owner().equals(owner) && !hold.version().equals(version)) {
        release(hold.version());
      }
    }
  }
}
