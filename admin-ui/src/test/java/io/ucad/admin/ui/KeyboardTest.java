package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main path without a mouse: from the printed password to a job, by Tab, Enter and letters. */
class KeyboardTest {
  private static final String PASSWORD = "correct horse battery";
  private static final int MOST_STEPS = 120;

  /** What has the focus, as a screen reader would name it. */
  private static final String FOCUSED =
      """
      () => {
        let e = document.activeElement;
        while (e && e.shadowRoot && e.shadowRoot.activeElement) {
          e = e.shadowRoot.activeElement;
        }
        if (!e || e === document.body) {
          return '';
        }
        const named = (e.getAttribute('aria-labelledby') || '').split(' ')
            .map(id => id && e.getRootNode().getElementById(id)).filter(Boolean)
            .map(label => label.textContent).join(' ');
        const labels = [...(e.labels || [])].map(label => label.textContent).join(' ');
        const host = e.getRootNode().host;
        return (e.getAttribute('aria-label') || named || labels || e.textContent.trim()
            || (host ? host.textContent : '')).trim();
      }
      """;

  @TempDir private Path folder;

  @Test
  void theMainPathNeedsNoMouse() {
    Stage.requireBrowser();
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.UI);
    try (AdminNode node = AdminNode.start(settings, Optional.empty(), "127.0.0.1", 0);
        var browser = new Browser("http://127.0.0.1:" + node.port().orElseThrow())) {
      Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
      page.navigate("/login");
      page.locator("vaadin-login-form").waitFor();
      String printed = node.firstPassword().orElseThrow();
      logIn(page, printed);
      Browser.heading(page, "Choose a password").waitFor();
      type(page, "Present password", printed);
      type(page, "New password", PASSWORD);
      type(page, "New password once more", PASSWORD);
      press(page, "Choose password");
      page.waitForURL("**/login**");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.locator("vaadin-login-form").waitFor();
      logIn(page, PASSWORD);
      Browser.heading(page, "Overview").waitFor();
      press(page, "Tasks");
      Browser.heading(page, "Tasks").waitFor();
      press(page, "Register product");
      page.getByLabel("Title").first().waitFor();
      type(page, "Title", "tile");
      page.keyboard().press("Enter");
      Browser.heading(page, "tile").waitFor();
      FileChooser chooser = page.waitForFileChooser(() -> press(page, "Choose files …"));
      chooser.setFiles(new FilePayload("tile.zip", "application/zip", Factory.zip("tile")));
      page.getByText("20 images and 4 masks taken, 0 left out").waitFor();
      press(page, "Done, refresh the list");
      page.locator(".image").first().waitFor();
      press(page, "Learn this");
      Browser.heading(page, "Learn").waitFor();
      press(page, "Start learning");
      Browser.heading(page, "Job 1").waitFor();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void logIn(Page page, String password) {
    type(page, "Name", "admin");
    type(page, "Password", password);
    page.keyboard().press("Enter");
  }

  private static void type(Page page, String field, String text) {
    tabTo(page, field);
    page.keyboard().type(text);
  }

  private static void press(Page page, String button) {
    tabTo(page, button);
    page.keyboard().press("Enter");
  }

  /** Goes from one thing to the next, once around the page at most. */
  private static void tabTo(Page page, String name) {
    List<String> passed = new ArrayList<>();
    for (int step = 0; step < MOST_STEPS; step++) {
      String focused = (String) page.evaluate(FOCUSED);
      if (focused.equals(name)) {
        return;
      }
      passed.add(focused);
      page.keyboard().press("Tab");
    }
    throw new AssertionError("'%s' cannot be reached by Tab; passed: %s".formatted(name, passed));
  }
}
