package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program as it is shipped, in a process of its own: a newcomer's whole way in a real browser,
 * a viewer who may not, an operator who may, and a job that the process is killed under.
 */
@ParameterizedClass
@EnumSource
@Timeout(900)
class PackagedAppIT {
  private final Database database;

  @TempDir private Path folder;
  private Path backbone;
  private Optional<String> address;
  private Program program;
  private @Nullable Browser browser;

  PackagedAppIT(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    Stage.requireBrowser();
    backbone = Nodes.backbone(folder);
    address = database == Database.H2 ? Optional.empty() : Optional.of(database.address(folder));
    program = run();
  }

  private Program run() {
    return Program.start(folder.resolve("workspace"), backbone, address);
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (program != null) {
      program.close();
    }
  }

  @Test
  void aNewcomersWayThoseOfOthersAndAKillInTheMiddleOfAJob() throws Exception {
    Page admin = somebody();
    var steps = new Steps(admin);
    admin.navigate("/");
    steps.logInFirst("admin", program.printedPassword());
    Factory.PRODUCTS.forEach(steps::register);
    steps.learn(Factory.PRODUCTS);
    admin.navigate("/quality");
    admin.locator("table.heat td").first().waitFor();
    steps.promoteTheNewest("v2");
    steps.inspect("tile");
    steps.deploy();
    String token = steps.token();
    assertAnswers(token);

    aViewerMayLookOnly(steps.user("vera", "Viewer"));
    anOperatorStopsAJobAndTriesAgain(steps.user("olga", "Operator"));
    complainedOfNothing();
    program.kill();

    program = run();
    assertThat(program.said()).doesNotContain("with the password");
    assertAnswers(token);
    whatWasKilledWasGoneOnWith();
    complainedOfNothing();
    program.close();
    assertThat(program.said()).doesNotContain("Exception");
  }

  private void aViewerMayLookOnly(String password) {
    Page page = somebody();
    page.navigate("/login");
    var steps = new Steps(page);
    steps.logInFirst("vera", password);
    steps.mayLookOnly("tile");
    page.context().close();
  }

  private void anOperatorStopsAJobAndTriesAgain(String password) {
    Page page = somebody();
    page.navigate("/login");
    var steps = new Steps(page);
    steps.logInFirst("olga", password);
    steps.mayNotSeeAccess();
    steps.inspect("fabric");
    steps.fillInALongJob("tile");
    Browser.field(page, "Input size", "4000");
    page.keyboard().press("Tab");
    Browser.button(page, "Start learning").click();
    page.getByText("out of its bounds").waitFor();
    Browser.field(page, "Input size", "");
    page.keyboard().press("Tab");
    Browser.button(page, "Start learning").click();
    Browser.heading(page, "Job 2").waitFor();
    page.getByText("epochs 80").waitFor();
    steps.running();
    Browser.button(page, "Cancel job").click();
    page.locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]").click();
    steps.state("cancelled").waitFor();
    page.getByText("Cancelled. Try again").waitFor();
    Browser.button(page, "Try again").click();
    steps.running();
    page.locator(".panel", new Page.LocatorOptions().setHasText("Loss curve")).waitFor();
  }

  private void whatWasKilledWasGoneOnWith() {
    Page page = somebody();
    var steps = new Steps(page);
    page.navigate("/login");
    Browser.logIn(page, "olga", People.PASSWORD);
    Browser.heading(page, "Overview").waitFor();
    page.navigate("/learn/2");
    steps.state("done").waitFor();
    page.locator(".log").getByText("resumed after epoch").first().waitFor();
    assertThat(page.locator(".line a", new Page.LocatorOptions().setHasText("v3")).count())
        .as("one version came of it all")
        .isEqualTo(1);
    page.navigate("/versions/3");
    Browser.heading(page, "Version v3").waitFor();
    page.navigate("/versions/4");
    page.getByText("There is no version").waitFor();
  }

  private Page somebody() {
    if (browser == null) {
      browser = new Browser(program.address());
    }
    return browser.somebody(1280, "en-US", ColorScheme.LIGHT);
  }

  private void assertAnswers(String token) throws Exception {
    HttpResponse<String> answer = ask(token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"name\":\"tile\"", "\"version\":\"v2\"");
  }

  private void complainedOfNothing() {
    Browser left = Objects.requireNonNull(browser);
    browser = null;
    left.close();
    assertThat(left.complaints()).isEmpty();
    assertThat(left.elsewhere()).as("requests to other servers").isEmpty();
  }

  private HttpResponse<String> ask(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(program.address() + "/predictions/ucad"))
            .header("Content-Type", "image/png")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(Factory.image("tile", "test/good/000.png")))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
