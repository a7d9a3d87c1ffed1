package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer's whole way in a real browser, then a viewer who may not. Every screen is looked at in
 * pictures, which go to {@code target/screenshots}, and by axe-core.
 */
class NewcomerTest {
  private static final String PASSWORD = "correct horse battery";

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
  private AdminNode node;
  private Browser browser;
  private Looks looks;
  private String base;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Browser.isThere(),
        "SKIPPED: the screens were not looked at, as there is no /usr/bin/chromium; install the"
            + " package chromium");
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    node = AdminNode.start(settings, Optional.of(Database.H2.address(folder)), "127.0.0.1", 0);
    base = "http://127.0.0.1:" + node.port().orElseThrow();
    browser = new Browser(base);
    looks = new Looks(browser);
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (node != null) {
      node.close();
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
    Browser.logIn(page, "admin", first);
    var steps = new Steps(page, name -> looks.at(page, name));
    steps.choosePassword(first, PASSWORD);
    Browser.logIn(page, "admin", PASSWORD);
    Browser.heading(page, "Overview").waitFor();
    page.getByText("Start with your first product").waitFor();
    looks.at(page, "overview-empty");
    Factory.PRODUCTS.forEach(steps::register);
    steps.learn(Factory.PRODUCTS);
    steps.promoteTheNewest("v2");
    String viewer = steps.user("vera", "Viewer");
    looks.around("admin", PASSWORD, SIGHTS);
    aViewerMayLookOnly(viewer);
    looks.foundNothing();
  }

  private void aViewerMayLookOnly(String password) {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/login");
    Browser.logIn(page, "vera", password);
    new Steps(page).choosePassword(password, PASSWORD);
    Browser.logIn(page, "vera", PASSWORD);
    try {
      Browser.heading(page, "Overview").waitFor();
    } catch (TimeoutError e) {
      looks.at(page, "viewer-not-logged-in");
      throw e;
    }
    page.navigate("/tasks/tile");
    Browser.heading(page, "tile").waitFor();
    assertThat(page.locator("vaadin-upload").count()).isZero();
    assertThat(page.getByText("Archive", new Page.GetByTextOptions().setExact(true)).count())
        .isZero();
    page.navigate("/access");
    page.waitForTimeout(0);
    assertThat(Browser.heading(page, "Access").count()).isZero();
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
