package io.ucad.admin.ui;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A node on H2, a browser before it, and what is asked of the looks of its screens. */
record Stage(AdminNode node, Browser browser, Looks looks) implements AutoCloseable {
  /** Skips the test, loudly, where there is no browser. */
  static void requireBrowser() {
    assumeTrue(
        Browser.isThere(),
        "SKIPPED: the screens were not looked at, as there is no /usr/bin/chromium; install the"
            + " package chromium");
  }

  /**
   * @param folder for what the node keeps
   */
  static Stage open(Path folder, NodeRole role) {
    requireBrowser();
    var settings =
        new AdminSettings(folder, Optional.of(Nodes.backbone(folder).toString()), true, role);
    AdminNode node = Nodes.start(settings, Database.H2.address(folder));
    var browser = new Browser("http://127.0.0.1:" + node.port().orElseThrow());
    return new Stage(node, browser, new Looks(browser));
  }

  /** The first administrator chooses a password, {@link People#PASSWORD}, behind the screens. */
  Stage withAdministrator() {
    String first = node.firstPassword().orElseThrow();
    As.user(
        "admin",
        List.of("NEWCOMER"),
        () -> {
          node.get(AccountService.class).choosePassword(first, People.PASSWORD);
          return true;
        });
    return this;
  }

  @Override
  public void close() {
    browser.close();
    node.close();
  }
}
