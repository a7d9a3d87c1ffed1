package io.ucad.admin.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID provider on this machine. Whoever asks is the person that it was told of last. */
final class Provider implements AutoCloseable {
  static final String CLIENT = "ucad";
  static final String SECRET = "a secret of the test";

  private final HttpServer server;
  private final RSAKey key;
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, String> nonces = new HashMap<>();
  private volatile RSAKey signer;
  private volatile String name = "";
  private volatile List<String> groups = List.of();

  Provider() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    signer = key;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often anybody asked for anything. */
  int asked() {
    return asked.get();
  }

  void person(String preferredName, String... memberOf) {
    name = preferredName;
    groups = List.of(memberOf);
  }

  /** Signs with a key that it never told anybody of. */
  void forge() throws JOSEException {
    signer = new RSAKeyGenerator(2048).keyID("one").generate();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> json(exchange, configuration());
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        case "/jwks" -> json(exchange, new JWKSet(key).toJSONObject());
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private Map<String, Object> configuration() {
    return Map.of(
        "issuer", issuer(),
        "authorization_endpoint", issuer() + "/authorize",
        "token_endpoint", issuer() + "/token",
        "jwks_uri", issuer() + "/jwks",
        "response_types_supported", List.of("code"),
        "subject_types_supported", List.of("public"),
        "id_token_signing_alg_values_supported", List.of("RS256"));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    nonces.put(code, query.get("nonce"));
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            URI.create(query.get("redirect_uri") + "?code=" + code + "&state=")
                + java.net.URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
  }

  private void token(HttpExchange exchange) throws IOException, JOSEException {
    String known =
        Base64.getEncoder()
            .encodeToString(
                (CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
    String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Map<String, String> form =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String nonce = nonces.remove(String.valueOf(form.get("code")));
    if (!shown.equals("Basic " + known) || nonce == null) {
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("person-" + name)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)))
            .claim("nonce", nonce)
            .claim("preferred_username", name)
            .claim("realm", Map.of("groups", groups))
            .build();
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
    token.sign(new RSASSASigner(signer));
    json(
        exchange,
        Map.of(
            "access_token",
            "nothing opens with it",
            "token_type",
            "Bearer",
            "expires_in",
            60,
            "id_token",
            token.serialize()));
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    Arrays.stream(form.split("&", -1))
        .map(field -> field.split("=", 2))
        .forEach(f -> fields.put(f[0], URLDecoder.decode(f[1], StandardCharsets.UTF_8)));
    return fields;
  }

  private static void json(HttpExchange exchange, Map<String, Object> value) throws IOException {
    byte[] bytes = JsonMapper.builder().build().writeValueAsBytes(value);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
