package io.ucad.admin.ui;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import io.ucad.deployment.ScriptedServing;
import io.ucad.deployment.ScriptedServing.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's way over the deployments in a real browser. Pictures go to {@code
 * target/screenshots}.
 */
@Timeout(600)
class DeploymentsTest {
  static final List<Sight> SIGHTS =
      List.of(
          Sight.of("overview-endpoint", OverviewView.class, "/"),
          Sight.of("deployments", DeploymentsView.class, "/deployments"),
          Sight.of("rollout", RolloutView.class, "/deployments/rollouts/3"),
          Sight.of("shadow", ShadowView.class, "/deployments/shadow/1"));

  @TempDir private Path folder;
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private Looks looks;
  private ScriptedServing serving;

  @BeforeEach
  void start() throws Exception {
    stage = Stage.open(folder, NodeRole.ALL).withAdministrator();
    node = stage.node();
    browser = stage.browser();
    looks = stage.looks();
    serving = new ScriptedServing();
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
    if (serving != null) {
      serving.close();
    }
  }

  @Test
  void fromNothingToASwitchAndAComparison() {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/login");
    Browser.logIn(page, "admin", People.PASSWORD);
    Browser.heading(page, "Overview").waitFor();
    page.navigate("/deployments");
    page.getByText("There is no version yet").waitFor();
    looks.at(page, "deployments-empty");
    learn();
    page.getByText("v2", new Page.GetByTextOptions().setExact(true)).first().waitFor();

    deployHere(page, "v2 · ");
    page.getByText("Switch", new Page.GetByTextOptions().setExact(true)).waitFor();
    page.locator(".page-actions .state", new Page.LocatorOptions().setHasText("done")).waitFor();
    looks.at(page, "rollout-done");
    Factory.publishAgain(node);
    page.navigate("/deployments");
    deployHere(page, "v3 · ");
    page.locator(".page-actions .state", new Page.LocatorOptions().setHasText("done")).waitFor();
    page.navigate("/deployments");
    Browser.button(page, "Roll back to v2").click();
    page.locator("vaadin-confirm-dialog vaadin-button[slot=cancel-button]").click();

    register(page);
    serving.loading("ucad-staging", Load.FAILS);
    page.locator(".panel", new Page.LocatorOptions().setHasText("line-1"))
        .locator("vaadin-button", new Locator.LocatorOptions().setHasText("Deploy"))
        .click();
    confirm(page);
    page.locator(".page-actions .state", new Page.LocatorOptions().setHasText("failed")).waitFor();
    page.getByText("Take it back").waitFor();
    looks.at(page, "rollout-failed");

    page.navigate("/deployments/shadow");
    Browser.button(page, "Compare").click();
    page.getByText("verdicts flip").waitFor();
    looks.around("admin", People.PASSWORD, SIGHTS);
    looks.foundNothing();
  }

  private void learn() {
    Factory.PRODUCTS.forEach(product -> Factory.register(node, product, product));
    JobService jobs = node.get(JobService.class);
    long job = As.admin(() -> jobs.learn(Factory.PRODUCTS, "fast", 1));
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> As.admin(() -> jobs.get(job)).state(), JobState.DONE::equals);
  }

  private static void deployHere(Page page, String version) {
    Browser.button(page, "Deploy").click();
    page.locator("vaadin-dialog vaadin-select").click();
    page.locator("vaadin-select-item", new Page.LocatorOptions().setHasText(version))
        .first()
        .click();
    confirm(page);
    page.getByText("Reread every byte").waitFor();
  }

  private static void confirm(Page page) {
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
  }

  private void register(Page page) {
    Browser.button(page, "Register node").click();
    Browser.field(page, "Name", "line-1");
    Browser.field(page, "Management address", "http://8.8.8.8:8081");
    confirm(page);
    page.getByText("is not on this machine or in a closed network").waitFor();
    looks.at(page, "node-register");
    Browser.field(page, "Management address", serving.address().toString());
    confirm(page);
    page.getByText("serves nothing").waitFor();
  }
}
