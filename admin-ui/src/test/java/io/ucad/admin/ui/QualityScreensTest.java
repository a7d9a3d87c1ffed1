package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import io.ucad.admin.version.ThresholdService;
import io.ucad.admin.version.VersionService;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.store.ImportOptions;
import io.ucad.store.ModelStore;
import io.ucad.store.TransferListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A quality engineer looks at figures, moves thresholds and meets the gate, in a real browser.
 * Pictures go to {@code target/screenshots}.
 */
class QualityScreensTest {
  /** Version 3 has other thresholds for tile, version 4 no fabric. */
  static final List<Sight> SIGHTS =
      List.of(
          Sight.of("quality", QualityView.class, "/quality"),
          Sight.of("quality-task", TaskQualityView.class, "/quality/3/tile"),
          Sight.of("versions-tree", VersionsView.class, "/versions"),
          Sight.of("version-gate", VersionView.class, "/versions/4"),
          Sight.of("compare", CompareView.class, "/versions/compare/1/4"),
          Sight.of("quality-unmeasured", TaskQualityView.class, "/quality/4/tile"));

  @TempDir private Path folder;
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private Looks looks;

  @BeforeEach
  void learnTwo() throws IOException {
    stage = Stage.open(folder, NodeRole.ALL);
    node = stage.node();
    browser = stage.browser();
    looks = stage.looks();
    for (String product : Factory.PRODUCTS) {
      Factory.register(node, product, product);
    }
    JobService jobs = node.get(JobService.class);
    long job = As.admin(() -> jobs.learn(Factory.PRODUCTS, "fast", 1));
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> As.admin(() -> jobs.get(job)).state() == JobState.DONE);
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void fromFiguresToThresholdsAndThroughTheGate() throws IOException {
    Page page = logIn("admin", node.firstPassword().orElseThrow());
    matrix(page);
    int tuned = thresholds(page);
    compare(page, tuned);
    int without = gate(page);
    downloads(page, tuned);
    assertThat(List.of(tuned, without)).as("what is looked at").containsExactly(3, 4);
    looks.around("admin", People.PASSWORD, SIGHTS);
    aViewerMayTryButNotKeep(tuned);
    looks.foundNothing();
  }

  private Page logIn(String user, String first) {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/login");
    Browser.logInFirst(page, user, first);
    return page;
  }

  private static void matrix(Page page) throws IOException {
    page.navigate("/quality");
    Browser.heading(page, "Quality").waitFor();
    assertThat(page.locator(".heat tbody tr").count()).isEqualTo(2);
    assertThat(page.locator(".heat td a").count())
        .as("tile in both versions, fabric in the second")
        .isEqualTo(3);
    assertThat(page.locator(".confusion tbody tr").count()).isEqualTo(2);
    Download csv =
        page.waitForDownload(() -> page.getByLabel("Download forgetting-v2 as CSV").click());
    assertThat(Files.readAllLines(csv.path()))
        .hasSize(3)
        .first()
        .isEqualTo("Task,Stage until,After learning,Best,Now,Forgetting,Transfer");
    page.navigate("/quality/2?measure=aupro");
    Browser.heading(page, "Quality").waitFor();
    assertThat(page.locator("vaadin-select").first().innerText()).contains("AUPRO");
    page.locator(".heat td a").last().click();
    page.waitForURL("**/quality/2/*");
  }

  /** By mouse, by keys and by figure; then they are kept. */
  private int thresholds(Page page) {
    page.navigate("/quality/2/tile");
    Browser.heading(page, "tile in v2").waitFor();
    Locator ng = page.locator(".handle-ng");
    page.waitForFunction("() => customElements.get('ucad-thresholds') !== undefined");
    assertThat(Browser.button(page, "Save thresholds").isEnabled()).isFalse();
    Locator review = page.locator(".handle-review");
    assertThat(place(review)).as("12 held-out images promise no less").isEqualTo(12);
    review.press("Home");
    assertThat(place(review)).isEqualTo(1);
    page.getByText("images of both kinds are for review").waitFor();
    BoundingBox flag = ng.locator(".flag").boundingBox();
    double x = flag.x + flag.width / 2;
    double y = flag.y + flag.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x - 300, y, new Mouse.MoveOptions().setSteps(8));
    page.mouse().up();
    assertThat(place(ng)).isLessThan(12);
    ng.press("Home");
    assertThat(place(ng)).as("stops at the review threshold").isEqualTo(1);
    page.waitForFunction("() => !document.querySelector('vaadin-button[theme~=primary]').disabled");
    ng.press("ArrowRight");
    assertThat(place(ng)).isEqualTo(2);
    page.waitForFunction(
        "() => document.querySelector('vaadin-number-field input').value === '84.62'");
    Browser.field(page, "NG: false-alarm rate", "25");
    page.getByLabel("NG: false-alarm rate").press("Enter");
    page.waitForFunction(
        "() => document.querySelector('ucad-thresholds').getAttribute('ng') === '10'");
    assertThat(place(ng)).as("of 12: the ceiling of 13 * 0.75").isEqualTo(10);
    looks.at(page, "thresholds-moved");
    Browser.button(page, "Save thresholds").click();
    page.locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]").click();
    Browser.heading(page, "tile in v3").waitFor();
    ScoringSpec kept =
        As.admin(() -> node.get(ThresholdService.class).of(3, "tile")).orElseThrow().scoring();
    assertThat(kept.falseAlarmRate()).isEqualTo(0.25);
    assertThat(kept.reviewRate()).isEqualTo(1 - 1 / 13.0);
    return 3;
  }

  private static int place(Locator handle) {
    return Integer.parseInt(handle.getAttribute("aria-valuenow"));
  }

  private static void compare(Page page, int tuned) {
    page.navigate("/versions/" + tuned);
    page.getByText("compare with v2").click();
    Browser.heading(page, "v2 and v3").waitFor();
    page.getByText("1 task is different, of 2.").waitFor();
    assertThat(page.locator(".state", new Page.LocatorOptions().setHasText("tuned")).count())
        .isEqualTo(1);
  }

  private int gate(Page page) {
    VersionService versions = node.get(VersionService.class);
    As.admin(() -> versions.point("production", 3));
    int without = As.admin(() -> versions.forget("fabric")).version().id().number();
    page.navigate("/versions/" + without);
    page.getByText("fabric: not in this version").waitFor();
    assertThat(Browser.button(page, "Promote to production").isEnabled()).isFalse();
    looks.at(page, "gate-closed");
    Browser.button(page, "Promote all the same").click();
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    page.getByText("Say why in 1 to 1,000 characters.").waitFor();
    Browser.field(page, "Reason", "fabric is not made any more");
    page.locator("vaadin-dialog vaadin-button[theme~=primary]").click();
    page.getByText("production now names v" + without).waitFor();
    assertThat(As.admin(() -> versions.alias("production"))).contains(without);
    As.admin(() -> versions.point("latest", 3));
    As.admin(() -> versions.overrideGate(3, "back again"));
    return without;
  }

  private void downloads(Page page, int version) throws IOException {
    APIResponse pack = page.request().get("/media/versions/%d/package".formatted(version));
    assertThat(pack.status()).isEqualTo(200);
    assertThat(entries(pack.body()))
        .contains("serving.properties", "package.json", "store/versions/v3/tile.safetensors")
        .contains("backbone.safetensors");
    APIResponse archive = page.request().get("/media/versions/%d/archive".formatted(version));
    assertThat(archive.status()).isEqualTo(200);
    ModelStore plant = ModelStore.openOrCreate(folder.resolve("plant"));
    plant.importVersion(
        new ByteArrayInputStream(archive.body()),
        ImportOptions.defaults(),
        TransferListener.none());
    assertThat(plant.latest().orElseThrow().manifest().tasks()).hasSize(2);
    assertThat(page.request().get("/media/versions/99/package").status()).isEqualTo(404);
    assertThat(page.request().get("/media/versions/99/archive").status()).isEqualTo(404);
    assertThat(folder.resolve("downloads")).isEmptyDirectory();
  }

  private static Set<String> entries(byte[] zip) throws IOException {
    Set<String> names = new TreeSet<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private void aViewerMayTryButNotKeep(int version) {
    String first = As.admin(() -> node.get(AccountService.class).add("vera", Role.VIEWER));
    Page page = logIn("vera", first);
    page.navigate("/quality/%d/tile".formatted(version));
    page.locator(".handle-ng").press("End");
    assertThat(place(page.locator(".handle-ng"))).isEqualTo(12);
    assertThat(page.getByText("Save thresholds").count()).isZero();
    assertThat(page.request().get("/media/versions/%d/archive".formatted(version)).status())
        .isEqualTo(403);
  }
}
