package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A newcomer's whole way in a real browser, then a viewer who may not. Every screen is looked at in
 * pictures, which go to {@code target/screenshots}, and by axe-core.
 */
@ParameterizedClass
@EnumSource
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

  private final Database database;

  @TempDir private Path folder;
  private AdminNode node;
  private Browser browser;
  private Looks looks;
  private String base;

  NewcomerTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Browser.isThere(),
        "SKIPPED: the screens were not looked at, as there is no /usr/bin/chromium; install the"
            + " package chromium");
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    node = AdminNode.start(settings, Optional.of(database.address(folder)), "127.0.0.1", 0);
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
    choosePassword(page, first);
    loggedOut(page);
    Browser.logIn(page, "admin", PASSWORD);
    Browser.heading(page, "Overview").waitFor();
    page.getByText("Start with your first product").waitFor();
    looks.at(page, "overview-empty");
    for (String product : Factory.PRODUCTS) {
      register(page, product);
    }
    learn(page);
    promote(page);
    String viewer = addViewer(page);
    if (database == Database.H2) {
      // They are the same on every database, and take the most time.
      looks.around("admin", PASSWORD, SIGHTS);
    }
    aViewerMayLookOnly(viewer);
    looks.foundNothing();
  }

  private void choosePassword(Page page, String old) {
    Browser.heading(page, "Choose a password").waitFor();
    page.navigate("/tasks");
    Browser.heading(page, "Choose a password").waitFor();
    looks.at(page, "password");
    Browser.field(page, "Present password", old);
    Browser.field(page, "New password", PASSWORD);
    Browser.field(page, "New password once more", PASSWORD);
    Browser.button(page, "Choose password").click();
  }

  /** The page of the session that ended is gone, and that of the login stays. */
  private static void loggedOut(Page page) {
    page.waitForURL("**/login**");
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("vaadin-login-form").waitFor();
  }

  private void register(Page page, String product) {
    page.navigate("/tasks");
    Browser.button(page, "Register product").click();
    Browser.field(page, "Title", product);
    looks.at(page, "task-register");
    Browser.button(page, "Register product").waitFor();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Browser.heading(page, product).waitFor();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload(product + ".zip", "application/zip", Factory.zip(product)));
    page.getByText("20 images and 4 masks taken, 0 left out").waitFor();
    looks.at(page, "task-uploaded");
    Browser.button(page, "Done, refresh the list").click();
    page.locator(".image").first().waitFor();
    assertThat(page.locator(".image").count()).isEqualTo(20);
  }

  private void learn(Page page) {
    page.navigate("/learn?task=" + Factory.PRODUCTS.get(0));
    Browser.heading(page, "Learn").waitFor();
    Locator chooser = page.locator("vaadin-multi-select-combo-box input");
    chooser.click();
    page.locator(
            "vaadin-multi-select-combo-box-item",
            new Page.LocatorOptions().setHasText(Factory.PRODUCTS.get(1)))
        .click();
    page.locator("ol li").nth(1).waitFor();
    chooser.press("Escape");
    chooser.blur();
    Browser.button(page, "Start learning").click();
    Browser.heading(page, "Job 1").waitFor();
    looks.at(page, "job-running");
    page.locator(".page-actions .state", new Page.LocatorOptions().setHasText("done")).waitFor();
    page.getByText("Everything is learned.").waitFor();
  }

  private void promote(Page page) {
    page.navigate("/versions");
    page.locator(".lineage a").first().click();
    Browser.heading(page, "Version v2").waitFor();
    Browser.button(page, "Verify").click();
    page.getByText("Every byte is as it was published").waitFor();
    Browser.button(page, "Promote to production").click();
    page.getByText("production now names v2.").waitFor();
    looks.at(page, "version-promoted");
  }

  private static String addViewer(Page page) {
    page.navigate("/access");
    Browser.heading(page, "Access").waitFor();
    Browser.button(page, "New user").click();
    Browser.field(page, "Name", "vera");
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Locator secret = page.locator("vaadin-dialog input[readonly]");
    secret.waitFor();
    return secret.inputValue();
  }

  private void aViewerMayLookOnly(String password) {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/login");
    Browser.logIn(page, "vera", password);
    choosePassword(page, password);
    loggedOut(page);
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
