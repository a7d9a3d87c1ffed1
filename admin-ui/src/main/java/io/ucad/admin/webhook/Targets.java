package io.ucad.admin.webhook;

import io.ucad.admin.network.Place;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.settings.AdminSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which addresses may be sent to: an administrator of this program is not one of every machine that
 * it can reach. All addresses of a host must be allowed, each time, as names can point elsewhere.
 */
@Component
class Targets {
  private final boolean alone;
  private final Resolver resolver;

  /** Where nobody else can come, what runs beside this program is its user's own. */
  @Autowired
  Targets(
      AdminSettings settings,
      @Value("${server.address:}") String listens,
      @Value("${server.forward-headers-strategy:none}") String forwarded)
      throws UnknownHostException {
    this(
        settings.role().serves()
            && forwarded.equals("none")
            && !listens.isBlank()
            && InetAddress.getByName(listens).isLoopbackAddress(),
        InetAddress::getAllByName);
  }

  /**
   * @param alone whether only this machine reaches this program
   */
  Targets(boolean alone, Resolver resolver) {
    this.alone = alone;
    this.resolver = resolver;
  }

  /**
   * Where an address leads now.
   *
   * @return at least one address, to one of which to connect without asking again
   * @throws UserProblem if one of them may not be sent to
   */
  List<InetAddress> resolve(HookAddress to) throws UnknownHostException {
    List<InetAddress> found = List.of(resolver.resolve(to.host()));
    for (InetAddress address : found) {
      require(to, Place.of(address));
    }
    return found;
  }

  private void require(HookAddress to, Place place) {
    if (place == Place.NOWHERE) {
      throw new UserProblem("problem.webhook.nowhere", to.host());
    }
    if (place == Place.HERE && !alone) {
      throw new UserProblem("problem.webhook.here", to.host());
    }
    if (place == Place.OPEN && !to.secure()) {
      throw new UserProblem("problem.webhook.open", to.host());
    }
  }

  /** Finds the addresses of a host. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }
}
