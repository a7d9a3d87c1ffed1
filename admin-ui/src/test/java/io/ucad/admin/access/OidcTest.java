package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.Front;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at an OpenID provider, and what stands before the web app. */
class OidcTest {
  @TempDir private Path folder;

  private AdminNode start(Provider provider) {
    var oidc =
        new OidcSettings(
            URI.create(provider.issuer()),
            Provider.CLIENT,
            Provider.SECRET,
            "realm.groups",
            Map.of("quality", Role.OPERATOR, "line", Role.VIEWER));
    return Nodes.start(
        new AdminSettings(folder, Optional.empty(), true, NodeRole.UI),
        Database.H2.address(folder),
        new Front(Optional.of(oidc), List.of("127.0.0.60")));
  }

  /** Goes to the provider and back, as a browser would; returns where that leads. */
  private static String logIn(Visitor visitor) throws Exception {
    String there = location(visitor.get("/oauth2/authorization/oidc"));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.ofString());
    URI back = URI.create(location(answer));
    return location(visitor.get(back.getRawPath() + "?" + back.getRawQuery()));
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer + " " + answer.body()));
  }

  @Test
  void aPersonGetsTheHighestRoleOfItsGroupsAndNobodyElseIsLetIn() throws Exception {
    try (var provider = new Provider();
        AdminNode node = start(provider)) {
      assertThat(provider.asked()).as("before anybody wants to log in there").isZero();
      assertThat(new Visitor(node, "127.0.0.61").navigate("login"))
          .contains("oauth2/authorization");

      provider.person("ada", "line", "quality", "elsewhere");
      var ada = new Visitor(node, "127.0.0.61");
      assertThat(logIn(ada)).endsWith("/");
      assertThat(ada.get("/tasks").statusCode()).isEqualTo(200);
      assertThat(ada.navigate("tasks")).doesNotContain("leads nowhere");
      assertThat(ada.navigate("access")).as("no administrator").contains("leads nowhere");

      provider.person("eve", "elsewhere");
      var eve = new Visitor(node, "127.0.0.62");
      assertThat(logIn(eve)).endsWith("/login?denied");
      assertThat(location(eve.get("/tasks"))).endsWith("/login");

      provider.person("admin", "line");
      var namesake = new Visitor(node, "127.0.0.63");
      assertThat(logIn(namesake)).endsWith("/");
      assertThat(namesake.navigate("access")).as("not our admin").contains("leads nowhere");

      provider.person("x".repeat(59), "quality");
      assertThat(logIn(new Visitor(node, "127.0.0.64"))).endsWith("/login?denied");

      provider.forge();
      provider.person("ada", "quality");
      assertThat(logIn(new Visitor(node, "127.0.0.65"))).endsWith("/login?denied");
    }
  }

  @Test
  void behindAProxyThatIsTrustedCookiesAreForTlsOnlyAndNobodyElseIsBelieved() throws Exception {
    try (var provider = new Provider();
        AdminNode node = start(provider)) {
      HttpResponse<String> proxied =
          new Visitor(node, "127.0.0.60")
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-For", "203.0.113.9")
              .get("/login");
      assertThat(proxied.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allMatch(
              c -> c.contains("Secure") && c.contains("HttpOnly") && c.contains("SameSite=Lax"));
      assertThat(proxied.headers().firstValue("Strict-Transport-Security")).isPresent();
      HttpResponse<String> other =
          new Visitor(node, "127.0.0.66").header("X-Forwarded-Proto", "https").get("/login");
      assertThat(other.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .noneMatch(c -> c.contains("Secure"));
      assertThat(other.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }
  }

  @Test
  void aProviderWithoutTlsOrARuleIsRefused() {
    assertThatThrownBy(() -> settings("http://provider.example", Map.of("a", Role.VIEWER)))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> settings("https://provider.example", Map.of()))
        .hasMessageContaining("at least one group");
    OidcSettings sound = settings("https://provider.example", Map.of("a", Role.VIEWER));
    assertThat(sound.role(Map.of("groups", List.of("a", "b")))).contains(Role.VIEWER);
    assertThat(sound.role(Map.of("groups", "a"))).contains(Role.VIEWER);
    assertThat(sound.role(Map.of("groups", List.of("b", 3)))).isEmpty();
    assertThat(sound.role(Map.of("groups", Map.of("a", true)))).isEmpty();
    assertThat(sound.role(Map.of())).isEmpty();
    assertThat(sound.toString()).doesNotContain("hush");
  }

  private static OidcSettings settings(String issuer, Map<String, Role> roles) {
    return new OidcSettings(URI.create(issuer), "ucad", "hush", "groups", roles);
  }
}
