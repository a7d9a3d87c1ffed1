package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What people do on a page, step by step. */
final class Steps {
  private final Page page;
  private final Consumer<String> look;

  Steps(Page page) {
    this(page, name -> {});
  }

  /**
   * @param look is told the names of what stands on the page on the way
   */
  Steps(Page page, Consumer<String> look) {
    this.page = page;
    this.look = look;
  }

  /** Logs somebody in for the first time, who sees nothing before a password is chosen. */
  void logInFirst(String user, String given) {
    Browser.logIn(page, user, given);
    Browser.heading(page, "Choose a password").waitFor();
    page.navigate("/tasks");
    Browser.heading(page, "Choose a password").waitFor();
    look.accept("password");
    Browser.choosePassword(page, given);
    Browser.logIn(page, user, People.PASSWORD);
    Browser.heading(page, "Overview").waitFor();
  }

  /** Sees a product of the factory, but may change nothing and not see what administrators do. */
  void mayLookOnly(String product) {
    page.navigate("/tasks/" + product);
    Browser.heading(page, product).waitFor();
    page.locator(".image").first().waitFor();
    assertThat(page.locator("vaadin-upload").count()).isZero();
    assertThat(page.getByText("Archive", new Page.GetByTextOptions().setExact(true)).count())
        .isZero();
    mayNotSeeAccess();
  }

  void mayNotSeeAccess() {
    page.navigate("/access");
    page.getByText("leads nowhere, or to what you may not see").waitFor();
    assertThat(Browser.heading(page, "Access").count()).isZero();
  }

  /** Registers a product of the factory by its zip. */
  void register(String product) {
    page.navigate("/tasks");
    Browser.button(page, "Register product").click();
    Browser.field(page, "Title", product);
    look.accept("task-register");
    Browser.button(page, "Register product").waitFor();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Browser.heading(page, product).waitFor();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload(product + ".zip", "application/zip", Factory.zip(product)));
    page.getByText("20 images and 4 masks taken, 0 left out").waitFor();
    look.accept("task-uploaded");
    Browser.button(page, "Done, refresh the list").click();
    page.locator(".image").first().waitFor();
    assertThat(page.locator(".image").count()).isEqualTo(20);
  }

  /** Has products learned one after another, as the first job. */
  void learn(List<String> products) {
    page.navigate("/learn?task=" + products.get(0));
    Browser.heading(page, "Learn").waitFor();
    Locator chooser = page.locator("vaadin-multi-select-combo-box input");
    for (String product : products.subList(1, products.size())) {
      chooser.click();
      page.locator(
              "vaadin-multi-select-combo-box-item", new Page.LocatorOptions().setHasText(product))
          .click();
    }
    page.locator("ol li").nth(products.size() - 1).waitFor();
    chooser.press("Escape");
    chooser.blur();
    Browser.button(page, "Start learning").click();
    Browser.heading(page, "Job 1").waitFor();
    look.accept("job-running");
    state("done").waitFor();
    page.getByText("Everything is learned.").waitFor();
  }

  /** Fills in a job that takes minutes, as nobody stops it, without asking for it yet. */
  void fillInALongJob(String product) {
    page.navigate("/learn?task=" + product);
    Browser.heading(page, "Learn").waitFor();
    page.getByText(Pattern.compile("roughly \\d+")).first().waitFor();
    page.getByText(Pattern.compile("^best")).first().click();
    page.getByText("Advanced settings").click();
    Browser.field(page, "Epochs", "80");
    page.keyboard().press("Tab");
  }

  Locator state(String state) {
    return page.locator(".page-actions .state", new Page.LocatorOptions().setHasText(state));
  }

  /** Waits until a job has got somewhere. */
  void running() {
    state("running").waitFor();
    page.waitForFunction("() => document.querySelector('.panel vaadin-progress-bar').value > 0");
  }

  /** Verifies the newest version and promotes it. */
  void promoteTheNewest(String version) {
    page.navigate("/versions");
    page.locator(".lineage a").first().click();
    Browser.heading(page, "Version " + version).waitFor();
    Browser.button(page, "Verify").click();
    page.getByText("Every byte is as it was published").waitFor();
    Browser.button(page, "Promote to production").click();
    page.getByText("production now names " + version + ".").waitFor();
    look.accept("version-promoted");
  }

  /** Inspects a good image of a product. */
  void inspect(String product) {
    page.navigate("/inspect");
    Browser.heading(page, "Inspect").waitFor();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(
            new FilePayload("good.png", "image/png", Factory.image(product, "test/good/000.png")));
    page.locator(".finding .score-text").first().waitFor();
  }

  /** Deploys the chosen version to the endpoint of this program. */
  void deploy() {
    page.navigate("/deployments");
    Browser.button(page, "Deploy").click();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    page.getByText("Reread every byte").waitFor();
    state("done").waitFor();
  }

  /** Makes a user and returns the password for the first time. */
  String user(String name, String role) {
    page.navigate("/access");
    Browser.button(page, "New user").click();
    Browser.field(page, "Name", name);
    page.locator("vaadin-dialog vaadin-select").click();
    page.locator("vaadin-select-item:visible", new Page.LocatorOptions().setHasText(role))
        .first()
        .click();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Locator secret = page.locator("vaadin-dialog input[readonly]");
    secret.waitFor();
    return secret.inputValue();
  }

  /** Makes a token and returns its secret. */
  String token() {
    page.navigate("/access");
    Browser.button(page, "New token").click();
    Browser.field(page, "What is it for?", "camera 1");
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    Locator secret = page.locator("vaadin-dialog input[readonly]");
    secret.waitFor();
    return secret.inputValue();
  }
}
