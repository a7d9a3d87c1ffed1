package io.ucad.admin.testing;

import io.ucad.admin.AdminNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, sends forms, follows no redirect, runs no script. */
public final class Visitor {
  private static final Pattern CSRF =
      Pattern.compile(
          "<meta name=\"_csrf\" content=\"([^\"]+)\"|<meta content=\"([^\"]+)\" name=\"_csrf\"");

  /** How Vaadin answers calls that it does not believe. */
  public static final String REFUSED = "\"appError\":{";

  private static final Pattern PAGE = Pattern.compile("\"v-uiId\":(\\d+)");
  private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");

  private final AdminNode node;
  private final HttpClient client;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Somebody who connects from an address of this machine, such as 127.0.0.2. */
  public Visitor(AdminNode node, String from) {
    this.node = node;
    try {
      client = HttpClient.newBuilder().localAddress(InetAddress.getByName(from)).build();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a header with every request from now on. */
  public Visitor header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  public HttpResponse<String> form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return post(path, "application/x-www-form-urlencoded", body);
  }

  public HttpResponse<String> post(String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends the form of the login page as a browser would; returns where that leads. */
  public String logIn(String user, String password) {
    String page = get("/login").body();
    Matcher token = CSRF.matcher(page);
    if (!token.find()) {
      throw new AssertionError(
          "expected a page with a token against forged requests, found " + page);
    }
    String csrf = token.group(1) == null ? token.group(2) : token.group(1);
    HttpResponse<String> answer =
        form("/login", Map.of("username", user, "password", password, "_csrf", csrf));
    return answer.headers().firstValue("Location").orElse("status " + answer.statusCode());
  }

  /**
   * Goes to a screen as the script of a page would, and returns what the server sent of it. A
   * screen is built on the server, or not, when the script says where the browser is.
   */
  public String navigate(String route) {
    String start = get("/?v-r=init&location=" + route + "&query=").body();
    Matcher key = KEY.matcher(start);
    Matcher page = PAGE.matcher(start);
    if (!key.find() || !page.find()) {
      throw new AssertionError("expected the start of a page, found " + start);
    }
    String where =
        """
        {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{
        "route":"%s","query":"","appShellTitle":"","historyState":null,"trigger":""}}],
        "syncId":0,"clientId":0}
        """
            .formatted(key.group(1), route);
    String built = post("/?v-r=uidl&v-uiId=" + page.group(1), "application/json", where).body();
    if (built.contains(REFUSED)) {
      throw new AssertionError("expected a screen, found " + built);
    }
    return built;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.port().orElseThrow() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    As.mainly(node);
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      for (String cookie : answer.headers().allValues("Set-Cookie")) {
        String[] parts = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(parts[0], parts[1]);
      }
      return answer;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
