package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.ucad.admin.testing.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request, to servers that answer well, badly, for ever or never. */
@Timeout(120)
class PostTest {
  private static final byte[] BODY = "{\"what\":\"ä\"}".getBytes(StandardCharsets.UTF_8);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;

  private static Answer send(String address, Duration patience, SSLSocketFactory tls) {
    var targets = new Targets(true, InetAddress::getAllByName);
    try (var post = new Post(targets, tls, patience, patience)) {
      return post.send(HookAddress.parse(address), Map.of("X-Ucad-Event", "TEST"), BODY);
    }
  }

  private static Answer send(String address, Duration patience) {
    return send(address, patience, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  @Test
  void aReceiverGetsOneRequestAsItWasMade() throws Exception {
    try (var receiver = new Receiver()) {
      assertThat(send(receiver.address("/a%20b?c=d"), LONG))
          .isEqualTo(new Answer(Outcome.DELIVERED, 200));
      Receiver.Received request = receiver.take();
      assertThat(request.resource()).isEqualTo("/a%20b?c=d");
      assertThat(request.body()).isEqualTo(BODY);
      assertThat(request.header("X-Ucad-Event")).isEqualTo("TEST");
      assertThat(request.header("Host")).startsWith("127.0.0.1:");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "204, DELIVERED",
    "299, DELIVERED",
    "304, REDIRECT",
    "307, REDIRECT",
    "400, STATUS",
    "410, STATUS",
    "500, STATUS",
    "503, STATUS"
  })
  void aStatusSaysWhatCameOfIt(int status, Outcome outcome) {
    try (var receiver = new Receiver().answering(status)) {
      assertThat(send(receiver.address("/"), LONG)).isEqualTo(new Answer(outcome, status));
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (var receiver = new Receiver()) {
      assertThat(send(receiver.address("/redirect"), LONG))
          .isEqualTo(new Answer(Outcome.REDIRECT, 302));
      assertThat(receiver.take().resource()).isEqualTo("/redirect");
      assertThat(receiver.poll()).as("a second request").isNull();
    }
  }

  @Test
  void ofAHugeAnswerLittleIsRead() {
    try (var receiver = new Receiver()) {
      assertThat(send(receiver.address("/huge"), LONG))
          .isEqualTo(new Answer(Outcome.DELIVERED, 200));
    }
  }

  @Test
  void whoNeverAnswersIsLeftInTime() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(send(at(silent), SHORT)).isEqualTo(Answer.of(Outcome.TIMEOUT));
    }
  }

  @Test
  void whoBeginsToAnswerAndNeverEndsIsLeftInTime() throws Exception {
    try (var slow = saying("HTTP/1.1 20", false)) {
      assertThat(send(at(slow), SHORT)).isEqualTo(Answer.of(Outcome.TIMEOUT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "SSH-2.0-x\r\n", "HTTP/2 200\r\n", "HTTP/1.1 2000\r\n"})
  void whatIsNotHttpIsSaid(String words) throws Exception {
    try (var other = saying(words, true)) {
      assertThat(send(at(other), LONG)).isEqualTo(Answer.of(Outcome.NOT_HTTP));
    }
  }

  @Test
  void interimAnswersAreReadOverButNotForEver() throws Exception {
    String interim = "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n";
    try (var polite = saying(interim + "HTTP/1.0 201\r\n\r\n", true)) {
      assertThat(send(at(polite), LONG)).isEqualTo(new Answer(Outcome.DELIVERED, 201));
    }
    try (var endless = saying(interim.repeat(1000) + "HTTP/1.1 200 OK\r\n\r\n", true)) {
      assertThat(send(at(endless), LONG)).isEqualTo(Answer.of(Outcome.NOT_HTTP));
    }
  }

  @Test
  void whereNobodyIsNobodyAnswers() throws Exception {
    int free;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = closed.getLocalPort();
    }
    assertThat(send("http://127.0.0.1:" + free + "/", LONG))
        .isEqualTo(Answer.of(Outcome.UNREACHABLE));
    assertThat(send("http://no-such-host.invalid/", LONG))
        .isEqualTo(Answer.of(Outcome.UNKNOWN_HOST));
  }

  /** A name that is good when it is checked, and bad when it is connected to, is asked for once. */
  @Test
  void itConnectsToTheVeryAddressThatWasChecked() throws Exception {
    try (var receiver = new Receiver()) {
      var asked = new AtomicInteger();
      var turning =
          new Targets(
              true,
              host ->
                  new InetAddress[] {
                    InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.9.9.9")
                  });
      String port = receiver.address("").replaceAll(".*:", "");
      try (var post =
          new Post(turning, (SSLSocketFactory) SSLSocketFactory.getDefault(), LONG, LONG)) {
        Answer answer =
            post.send(HookAddress.parse("http://plant.invalid:" + port + "/"), Map.of(), BODY);
        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
      }
      assertThat(asked).hasValue(1);
      assertThat(receiver.take().header("Host")).isEqualTo("plant.invalid:" + port);
    }
  }

  @Test
  void aNameThatTurnsToWhereNothingMayBeSentIsRefused() {
    var turned =
        new Targets(true, host -> new InetAddress[] {InetAddress.getByName("169.254.169.254")});
    try (var post =
        new Post(turned, (SSLSocketFactory) SSLSocketFactory.getDefault(), LONG, LONG)) {
      assertThat(post.send(HookAddress.parse("https://plant.example/"), Map.of(), BODY))
          .isEqualTo(Answer.of(Outcome.REFUSED));
    }
  }

  @Test
  void overTlsTheReceiverMustBeWhoItShouldBe() throws Exception {
    KeyStore keys = keys();
    SSLContext context = context(keys);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      SSLSocketFactory trusting = context.getSocketFactory();
      assertThat(send("https://localhost:" + port + "/", LONG, trusting))
          .isEqualTo(new Answer(Outcome.DELIVERED, 200));
      assertThat(send("https://127.0.0.1:" + port + "/", LONG, trusting))
          .as("another name than that of the certificate")
          .isEqualTo(Answer.of(Outcome.TLS));
      assertThat(send("https://localhost:" + port + "/", LONG))
          .as("a certificate that nobody vouches for")
          .isEqualTo(Answer.of(Outcome.TLS));
    } finally {
      server.stop(0);
    }
    try (var plain = saying("HTTP/1.1 400 Bad Request\r\n\r\n", true)) {
      assertThat(send(at(plain).replace("http:", "https:"), LONG))
          .as("no TLS at all")
          .isEqualTo(Answer.of(Outcome.TLS));
    }
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(send(at(silent).replace("http:", "https:"), SHORT))
          .isEqualTo(Answer.of(Outcome.TIMEOUT));
    }
  }

  private static String at(ServerSocket server) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  /** Says something to whoever comes, and then nothing more. */
  private static ServerSocket saying(String words, boolean over) throws IOException {
    var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                if (over) {
                  socket.shutdownOutput();
                }
                socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException e) {
                return; // whoever came has gone
              }
            });
    return server;
  }

  private static KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
