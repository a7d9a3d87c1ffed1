package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a certificate and key in PEM files. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void requestsAreAnsweredOverTls() throws Exception {
    KeyStore keys = keys();
    Address.Tls tls =
        new Address.Tls(
            pem("CERTIFICATE", keys.getCertificate("ucad").getEncoded(), "cert.pem"),
            pem("PRIVATE KEY", key(keys).getEncoded(), "key.pem"));
    TinyModel tiny = TinyModel.in(Files.createDirectory(folder.resolve("model")));
    try (TestServer server =
            TestServer.start(
                ModelStore.open(tiny.store()),
                TestServer.loader(tiny),
                TestServer.settings(),
                new LoopbackOnly(),
                Optional.of(tls));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("https://localhost:" + server.port() + "/predictions/ucad"))
              .header("Content-Type", "image/jpeg")
              .POST(HttpRequest.BodyPublishers.ofByteArray(TinyModel.good(0, 0)))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertOldProtocolsAreRefused(server.port(), trusting(keys));
    }
  }

  private static void assertOldProtocolsAreRefused(int port, SSLContext context) throws Exception {
    for (String old : List.of("TLSv1", "TLSv1.1")) {
      try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {old});
        socket.setSSLParameters(parameters);
        assertThatThrownBy(socket::startHandshake).isInstanceOf(java.io.IOException.class);
      }
    }
  }

  @Test
  void aKeyThatIsNoneIsSaid() throws Exception {
    TinyModel tiny = TinyModel.in(Files.createDirectory(folder.resolve("model")));
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    for (Path file : List.of(nonsense, folder.resolve("absent.pem"))) {
      assertThatThrownBy(
              () ->
                  TestServer.start(
                      ModelStore.open(tiny.store()),
                      new FakeModel().loader(),
                      TestServer.settings(),
                      new LoopbackOnly(),
                      Optional.of(new Address.Tls(file, file))))
          .isInstanceOf(EndpointException.class)
          .hasMessageStartingWith("expected");
    }
  }

  private KeyStore keys() throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "ucad",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static Key key(KeyStore keys) throws Exception {
    return keys.getKey("ucad", PASSWORD);
  }

  private Path pem(String kind, byte[] der, String name) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind));
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("ucad", keys.getCertificate("ucad"));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
