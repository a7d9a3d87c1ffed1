package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.ucad.admin.AdminNode;
import io.ucad.admin.job.Bench;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inspecting in a real browser, from the first image to what a task learns from it. Pictures go to
 * {@code target/screenshots}.
 */
class InspectTest {
  static final List<Sight> SIGHTS =
      List.of(
          new Sight("inspect", InspectView.class, "/inspect", ".line"),
          new Sight("inspect-one", InspectView.class, "/inspect/1", ".finding"),
          new Sight(
              "inspect-two",
              InspectView.class,
              "/inspect/1?with=1",
              ".compared .finding + .finding"));

  @TempDir private Path folder;
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private Looks looks;

  @BeforeEach
  void start() throws Exception {
    stage = Stage.open(folder, NodeRole.UI).withAdministrator();
    node = stage.node();
    browser = stage.browser();
    looks = stage.looks();
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  private Page loggedIn(int width, String language, ColorScheme colours) {
    Page page = browser.somebody(width, language, colours);
    page.navigate("/login");
    Browser.logIn(page, "admin", People.PASSWORD);
    page.locator(".page-header").waitFor();
    return page;
  }

  @Test
  void fromAnImageToWhyItIsNotGood() throws Exception {
    Page page = loggedIn(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/inspect");
    page.getByText("There is no version to ask yet").waitFor();
    looks.at(page, "inspect-empty");
    var bench = new Bench(node);
    for (String product : Factory.PRODUCTS) {
      Factory.register(node, product, product);
      bench.learned(product);
    }
    page.navigate("/inspect");
    Browser.heading(page, "Inspect").waitFor();
    choose(page, "Task", "tile");
    send(page, payload(defective()));
    page.waitForURL("**/inspect/1");
    send(page, payload("test/good/001.png"), payload("test/good/002.png"));
    page.locator(".strip-tile").nth(2).waitFor();
    page.waitForURL("**/inspect/2");
    page.navigate("/inspect/1");
    String score = page.locator(".finding .score-text").first().innerHTML();
    assertThat(score).matches("[0-9.]+");
    assertThat(page.locator(".finding .route tbody tr").count()).isEqualTo(2);
    assertThat(page.locator(".finding .match").count()).isEqualTo(5);
    loaded(page, ".heat-stage img, .crop img");
    page.locator(".heat-controls input[type=range]").first().fill("30");
    assertThat(page.evaluate("() => getComputedStyle(document.querySelector('.heat-map')).opacity"))
        .isEqualTo("0.3");

    page.navigate(page.url());
    assertThat(page.locator(".finding .score-text").first().innerHTML())
        .as("the deep link finds the same")
        .isEqualTo(score);
    paste(page, Factory.image("fabric", "test/good/000.png"));
    page.locator(".strip-tile").waitFor();
    page.waitForURL("**/inspect/4");
    send(page, new FilePayload("bad.png", "image/png", "no".getBytes(StandardCharsets.UTF_8)));
    page.getByText("neither a PNG nor a JPEG").waitFor();

    stored(page);
    page.waitForURL("**/inspect/5");
    page.navigate("/inspect/1?with=1");
    page.locator(".compared .finding").nth(1).waitFor();
    assertThat(page.locator(".compared .finding .route tbody tr").count()).isEqualTo(3);
    whatPeopleSayReachesTheTask(page);
    picturesOfTheTaskAreTurnedByKeys(page);
    looks.around("admin", People.PASSWORD, SIGHTS);
    looks.foundNothing();
  }

  private void whatPeopleSayReachesTheTask(Page page) {
    page.navigate("/inspect/4");
    page.locator(".finding").waitFor();
    page.navigate("/inspect/1");
    page.locator(".finding").waitFor();
    Browser.button(page, "False alarm").click();
    Browser.field(page, "Note", "only <b>dust</b>");
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    page.getByText("offered to the task").first().waitFor();
    page.navigate("/tasks/tile");
    Locator offered = page.locator(".panel", new Page.LocatorOptions().setHasText("Offered"));
    offered.getByText("only <b>dust</b>").waitFor();
    looks.at(page, "task-offered");
    offered.locator("vaadin-button", new Locator.LocatorOptions().setHasText("page")).click();
    Browser.button(page, "Take into the task").click();
    page.getByText("1 were in the task already").waitFor();
    offered.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  private void picturesOfTheTaskAreTurnedByKeys(Page page) {
    page.locator(".image-mask").first().waitFor();
    page.locator(".image", new Page.LocatorOptions().setHas(page.locator(".image-mask")))
        .first()
        .locator(".image-open")
        .click();
    page.locator(".large-mask").waitFor();
    String title = page.locator("vaadin-dialog h2").first().innerText();
    looks.at(page, "task-image");
    page.keyboard().press("ArrowRight");
    page.waitForFunction(
        "before => document.querySelector('vaadin-dialog h2').innerText !== before", title);
    page.keyboard().press("ArrowLeft");
    page.waitForFunction(
        "before => document.querySelector('vaadin-dialog h2').innerText === before", title);
    Browser.button(page, "Close").click();
  }

  private void stored(Page page) {
    Browser.button(page, "Choose a stored image").click();
    Locator tile = page.locator("vaadin-dialog .image-choice").first();
    tile.waitFor();
    looks.at(page, "inspect-stored");
    tile.click();
  }

  private static void choose(Page page, String label, String item) {
    page.locator("vaadin-select", new Page.LocatorOptions().setHasText(label)).first().click();
    page.locator("vaadin-select-item", new Page.LocatorOptions().setHasText(item)).last().click();
  }

  private static void send(Page page, FilePayload... files) {
    page.locator("vaadin-upload input[type=file]").setInputFiles(files);
  }

  private static void paste(Page page, byte[] image) {
    page.locator("vaadin-upload").waitFor();
    page.evaluate(
        """
        data => {
          const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
          const clipboard = new DataTransfer();
          clipboard.items.add(new File([bytes], 'pasted.png', {type: 'image/png'}));
          document.body.dispatchEvent(new ClipboardEvent('paste',
              {clipboardData: clipboard, bubbles: true, cancelable: true}));
        }
        """,
        Base64.getEncoder().encodeToString(image));
  }

  private static FilePayload payload(String file) {
    return new FilePayload(
        file.substring(file.lastIndexOf('/') + 1), "image/png", Factory.image("tile", file));
  }

  private static String defective() throws Exception {
    Path tile = Factory.folder("tile");
    try (var files = Files.walk(tile.resolve("test"))) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> tile.relativize(f).toString())
          .filter(f -> !f.contains("good"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static void loaded(Page page, String pictures) {
    page.waitForFunction(
        "which => [...document.querySelectorAll(which)].every("
            + "i => i.loading === 'lazy' || (i.complete && i.naturalWidth > 0))",
        pictures);
  }
}
