package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import io.ucad.detector.image.RegionOfInterest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A region of interest is drawn with a mouse, typed, seen, taken back, and set by a program. */
class RegionTest {
  @TempDir private Path folder;
  private Stage stage;
  private AdminNode node;
  private Browser browser;
  private Looks looks;

  @BeforeEach
  void aTask() {
    stage = Stage.open(folder, NodeRole.UI);
    node = stage.node();
    browser = stage.browser();
    looks = stage.looks();
    Factory.register(node, "tile", "tile");
    As.admin(() -> node.get(TaskService.class).register("empty", "Nothing yet", ""));
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void drawnTypedAndTakenBack() throws Exception {
    Page page = browser.somebody(1280, "en-US", ColorScheme.LIGHT);
    page.navigate("/");
    Browser.becomeAdmin(page, node.firstPassword().orElseThrow());
    page.navigate("/tasks/empty");
    Browser.button(page, "Region of interest").click();
    page.getByText("no training image yet").waitFor();

    page.navigate("/tasks/tile");
    Browser.button(page, "Region of interest").click();
    Locator picture = page.locator("ucad-region");
    picture.locator("img").waitFor();
    await().until(() -> picture.boundingBox().height > 100);
    draw(page, picture.boundingBox(), 0.25, 0.2, 0.75, 0.9);
    await().untilAsserted(() -> assertThat(value(page, "Left, %")).isCloseTo(25, within(1)));
    assertThat(value(page, "Top, %")).isCloseTo(20, within(1));
    assertThat(value(page, "Width, %")).isCloseTo(50, within(2));
    assertThat(value(page, "Height, %")).isCloseTo(70, within(2));
    draw(page, picture.boundingBox(), 0.5, 0.5, 0.51, 0.51);
    looks.at(page, "region");
    assertThat(value(page, "Width, %")).as("after a slip of the hand").isCloseTo(50, within(2));

    type(page, "Width, %", "90");
    Browser.button(page, "Save").click();
    page.getByText("A region lies within the image").waitFor();
    type(page, "Left, %", "10");
    type(page, "Top, %", "0");
    type(page, "Height, %", "60");
    await()
        .untilAsserted(
            () -> {
              BoundingBox mark = page.locator(".region-mark").boundingBox();
              BoundingBox all = picture.boundingBox();
              assertThat((mark.x - all.x) / all.width).isCloseTo(0.1, within(0.02));
              assertThat(mark.height / all.height).isCloseTo(0.6, within(0.02));
            });
    Browser.button(page, "Save").click();
    page.getByText("90 × 60 %").waitFor();
    assertThat(region()).isEqualTo(new RegionOfInterest(0.1, 0, 0.9, 0.6));
    looks.at(page, "region-set");
    looksAtItElsewhere();

    Browser.button(page, "Region of interest").click();
    Browser.button(page, "Whole image").click();
    Browser.button(page, "Save").click();
    await().until(() -> region().isWhole());
    aProgramSetsItToo();
    looks.foundNothing();
  }

  /** As people see it who have another language, a small screen, or dark colours. */
  private void looksAtItElsewhere() {
    for (int width : new int[] {1280, 390}) {
      Page page = browser.somebody(width, "ko-KR", ColorScheme.DARK);
      page.navigate("/login");
      Browser.logIn(page, "admin", People.PASSWORD);
      page.locator(".page-header").waitFor();
      page.navigate("/tasks/tile");
      Browser.button(page, "관심 영역").click();
      page.locator("ucad-region img").waitFor();
      await().until(() -> page.locator("ucad-region").boundingBox().height > 100);
      looks.at(page, "region-ko-dark-" + width);
      page.context().close();
    }
  }

  private void aProgramSetsItToo() {
    Rest operator = Rest.with(node, People.token(node, Role.OPERATOR));
    String path = "/api/v1/tasks/tile";
    JsonNode set =
        operator
            .json("PATCH", path, "{'region':{'left':0.25,'top':0.5,'width':0.5,'height':0.5}}")
            .must(200)
            .json();
    assertThat(set.get("region").get("left").asDouble()).isEqualTo(0.25);
    assertThat(region()).isEqualTo(new RegionOfInterest(0.25, 0.5, 0.5, 0.5));
    for (String wrong :
        new String[] {
          "{'left':0.6,'top':0,'width':0.5,'height':0.5}",
          "{'left':0,'top':0,'width':0.01,'height':0.5}",
          "{'left':0,'top':0,'width':1}",
          "{'left':'a','top':0,'width':1,'height':1}"
        }) {
      assertThat(operator.json("PATCH", path, "{'region':" + wrong + "}").status())
          .as(wrong)
          .isBetween(400, 499);
    }
    assertThat(
            Rest.with(node, People.token(node, Role.VIEWER))
                .json("PATCH", path, "{'region':{'left':0,'top':0,'width':1,'height':1}}")
                .status())
        .isEqualTo(403);
    assertThat(region()).isEqualTo(new RegionOfInterest(0.25, 0.5, 0.5, 0.5));
  }

  private static void draw(
      Page page, BoundingBox box, double left, double top, double right, double bottom) {
    page.mouse().move(box.x + left * box.width, box.y + top * box.height);
    page.mouse().down();
    page.mouse().move(box.x + right * box.width, box.y + bottom * box.height);
    page.mouse().up();
  }

  private static double value(Page page, String label) {
    return Double.parseDouble(field(page, label).inputValue());
  }

  private static void type(Page page, String label, String text) {
    field(page, label).fill(text);
    field(page, label).blur();
  }

  private static Locator field(Page page, String label) {
    return page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName(label));
  }

  private RegionOfInterest region() {
    return As.admin(() -> node.get(TaskService.class).get("tile")).region();
  }

  private static org.assertj.core.data.Offset<Double> within(double by) {
    return org.assertj.core.data.Offset.offset(by);
  }
}
