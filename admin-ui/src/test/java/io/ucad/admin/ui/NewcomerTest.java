package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer's whole way in a real browser, then a viewer who may not. Every screen is looked at in
 * pictures, which go to {@code target/screenshots}, and by axe-core.
 */
class NewcomerTest {
  static final List<Sight> SIGHTS =
      List.of(
          Sight.of("login", LoginView.class, "/login"),
          Sight.of("overview", OverviewView.class, "/"),
          Sight.of("tasks", TasksView.class, "/tasks"),
          Sight.of("task", TaskView.class, "/tasks/tile"),
          Sight.of("learn", LearnView.class, "/learn"),
          Sight.of("job", JobView.class, "/learn/1"),
          Sight.of("versions", VersionsView.class, "/versions"),
          Sight.of("version", VersionView.class, "/versions/2"),
          Sight.of("access", AccessView.class, "/access"),
          Sight.of("audit", AuditView.class, "/audit"),
          Sight.of("audit-none", AuditView.class, "/audit?actor=nobody&from=2026-01-31"),
          Sight.of("password-change", PasswordView.class, "/password"));

  @TempDir private Path folder;
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private Looks looks;
  private String base;

  @BeforeEach
  void start() throws Exception {
    stage = Stage.open(folder, NodeRole.ALL);
    node = stage.node();
    browser = stage.browser();
    looks = stage.looks();
    base = "http://127.0.0.1:" + node.port().orElseThrow();
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void fromThePrintedPasswordToAVersionInProduction() throws Exception {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    String first = node.firstPassword().orElseThrow();
    page.navigate("/");
    page.waitForURL("**/login");
    Browser.logIn(page, "admin", "wrong");
    page.waitForURL("**/login?error");
    page.getByText("That did not match").waitFor();
    looks.at(page, "login-refused");
    var steps = new Steps(page, name -> looks.at(page, name));
    steps.logInFirst("admin", first);
    page.getByText("Start with your first product").waitFor();
    looks.at(page, "overview-empty");
    Factory.PRODUCTS.forEach(steps::register);
    steps.learn(Factory.PRODUCTS);
    steps.promoteTheNewest("v2");
    String viewer = steps.user("vera", "Viewer");
    looks.around("admin", People.PASSWORD, SIGHTS);
    aViewerMayLookOnly(viewer);
    looks.foundNothing();
  }

  private void aViewerMayLookOnly(String password) {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/login");
    var steps = new Steps(page);
    steps.logInFirst("vera", password);
    steps.mayLookOnly("tile");
  }

  @Test
  void nothingIsOpenToStrangersAndEveryAnswerCarriesTheHeaders() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (String path :
        List.of(
            "/", "/tasks", "/learn", "/versions", "/access", "/media/thumb/" + "0".repeat(64))) {
      HttpResponse<String> answer = get(client, path, Map.of());
      assertThat(answer.statusCode()).as(path).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
    }
    HttpResponse<String> login = get(client, "/login", Map.of());
    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.headers().map())
        .containsKeys(
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy");
    assertThat(login.headers().allValues("set-cookie"))
        .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    HttpResponse<String> token =
        get(client, "/media/thumb/" + "0".repeat(64), Map.of("Authorization", "Bearer ucad_no"));
    assertThat(token.statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> get(HttpClient client, String path, Map<String, String> headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
