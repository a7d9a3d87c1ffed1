package io.ucad.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.version.VersionService;
import io.ucad.deployment.KeptImages;
import io.ucad.deployment.ScriptedServing;
import io.ucad.deployment.ScriptedServing.Load;
import io.ucad.detector.memory.SmokeImages;
import io.ucad.store.Hold;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that were really learned, put to work here and on a server that answers as DJL does. */
@Timeout(600)
class RolloutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;
  private AdminNode node;
  private DeploymentService deployments;
  private ModelStore store;

  @BeforeEach
  void learn() {
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    node = Nodes.start(settings, Database.H2.address(folder));
    deployments = node.get(DeploymentService.class);
    store = node.get(ModelStore.class);
    Factory.PRODUCTS.forEach(product -> Factory.register(node, product, product));
    JobService jobs = node.get(JobService.class);
    long job = As.admin(() -> jobs.learn(Factory.PRODUCTS, "fast", 1));
    await()
        .atMost(PATIENCE)
        .until(() -> As.admin(() -> jobs.get(job)).state(), JobState.DONE::equals);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private RolloutRow.Detail ended(long rollout) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> As.admin(() -> deployments.rollout(rollout)),
            detail -> detail.rollout().state() != RolloutState.RUNNING);
  }

  private long deploy(String where, int version) {
    return As.role(Role.OPERATOR, () -> deployments.deploy(where, version));
  }

  private static List<RolloutStep> steps(RolloutRow.Detail detail) {
    return detail.steps().stream().map(RolloutRow.StepRow::step).toList();
  }

  @Test
  void theEndpointOfThisProcessIsSwitchedOnlyToWhatIsSound() throws Exception {
    EmbeddedEndpoint endpoint = node.get(EmbeddedEndpoint.class);

    RolloutRow.Detail first = ended(deploy("embedded", 2));
    assertThat(first.rollout().problem()).isEmpty();
    assertThat(steps(first))
        .containsExactly(
            RolloutStep.VERIFY,
            RolloutStep.LOAD,
            RolloutStep.TEST,
            RolloutStep.SWITCH,
            RolloutStep.DONE);
    assertThat(KeptImages.of(store.version(new VersionId(2))).size()).isPositive();
    assertThat(endpoint.current()).contains(new VersionId(2));
    assertThat(production()).contains(2);
    Factory.publishAgain(node);
    assertThat(ended(deploy("embedded", 3)).rollout().state()).isEqualTo(RolloutState.DONE);
    assertThat(endpoint.loaded()).containsExactly(new VersionId(3));
    assertThat(As.admin(() -> deployments.before("embedded", 3))).hasValue(2);
    assertThat(audit())
        .contains("operator node.deploy embedded", "operator version.promote production");

    assertThat(ended(deploy("embedded", 2)).rollout().state()).isEqualTo(RolloutState.DONE);
    damage(store.version(new VersionId(3)));
    RolloutRow.Detail refused = ended(deploy("embedded", 3));
    assertThat(refused.rollout().state()).isEqualTo(RolloutState.FAILED);
    assertThat(refused.rollout().problem()).contains("corrupt");
    assertThatThrownBy(() -> deploy("embedded", 1))
        .as("fabric would be gone")
        .isInstanceOfSatisfying(
            UserProblem.class, p -> assertThat(p.key()).isEqualTo("problem.gate.closed"));
    assertThat(endpoint.current()).contains(new VersionId(2));
    assertThat(production()).contains(2);
  }

  private Optional<Integer> production() {
    return As.admin(() -> node.get(VersionService.class).alias("production"));
  }

  private List<String> audit() {
    return As.admin(() -> node.get(AuditService.class).search("", 0, 100)).stream()
        .map((AuditRecord r) -> r.actor() + " " + r.action() + " " + r.subject())
        .toList();
  }

  private static void damage(Version version) throws Exception {
    Path file = version.directory().resolve(new TaskName("fabric").fileName());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file); // other versions hold the same file by another name
    Files.write(file, bytes);
  }

  @Test
  void aServerGetsAPackageThatIsTestedBeforeItTakesOver() throws Exception {
    try (var serving = new ScriptedServing()) {
      answerRight(serving);
      serving.put("ucad", "v1");
      As.admin(() -> deployments.register("line-1", serving.address().toString(), ""));

      serving.loading("ucad-staging", Load.FAILS);
      RolloutRow.Detail refused = ended(deploy("line-1", 2));
      assertThat(refused.rollout().state()).isEqualTo(RolloutState.FAILED);
      assertThat(steps(refused)).endsWith(RolloutStep.ROLL_BACK);
      assertThat(serving.serving()).containsExactly("ucad/v1");
      assertThat(store.holds()).isEmpty();
      assertThat(folder.resolve("packages")).as("nobody needs it").isEmptyDirectory();

      serving.loading("ucad-staging", Load.WELL);
      RolloutRow.Detail done = ended(deploy("line-1", 2));
      assertThat(done.rollout().problem()).isEmpty();
      assertThat(steps(done))
          .startsWith(RolloutStep.PACKAGE, RolloutStep.LOOK, RolloutStep.STAGE)
          .endsWith(RolloutStep.DRAIN, RolloutStep.REMOVE_OLD, RolloutStep.DONE);
      assertThat(serving.serving()).containsExactly("ucad/v2");
      assertThat(folder.resolve("packages/v2/serving.properties")).isRegularFile();
      assertThat(store.holds()).extracting(Hold::version).containsExactly(new VersionId(2));

      assertThat(ended(deploy("line-1", 1)).rollout().state()).isEqualTo(RolloutState.DONE);
      assertThat(folder.resolve("packages/v1")).as("it serves").isDirectory();
      assertThat(folder.resolve("packages/v2")).as("it served").doesNotExist();
      assertThat(As.admin(() -> deployments.before("line-1", 1))).hasValue(2);
      RolloutRow.Detail last =
          ended(As.role(Role.OPERATOR, () -> deployments.undeploy("line-1", 1, false)));
      assertThat(last.rollout().state()).isEqualTo(RolloutState.FAILED);
      ended(As.role(Role.OPERATOR, () -> deployments.undeploy("line-1", 1, true)));
      assertThat(serving.serving()).isEmpty();
      assertThat(store.holds()).isEmpty();
      assertThat(folder.resolve("packages")).isEmptyDirectory();
    }
  }

  /** The answers that the version keeps with its images. */
  private void answerRight(ScriptedServing serving) throws Exception {
    Version version = store.version(new VersionId(2));
    for (TaskEntry entry : version.manifest().tasks()) {
      SmokeImages.read(version.file(entry.task()))
          .forEach(kept -> serving.scoring(kept.png(), kept.score()));
    }
  }

  @Test
  void twoVersionsAreComparedOnTheTestImages() {
    ShadowService shadows = node.get(ShadowService.class);
    long run = As.role(Role.OPERATOR, () -> shadows.start("fabric", 1, 2));

    ShadowRow row =
        await()
            .atMost(PATIENCE)
            .until(
                () -> As.role(Role.VIEWER, () -> shadows.get(run)),
                r -> r.state() != RolloutState.RUNNING);

    assertThat(row.problem()).isEmpty();
    assertThat(row.state()).isEqualTo(RolloutState.DONE);
    assertThat(row.done()).isEqualTo(row.total()).isEqualTo(8);
    // v1 does not know the product: every image is taken for another one, or for none.
    assertThat(row.rerouted()).isEqualTo(8);
    assertThat(row.flips())
        .allMatch(flip -> flip.a().verdict() != flip.b().verdict())
        .allMatch(flip -> flip.sha256().matches("[0-9a-f]{64}"));
    assertThatThrownBy(() -> As.role(Role.OPERATOR, () -> shadows.start("nothing", 1, 2)))
        .isInstanceOf(UserProblem.class);
  }
}
