package io.ucad.endpoint;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an endpoint listens.
 *
 * @param host name or number of an own address
 * @param port 0 for any that is free
 * @param tls certificate and key; empty for plain HTTP
 */
public record Address(String host, int port, Optional<Tls> tls) {
  private static final int HIGHEST = 65_535;

  public Address {
    if (port < 0 || port > HIGHEST) {
      throw new EndpointException("expected a port from 0 to 65535, found " + port);
    }
  }

  /**
   * Files in PEM form.
   *
   * @param certificate with its chain
   * @param key unencrypted
   */
  public record Tls(Path certificate, Path key) {}
}
