package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Receiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook from its making to its removal in a real browser. */
class WebhooksTest {
  static final List<Sight> SIGHTS =
      List.of(
          Sight.of("webhooks", WebhooksView.class, "/webhooks"),
          Sight.of("webhook", WebhookView.class, "/webhooks/1"));

  @TempDir private Path folder;

  @Test
  void aWebhookIsMadeTriedOutSwitchedOffAndRemoved() throws Exception {
    Stage.requireBrowser();
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.UI);
    try (var receiver = new Receiver();
        AdminNode node = AdminNode.start(settings, Optional.empty(), "127.0.0.1", 0);
        var browser = new Browser("http://127.0.0.1:" + node.port().orElseThrow())) {
      var looks = new Looks(browser);
      Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
      page.navigate("/login");
      Browser.becomeAdmin(page, node.firstPassword().orElseThrow());
      page.navigate("/webhooks");
      page.getByText("No program is told anything yet.").waitFor();
      make(page, looks, receiver.address("/hook"));
      page.locator("a", new Page.LocatorOptions().setHasText("Plant chat")).click();
      Browser.heading(page, "Plant chat").waitFor();
      receiver.answering(500);
      Browser.button(page, "Send a test").click();
      String link = receiver.take().json().get("link").getAsString();
      assertThat(link).isEqualTo(page.url());
      page.getByText("refused by the receiver · 500").waitFor();
      looks.at(page, "webhook-fails");
      Browser.button(page, "Send again").click();
      receiver.take();
      page.getByText("received · 200").waitFor();
      Browser.button(page, "Switch off").click();
      Browser.button(page, "Switch on").waitFor();
      page.navigate("/webhooks");
      page.getByText("received · 200").waitFor();
      looks.around("admin", "correct horse battery", SIGHTS);
      page.navigate("/webhooks/1");
      Browser.button(page, "Remove").click();
      page.locator("vaadin-confirm-dialog-overlay, vaadin-confirm-dialog")
          .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
          .last()
          .click();
      page.getByText("No program is told anything yet.").waitFor();
      looks.foundNothing();
    }
  }

  private static void make(Page page, Looks looks, String address) {
    Browser.button(page, "New webhook").click();
    Browser.field(page, "What is it for?", "Plant chat");
    Browser.field(page, "Address", "http://169.254.169.254/");
    save(page);
    page.getByText("leads to an address that is never sent to").first().waitFor();
    Browser.field(page, "Address", address);
    looks.at(page, "webhook-new");
    save(page);
    Locator secret = page.locator("vaadin-dialog input[readonly]");
    secret.waitFor();
    assertThat(secret.inputValue()).startsWith("ucadhook_");
    Browser.button(page, "Close").click();
    page.navigate("/webhooks");
  }

  private static void save(Page page) {
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
  }
}
