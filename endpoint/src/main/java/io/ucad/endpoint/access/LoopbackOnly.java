package io.ucad.endpoint.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Without tokens everything is open, but only to programs on this machine that know that they talk
 * to this machine: a web page whose name was made to point here does not, and a proxy that asks for
 * others is not taken for one of them.
 */
public final class LoopbackOnly implements AccessPolicy {
  private static final Pattern HERE =
      Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");
  private static final Pattern ADDRESS =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0:0:0:0:0:0:0:1");

  @Override
  public Decision decide(Caller caller, Scope scope) {
    return decideOpen(caller);
  }

  @Override
  public Decision decideOpen(Caller caller) {
    if (!isLoopback(caller.address()) || caller.forwarded()) {
      return Decision.UNKNOWN;
    }
    Optional<String> host = caller.host();
    return host.isEmpty() || HERE.matcher(host.get()).matches()
        ? Decision.ALLOWED
        : Decision.WRONG_HOST;
  }

  /** Whether a numeric address is that of this machine for itself. */
  public static boolean isLoopback(String address) {
    return ADDRESS.matcher(address).matches();
  }
}
