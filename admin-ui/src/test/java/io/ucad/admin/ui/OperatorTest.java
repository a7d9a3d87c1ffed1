package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An operator's day in a real browser: a job is cancelled, tried again, and outlives a restart of
 * the program; what it learned is measured, asked, deployed, and answers a program with a token.
 */
@ParameterizedClass
@EnumSource
@Timeout(900)
class OperatorTest {
  private final Database database;

  @TempDir private Path folder;
  private AdminSettings settings;
  private String address;
  private AdminNode node;
  private @Nullable Browser browser;

  OperatorTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    assumeTrue(
        Browser.isThere(),
        "SKIPPED: the screens were not looked at, as there is no /usr/bin/chromium; install the package chromium");
    settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    address = database.address(folder);
    node = Nodes.start(settings, address);
    Factory.register(node, "tile", "tile");
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

  /** Whoever was there before must have had nothing to complain of. */
  private void leave() {
    Browser left = browser;
    browser = null;
    if (left != null) {
      left.close();
      assertThat(left.complaints()).isEmpty();
      assertThat(left.elsewhere()).as("requests to other servers").isEmpty();
    }
  }

  private Page loggedIn(String name) {
    leave();
    var fresh = new Browser("http://127.0.0.1:" + node.port().orElseThrow());
    browser = fresh;
    Page page = fresh.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/login");
    Browser.logIn(page, name, People.PASSWORD);
    Browser.heading(page, "Overview").waitFor();
    return page;
  }

  @Test
  void aJobIsStoppedTriedAgainAndOutlivesARestart() throws Exception {
    String operator = People.user(node, Role.OPERATOR);
    String admin = People.user(node, Role.ADMIN);
    Page page = loggedIn(operator);
    ask(page);
    page.getByText("epochs 200").waitFor();
    running(page);
    Browser.button(page, "Cancel job").click();
    page.locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]").click();
    state(page, "cancelled").waitFor();
    page.getByText("Cancelled. Try again").waitFor();
    Browser.button(page, "Try again").click();
    running(page);
    page.locator(".panel", new Page.LocatorOptions().setHasText("Loss curve")).waitFor();
    leave();

    node.close();
    node = Nodes.start(settings, address);

    page = loggedIn(operator);
    page.navigate("/learn/1");
    state(page, "done").waitFor();
    page.locator("vaadin-select").first().click();
    page.locator("vaadin-select-item", new Page.LocatorOptions().setHasText("Warnings and errors"))
        .click();
    page.locator(".log").getByText("the job resumes from its checkpoint").waitFor();
    page.locator(".log").getByText("cancelled").waitFor();
    assertThat(page.locator(".log-line").count()).isEqualTo(2);
    assertThat(page.locator(".line a", new Page.LocatorOptions().setHasText("v1")).count())
        .as("one version came of it all")
        .isEqualTo(1);

    page.navigate("/quality");
    page.locator("table.heat td").first().waitFor();
    inspect(page);
    deploy(page);
    page.navigate("/access");
    page.getByText("leads nowhere, or to what you may not see").waitFor();

    String secret = token(loggedIn(admin));
    HttpResponse<String> answer = send(Optional.of(secret));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"name\":\"tile\"", "\"verdict\"", "\"score\"");
    leave();
  }

  /** A job that takes minutes, as nobody stops it. */
  private static void ask(Page page) {
    page.navigate("/learn?task=tile");
    Browser.heading(page, "Learn").waitFor();
    page.getByText(Pattern.compile("roughly \\d+")).first().waitFor();
    page.getByText(Pattern.compile("^best")).first().click();
    page.getByText("Advanced settings").click();
    Browser.field(page, "Epochs", "200");
    Browser.field(page, "Input size", "4000");
    page.keyboard().press("Tab");
    Browser.button(page, "Start learning").click();
    page.getByText("out of its bounds").waitFor();
    Browser.field(page, "Input size", "");
    page.keyboard().press("Tab");
    Browser.button(page, "Start learning").click();
    Browser.heading(page, "Job 1").waitFor();
  }

  private static Locator state(Page page, String state) {
    return page.locator(".page-actions .state", new Page.LocatorOptions().setHasText(state));
  }

  private static void running(Page page) {
    state(page, "running").waitFor();
    page.waitForFunction("() => document.querySelector('.panel vaadin-progress-bar').value > 0");
  }

  private static void inspect(Page page) {
    page.navigate("/inspect");
    Browser.heading(page, "Inspect").waitFor();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(
            new FilePayload("good.png", "image/png", Factory.image("tile", "test/good/000.png")));
    page.locator(".finding .score-text").first().waitFor();
  }

  private static void deploy(Page page) {
    page.navigate("/deployments");
    Browser.button(page, "Deploy").click();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    page.getByText("Reread every byte").waitFor();
    state(page, "done").waitFor();
  }

  private static String token(Page page) {
    page.navigate("/access");
    Browser.button(page, "New token").click();
    Browser.field(page, "What is it for?", "camera 1");
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Locator secret = page.locator("vaadin-dialog input[readonly]");
    secret.waitFor();
    return secret.inputValue();
  }

  private HttpResponse<String> send(Optional<String> token) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + node.port().orElseThrow() + "/predictions/ucad"))
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(Factory.image("tile", "test/good/000.png")));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
