package io.ucad.endpoint;

import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.http.EndpointServlet;
import io.ucad.endpoint.http.JsonErrorValve;
import io.ucad.endpoint.http.WatchedProtocol;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** An endpoint on a port: embedded Tomcat with one servlet and nothing else. */
public final class EndpointServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 4096;
  private static final int THREADS = 16;
  private static final int HEADER_BYTES = 8192;
  private static final int MOST_HEADERS = 64;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int KEEP_ALIVE_MILLIS = 30_000;

  /** Kept, because the level of a logger that nobody holds is forgotten. */
  private static final Logger CONTAINER = Logger.getLogger("org.apache");

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Endpoint endpoint;
  private final Tomcat tomcat = new Tomcat();
  private final WatchedProtocol protocol = new WatchedProtocol();
  private final Path folder;
  private final Address address;
  private final EndpointServlet servlet;

  private EndpointServer(Endpoint endpoint, AccessPolicy policy, Path folder, Address address) {
    this.endpoint = endpoint;
    this.servlet = endpoint.servlet(policy, protocol);
    this.folder = folder;
    this.address = address;
  }

  /**
   * Starts to listen. The server owns the endpoint from then on.
   *
   * @throws EndpointException if the address cannot be had, the certificate is not usable, or the
   *     policy would leave an address of the network open to everybody
   */
  public static EndpointServer start(Endpoint endpoint, AccessPolicy policy, Address address) {
    try {
      requireLoopback(policy, address);
      CONTAINER.setLevel(Level.WARNING);
      Path folder = Files.createTempDirectory("ucad-endpoint");
      var server = new EndpointServer(endpoint, policy, folder, address);
      server.listen();
      return server;
    } catch (IOException e) {
      endpoint.close();
      throw new EndpointException("expected room for a temporary folder, found " + e, e);
    } catch (RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  private static void requireLoopback(AccessPolicy policy, Address address) {
    if (policy instanceof LoopbackOnly && !resolve(address.host()).isLoopbackAddress()) {
      throw new EndpointException(
          "expected tokens for an address that others reach, found none for %s; run: ucad token create --name NAME --scope predict --file FILE, and start with --tokens FILE"
              .formatted(address.host()));
    }
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new EndpointException(
          "expected an address of this machine, found '%s', which nobody knows; see --host"
              .formatted(host),
          e);
    }
  }

  private void listen() {
    tomcat.setBaseDir(folder.toString());
    tomcat.setSilent(true);
    tomcat.setConnector(connector());
    Context context = tomcat.addContext("", new File(folder.toString()).getAbsolutePath());
    context.setMapperContextRootRedirectEnabled(false);
    if (context instanceof StandardContext standard) {
      // It looks for leaks of applications that come and go; this one goes with the process.
      standard.setClearReferencesThreadLocals(false);
      standard.setClearReferencesRmiTargets(false);
    }
    var wrapper = Tomcat.addServlet(context, "ucad", servlet);
    wrapper.setAsyncSupported(true);
    wrapper.addMapping("/*");
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass(JsonErrorValve.class.getName());
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      stop();
      throw cannotListen(e);
    }
    if (tomcat.getConnector().getLocalPort() < 0) {
      stop();
      throw cannotListen(null);
    }
  }

  private EndpointException cannotListen(@Nullable Exception cause) {
    Throwable deepest = cause;
    while (deepest != null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return new EndpointException(
        "expected to listen on %s port %d%s, found %s; choose another --port, or check the certificate and key"
            .formatted(
                address.host(),
                address.port(),
                address.tls().isPresent() ? " with TLS" : "",
                deepest == null ? "that it is taken" : deepest),
        cause);
  }

  /** Everything that bounds what a connection may cost. */
  private Connector connector() {
    var connector = new Connector(protocol);
    connector.setPort(address.port());
    connector.setThrowOnFailure(true);
    connector.setXpoweredBy(false);
    connector.setAllowTrace(false);
    connector.setMaxPostSize(0);
    connector.setMaxParameterCount(0);
    connector.setAsyncTimeout(TIMEOUT_MILLIS);
    protocol.setAddress(resolve(address.host()));
    protocol.setMaxConnections(MOST_CONNECTIONS);
    protocol.setMaxThreads(THREADS);
    protocol.setMaxHttpRequestHeaderSize(HEADER_BYTES);
    protocol.setMaxHeaderCount(MOST_HEADERS);
    protocol.setConnectionTimeout(TIMEOUT_MILLIS);
    protocol.setKeepAliveTimeout(KEEP_ALIVE_MILLIS);
    protocol.setMaxKeepAliveRequests(-1);
    protocol.setMaxSwallowSize(0);
    address.tls().ifPresent(this::secure);
    return connector;
  }

  private void secure(Address.Tls tls) {
    for (Path file : new Path[] {tls.certificate(), tls.key()}) {
      if (!Files.isReadable(file)) {
        throw new EndpointException(
            "expected a readable PEM file, found none at %s; see --tls-cert and --tls-key"
                .formatted(file));
      }
    }
    var config = new SSLHostConfig();
    config.setProtocols("TLSv1.2+TLSv1.3");
    var certificate = new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateFile(tls.certificate().toAbsolutePath().toString());
    certificate.setCertificateKeyFile(tls.key().toAbsolutePath().toString());
    config.addCertificate(certificate);
    protocol.setSSLEnabled(true);
    protocol.addSslHostConfig(config);
  }

  /** The port, also if any free one was asked for. */
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** Takes no more connections, answers what was asked already, then ends. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    tomcat.getConnector().pause();
    endpoint.close();
    servlet.awaitIdle(PATIENCE);
    stop();
  }

  private void stop() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new EndpointException("expected the endpoint to end, found " + e, e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      CONTAINER.log(Level.FINE, "a temporary folder stays: " + folder, e);
    }
  }
}
