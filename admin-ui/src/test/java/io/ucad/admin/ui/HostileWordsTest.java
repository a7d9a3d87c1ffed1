package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.access.TokenService;
import io.ucad.admin.deploy.DeploymentService;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.InspectionService;
import io.ucad.admin.job.Bench;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import io.ucad.admin.version.VersionService;
import io.ucad.deployment.ScriptedServing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Words that are scripts, wherever people, files and other servers can leave words, stay words on
 * every screen. What the services refuse is written into the tables, as if somebody had found a way
 * around them.
 */
class HostileWordsTest {
  private static final int PATIENCE_MS = 20_000;

  /** Fits into the name of a user. */
  private static final String SHORT = "<img src=x onerror=alert(1)>";

  private static final String WORDS =
      SHORT + "\"><script>alert(2)</script><svg onload=alert(3)>javascript:alert(4)";

  /** What is in the page only if words became more than that. */
  private static final String ALIVE =
      """
      () => {
        const found = [];
        const search = root => {
          for (const e of root.querySelectorAll('*')) {
            const runs = [...e.attributes].some(a => a.value.includes('alert(')
                && (a.name.startsWith('on') || a.value.trim().startsWith('javascript:')));
            if (runs || (e.localName === 'img' && e.getAttribute('src') === 'x')
                || (e.localName === 'script' && e.textContent === 'alert(2)')) {
              found.push(e.outerHTML);
            }
            if (e.shadowRoot) {
              search(e.shadowRoot);
            }
          }
        };
        search(document);
        return found;
      }
      """;

  @TempDir private Path folder;
  private final List<String> alive = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private ScriptedServing serving;

  @BeforeEach
  void leaveWords() throws IOException {
    stage = Stage.open(folder, NodeRole.UI).withAdministrator();
    node = stage.node();
    browser = stage.browser();
    serving = new ScriptedServing();
    Factory.register(node, "tile", "tile");
    new Bench(node).learned("tile");
    throughServices();
    pastServices();
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

  private void throughServices() {
    serving.put("ucad", WORDS);
    As.user(
        AccountService.ELSEWHERE + SHORT,
        List.of("VIEWER", "OPERATOR", "ADMIN"),
        () -> {
          TaskService tasks = node.get(TaskService.class);
          tasks.register("words", WORDS, WORDS);
          tasks.describe("tile", WORDS, WORDS);
          InspectionService inspections = node.get(InspectionService.class);
          long id =
              inspections
                  .inspect(
                      SHORT, Factory.image("tile", "test/good/000.png"), 1, Optional.of("tile"))
                  .row()
                  .id();
          inspections.feedback(id, Feedback.FALSE_ALARM, WORDS);
          node.get(DeploymentService.class)
              .register("line-1", serving.address().toString(), serving.address().toString());
          node.get(VersionService.class).overrideGate(1, WORDS);
          return id;
        });
    As.user(
        "admin",
        List.of("VIEWER", "OPERATOR", "ADMIN"),
        () -> node.get(TokenService.class).create(WORDS, Set.of(TokenScope.READ), 1));
    As.admin(() -> node.get(AccountService.class).add("vera", Role.VIEWER));
  }

  private void pastServices() {
    JdbcClient database = JdbcClient.create(node.get(DataSource.class));
    for (String sql :
        List.of(
            "update app_user set name = :short where name = 'vera'",
            "update image set name = :words || id, label = :short",
            "update inspection set name = :words, note = :words",
            "update job set created_by = :short, worker = :words",
            "insert into job_line (job_id, at, level, text)"
                + " select id, current_timestamp, 'ERROR', :words from job",
            "insert into job (state, preset, seed, created_by, created_at, cancel_requested,"
                + " attempts, fence, worker, stage, progress, problem) select 'FAILED', 'fast', 1,"
                + " :short, current_timestamp, false, 1, 1, '', :words, 0.5, :words from job",
            "update version set summary = :words",
            "insert into serving_node (name, management, inference, created_at)"
                + " values (:short, :words, :words, current_timestamp)",
            "insert into rollout (node, version, action, state, problem, actor, created_at,"
                + " touched_at) values (:short, 1, 'DEPLOY', 'FAILED', :words, :short,"
                + " current_timestamp, current_timestamp)",
            "insert into rollout_step (rollout_id, step, began_at, detail)"
                + " select id, 'VERIFY', current_timestamp, :words from rollout",
            "insert into alarm (kind, subject, figures, raised_at, open_key)"
                + " values ('DRIFT', :words, :words, current_timestamp, :short)",
            "insert into audit_entry (at, actor, action, subject, before_value, after_value)"
                + " values (current_timestamp, :short, :short, :words, :words, :words)")) {
      assertThat(database.sql(sql).param("short", SHORT).param("words", WORDS).update())
          .as(sql)
          .isPositive();
    }
  }

  @Test
  void wordsStayWordsOnEveryScreen() throws IOException {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.onDialog(
        dialog -> {
          alive.add("a dialog said " + dialog.message());
          dialog.dismiss();
        });
    String encoded = URLEncoder.encode(SHORT, StandardCharsets.UTF_8).replace("+", "%20");
    page.navigate("/login?error=" + encoded);
    page.locator("vaadin-login-form").waitFor();
    alive(page);
    Browser.logIn(page, "admin", People.PASSWORD);
    page.locator(".page-header").waitFor();
    for (String screen :
        List.of(
            "/",
            "/tasks",
            "/tasks/tile",
            "/tasks/words",
            "/learn/1",
            "/learn/2",
            "/versions",
            "/deployments",
            "/deployments/rollouts/1",
            "/inspect",
            "/inspect/1",
            "/access",
            "/audit")) {
      visit(page, screen);
      shown(page, SHORT);
      alive(page);
    }
    for (String screen :
        List.of(
            "/learn",
            "/versions/1",
            "/versions/compare/1/1",
            "/quality",
            "/quality/1/tile",
            "/deployments/shadow",
            "/password",
            "/audit?text=" + encoded + "&actor=" + encoded + "&from=" + encoded,
            "/learn?task=" + encoded,
            "/quality?measure=" + encoded,
            "/inspect?image=" + encoded + "&name=" + encoded,
            "/inspect/1?with=" + encoded)) {
      visit(page, screen);
      alive(page);
    }
    for (String screen :
        List.of(
            "/tasks/",
            "/learn/",
            "/versions/",
            "/versions/compare/1/",
            "/quality/",
            "/quality/1/",
            "/deployments/rollouts/",
            "/deployments/shadow/",
            "/inspect/")) {
      visit(page, screen + encoded);
      alive(page);
    }
    namesInArchives(page);
    assertThat(alive).as("words that became more than words").isEmpty();
    assertThat(unseen).as("screens that do not show the words").isEmpty();
    assertThat(browser.complaints()).as("errors of scripts and refusals of the policy").isEmpty();
    assertThat(browser.elsewhere()).as("requests to other servers").isEmpty();
  }

  private void shown(Page page, String words) {
    try {
      page.getByText(words).first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
    } catch (TimeoutError e) {
      unseen.add(page.url() + " " + words);
    }
  }

  private static void visit(Page page, String screen) {
    page.navigate(screen);
    page.locator(".page-header, .gate, :text('Could not navigate')").first().waitFor();
  }

  /** What is refused is named on the screen. */
  private void namesInArchives(Page page) throws IOException {
    visit(page, "/tasks/words");
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload(SHORT + ".zip", "application/zip", zip()));
    page.getByText("0 images and 0 masks taken, 1 left out").waitFor();
    shown(page, "train/good/" + SHORT);
    alive(page);
    visit(page, "/inspect");
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(
            new FilePayload(SHORT + ".png", "image/png", "no".getBytes(StandardCharsets.UTF_8)));
    page.getByText("neither a PNG nor a JPEG").waitFor();
    alive(page);
  }

  private static byte[] zip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("train/good/" + SHORT + ".png"));
      zip.write(Factory.image("tile", "train/good/000.png"));
    }
    return bytes.toByteArray();
  }

  private void alive(Page page) {
    for (Object element : (List<?>) page.evaluate(ALIVE)) {
      alive.add(page.url() + ": " + element);
    }
  }
}
