package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor looks for changes in a real browser, and takes along what was found. */
class AuditScreenTest {
  private static final int TASKS = 30;
  private static final String LONG = "Ground glass, edges polished. ".repeat(40).strip();

  @TempDir private Path folder;
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private Looks looks;

  @BeforeEach
  void manyChanges() {
    stage = Stage.open(folder, NodeRole.UI).withAdministrator();
    node = stage.node();
    browser = stage.browser();
    looks = stage.looks();
    TaskService tasks = node.get(TaskService.class);
    As.role(
        Role.OPERATOR,
        () -> {
          for (int i = 1; i <= TASKS; i++) {
            tasks.register("lens-" + i, "Lens " + i, "");
          }
          return tasks.describe("lens-7", "Lens 7", LONG);
        });
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void whatIsLookedForStandsInTheAddressAndLeavesAsAFile() throws IOException {
    Page page = logIn();
    Browser.heading(page, "Access").waitFor();
    page.getByText("Search and export all changes").click();
    Browser.heading(page, "Audit").waitFor();
    assertThat(page.locator(".change").count()).isEqualTo(25);
    pages(page);
    whoAndWhat(page);
    longValuesFold(page);
    days(page);
    nothing(page);
    looks.foundNothing();
  }

  private Page logIn() {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/access");
    page.waitForURL("**/login");
    Browser.logIn(page, "admin", People.PASSWORD);
    return page;
  }

  private static void pages(Page page) {
    page.getByText("33 changes").waitFor();
    Browser.button(page, "Next page").click();
    page.getByText("26 to 33 of 33").waitFor();
    assertThat(page.locator(".change").last().innerText()).contains("system", "user.add", "ADMIN");
  }

  private void whoAndWhat(Page page) throws IOException {
    page.getByLabel("Who").fill("operator");
    page.getByLabel("Who").press("Enter");
    address(page, "actor=operator");
    page.getByText("31 changes").waitFor();
    page.getByText("1 to 25 of 31").waitFor();
    page.getByLabel("Action").fill("task.reg");
    page.getByLabel("Action").press("Enter");
    address(page, "actor=operator", "action=task.reg");
    page.getByText("30 changes").waitFor();
    Browser.field(page, "On what", "LENS-1");
    page.getByText("11 changes").waitFor();
    address(page, "actor=operator", "action=task.reg", "subject=LENS-1");
    List<String> file = csv(page);
    assertThat(file).hasSize(12).first().isEqualTo("at,actor,action,subject,before,after");
    assertThat(file.subList(1, 12))
        .allMatch(line -> line.contains(",operator,task.register,lens-1"));
    page.navigate(page.url());
    page.getByText("11 changes").waitFor();
    assertThat(page.getByLabel("Who").inputValue()).isEqualTo("operator");
    assertThat(page.getByLabel("Action").inputValue()).isEqualTo("task.reg");
    assertThat(csv(page)).as("the deep link finds the same").isEqualTo(file);
  }

  private static void address(Page page, String... parts) {
    page.waitForURL(url -> Stream.of(parts).allMatch(url::contains));
  }

  private static List<String> csv(Page page) throws IOException {
    Download csv = page.waitForDownload(() -> page.getByText("CSV").click());
    assertThat(csv.suggestedFilename()).isEqualTo("audit.csv");
    return Files.readAllLines(csv.path());
  }

  private void longValuesFold(Page page) throws IOException {
    page.navigate("/audit?action=task.describe");
    Locator change = page.locator(".change");
    change.getByText("Before").waitFor();
    assertThat(change.getByText(LONG).isVisible()).isFalse();
    change.locator("summary").click();
    change.getByText(LONG).waitFor();
    looks.at(page, "audit-unfolded");
    assertThat(csv(page)).hasSize(2).last().asString().contains(LONG);
  }

  private static void days(Page page) {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    page.navigate("/audit?from=%s&to=%s".formatted(today.minusDays(1), today));
    page.getByText("33 changes").waitFor();
    page.navigate("/audit?to=" + today.minusDays(1));
    page.getByText("No change matches").waitFor();
    page.navigate("/audit?from=tomorrow");
    page.getByText("33 changes").waitFor();
    assertThat(page.getByLabel("From").inputValue()).as("what is no day").isEmpty();
  }

  private void nothing(Page page) {
    page.navigate("/audit?text=%25");
    page.getByText("No change matches").waitFor();
    assertThat(page.getByText("CSV").isVisible()).isFalse();
    looks.at(page, "audit-nothing");
    page.getByLabel("Search").fill("lens 7");
    page.getByLabel("Search").fill("LENS-7");
    page.getByText("2 changes").waitFor();
  }
}
