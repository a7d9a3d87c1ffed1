package io.ucad.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.store.ModelStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a small scale: real drawings, real jobs, a real endpoint. */
@Timeout(600)
class DemoTest {
  private static final DemoSize SMALL = new DemoSize(List.of("bolt", "tile"), 64, 12, 2, 2);
  private static final Pattern IMAGE = Pattern.compile("--data-binary @(\\S+)");

  @TempDir private Path folder;
  private AdminSettings settings;
  private AdminNode node;

  @BeforeEach
  void start() {
    settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    node = Nodes.start(settings, Database.H2.address(folder));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Demo demo() {
    return new Demo(
        settings,
        node.get(TaskService.class),
        node.get(ImageService.class),
        node.get(JobService.class),
        node.get(ModelStore.class),
        node.get(EmbeddedEndpoint.class),
        node.get(DemoActor.class),
        SMALL);
  }

  private String run() {
    Demo demo = demo();
    demo.begin();
    var text = new StringWriter();
    demo.run(
        new DemoTeller(new PrintWriter(text), "http://127.0.0.1:1", false, () -> Duration.ZERO));
    return text.toString();
  }

  @Test
  void itFillsLearnsTellsAndAddsNothingTwice() {
    String told = run();

    assertThat(told)
        .contains("bolt is drawn: 16 images; job 1 learns it", "bolt is learned")
        .contains("tile is drawn: 16 images; job 2 learns it", "tile is learned")
        .contains("v2 answers and knows bolt, tile", "the demo is complete");
    Matcher image = IMAGE.matcher(told);
    assertThat(image.find()).isTrue();
    assertThat(Path.of(image.group(1))).isRegularFile();
    List<TaskCard> tasks = tasks();
    assertThat(tasks).extracting(TaskCard::name).containsExactly("bolt", "tile");
    assertThat(tasks).allMatch(task -> task.images().training() == 12);
    assertThat(jobs())
        .allMatch(job -> job.state() == JobState.DONE && job.createdBy().equals("admin"));

    assertThat(run()).contains("the demo is complete").doesNotContain("is drawn");

    assertThat(tasks()).isEqualTo(tasks);
    assertThat(jobs()).hasSize(2);
    assertThat(node.get(ModelStore.class).versions()).hasSize(2);
  }

  @Test
  void whatWasCutOffGoesOn() throws Exception {
    demo().begin();
    var cut = new DemoFiles(folder, SMALL);
    cut.draw("bolt", (done, all) -> {});
    As.admin(
        () -> {
          node.get(TaskService.class).register("bolt", "Bolt", "");
          node.get(ImageService.class).addZip("bolt", cut.zip("bolt"), looked -> {});
        });

    assertThat(run()).contains("bolt is drawn: 0 images; job 1 learns it");

    assertThat(tasks()).allMatch(task -> task.images().training() == 12);
    try (var left = Files.list(folder.resolve("demo"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bolt", "tile");
    }
  }

  @Test
  void otherWorkIsLeftAlone() {
    Factory.register(node, "tile", "mine");

    assertThatThrownBy(() -> demo().begin())
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("found 1 task(s)")
        .hasMessageContaining("--workspace demo");

    assertThat(folder.resolve("demo")).doesNotExist();
    assertThat(tasks()).extracting(TaskCard::name).containsExactly("mine");
  }

  private List<TaskCard> tasks() {
    return As.admin(() -> node.get(TaskService.class).list("", false, 0, 10));
  }

  private List<JobRow> jobs() {
    return As.admin(() -> node.get(JobService.class).list(0, 10));
  }
}
