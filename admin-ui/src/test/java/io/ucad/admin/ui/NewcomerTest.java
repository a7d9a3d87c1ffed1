package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final Database database;
  private final List<String> violations = new ArrayList<>();

  @TempDir private Path folder;
  private AdminNode node;
  private Browser browser;
  private String base;

  NewcomerTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Browser.isThere(),
        "SKIPPED: the screens were not looked at, as there is no /usr/bin/chromium; install the package chromium");
    Files.createDirectories(PICTURES);
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    node = AdminNode.start(settings, Optional.of(database.address(folder)), "127.0.0.1", 0);
    base = "http://127.0.0.1:" + node.port().orElseThrow();
    browser = new Browser(base);
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
    picture(page, "login-refused");
    Browser.logIn(page, "admin", first);
    choosePassword(page, first);
    loggedOut(page);
    Browser.logIn(page, "admin", PASSWORD);
    Browser.heading(page, "Overview").waitFor();
    page.getByText("Start with your first product").waitFor();
    picture(page, "overview-empty");
    for (String product : Factory.PRODUCTS) {
      register(page, product);
    }
    learn(page);
    promote(page);
    String viewer = addViewer(page);
    if (database == Database.H2) {
      // They are the same on every database, and take the most time.
      pictures();
    }
    aViewerMayLookOnly(viewer);
    assertThat(violations).as("what axe-core finds against WCAG 2.1 A and AA").isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.elsewhere()).as("requests to other servers").isEmpty();
  }

  private void choosePassword(Page page, String old) {
    Browser.heading(page, "Choose a password").waitFor();
    page.navigate("/tasks");
    Browser.heading(page, "Choose a password").waitFor();
    picture(page, "password");
    audit(page, "password");
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
    picture(page, "task-register");
    audit(page, "registering");
    Browser.button(page, "Register product").waitFor();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Browser.heading(page, product).waitFor();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload(product + ".zip", "application/zip", Factory.zip(product)));
    page.getByText("20 images and 4 masks taken, 0 left out").waitFor();
    picture(page, "task-uploaded");
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
    picture(page, "job-running");
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
    picture(page, "version-promoted");
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
      picture(page, "viewer-not-logged-in");
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

  private void pictures() {
    Map<String, String> screens =
        Map.of(
            "overview", "/",
            "tasks", "/tasks",
            "task", "/tasks/tile",
            "learn", "/learn",
            "job", "/learn/1",
            "versions", "/versions",
            "version", "/versions/2",
            "access", "/access");
    for (Look look : Look.ALL) {
      Page page = browser.somebody(look.width(), look.language(), look.colours());
      page.navigate("/login");
      page.locator("vaadin-login-form").waitFor();
      picture(page, "login-" + look.name());
      audit(page, "login in " + look.name());
      Browser.logIn(page, "admin", PASSWORD);
      page.locator(".page-header").waitFor();
      screens.forEach(
          (name, path) -> {
            page.navigate(path);
            page.locator(".page-header").first().waitFor();
            page.waitForFunction(
                "() => [...document.images].every(i => i.complete || i.loading === 'lazy')");
            assertThat(page.locator("body").innerText())
                .as("%s in %s", name, look)
                .doesNotContain("!");
            assertThat(
                    (Boolean)
                        page.evaluate(
                            "() => document.documentElement.scrollWidth <= window.innerWidth + 1"))
                .as("%s fits into %s", name, look)
                .isTrue();
            picture(page, name + "-" + look.name());
            audit(page, name + " in " + look.name());
          });
      page.context().close();
    }
  }

  private void audit(Page page, String screen) {
    Axe.violations(page).forEach(violation -> violations.add(screen + ": " + violation));
  }

  private static void picture(Page page, String name) {
    page.locator("vaadin-app-layout, .gate")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private record Look(String name, int width, String language, ColorScheme colours) {
    private static final List<Look> ALL =
        List.of(
            new Look("en-light-1280", 1280, "en-US", ColorScheme.LIGHT),
            new Look("ko-dark-1280", 1280, "ko-KR", ColorScheme.DARK),
            new Look("en-dark-390", 390, "en-US", ColorScheme.DARK));
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
