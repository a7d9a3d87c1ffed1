package io.ucad.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.AdminNode;
import io.ucad.admin.deploy.NodeState.Health;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.deployment.ScriptedServing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Registering nodes, looking at them, and the ledger of what was done to them. */
@Timeout(120)
class NodesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static DeploymentService service(AdminNode node) {
    return node.get(DeploymentService.class);
  }

  private static NodeState state(AdminNode node, String name) {
    return As.admin(() -> service(node).state(name));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aNodeIsRegisteredLookedAtAndForgotten(Database database) throws Exception {
    AdminNode node = Nodes.on(database);
    try (var serving = new ScriptedServing()) {
      As.admin(() -> service(node).register("line-1", serving.address().toString(), ""));
      assertThat(As.admin(() -> service(node).nodes()))
          .extracting(NodeRow::name)
          .containsExactly("embedded", "line-1");
      await().atMost(PATIENCE).until(() -> state(node, "line-1").health() == Health.EMPTY);

      serving.put("ucad", "v3");
      serving.put("other", "v9");
      await().atMost(PATIENCE).until(() -> state(node, "line-1").health() == Health.SERVING);
      assertThat(state(node, "line-1").versions())
          .extracting(NodeState.Served::version)
          .containsExactly("v3");
    }
    await().atMost(PATIENCE).until(() -> state(node, "line-1").health() == Health.UNREACHABLE);
    assertThat(state(node, "line-1").problem()).contains("Is the server up");

    As.admin(() -> service(node).remove("line-1"));
    assertThat(As.admin(() -> service(node).nodes())).hasSize(1);
    assertThatThrownBy(() -> state(node, "line-1")).isInstanceOf(UserProblem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "line, http://8.8.8.8:8081, problem.node.open",
    "line, http://169.254.169.254, problem.node.open",
    "line, http://[2001:4860:4860::8888]:8081, problem.node.open",
    "line, http://no-such-host.invalid:8081, problem.node.unknown",
    "line, file:///etc/passwd, problem.node.address",
    "line, http://me:secret@127.0.0.1:8081, problem.node.address",
    "embedded, http://127.0.0.1:8081, problem.node.name",
    "../x, http://127.0.0.1:8081, problem.node.name"
  })
  void whatCannotBeANodeIsRefused(String name, String address, String problem) {
    AdminNode node = Nodes.on(Database.H2);
    assertThatThrownBy(() -> As.admin(() -> service(node).register(name, address, "")))
        .isInstanceOfSatisfying(
            UserProblem.class, refused -> assertThat(refused.key()).isEqualTo(problem));
    assertThat(As.admin(() -> service(node).nodes())).containsExactly(NodeRow.EMBEDDED);
  }

  @Test
  void theInferenceAddressIsHeldToTheSame() {
    AdminNode node = Nodes.on(Database.H2);
    assertThatThrownBy(
            () ->
                As.admin(
                    () ->
                        service(node)
                            .register("line", "http://127.0.0.1:8081", "http://8.8.8.8:8080")))
        .isInstanceOfSatisfying(
            UserProblem.class, p -> assertThat(p.key()).isEqualTo("problem.node.open"));
  }

  @Test
  void theEndpointOfThisProcessIsOneOfThemAndStays() {
    AdminNode node = Nodes.on(Database.H2);
    assertThat(state(node, "embedded").health()).isEqualTo(Health.EMPTY);
    assertThatThrownBy(() -> As.admin(() -> service(node).undeploy("embedded", 1, true)))
        .isInstanceOfSatisfying(
            UserProblem.class, p -> assertThat(p.key()).isEqualTo("problem.node.embedded"));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theLedgerKeepsStepsInOrderAndTellsWhatIsToCome(Database database) {
    RolloutLedger ledger = Nodes.on(database).get(RolloutLedger.class);
    long id = ledger.begin("embedded", 7, RolloutAction.DEPLOY, "ann");
    ledger.step(id, RolloutStep.VERIFY, "v7");
    ledger.step(id, RolloutStep.LOAD, "reading");
    ledger.step(id, RolloutStep.LOAD, "x".repeat(5000));

    RolloutRow running = ledger.find(id).orElseThrow();
    assertThat(running.state()).isEqualTo(RolloutState.RUNNING);
    List<RolloutRow.StepRow> steps = ledger.steps(running);
    assertThat(steps)
        .extracting(RolloutRow.StepRow::step)
        .containsExactly(
            RolloutStep.VERIFY,
            RolloutStep.LOAD,
            RolloutStep.TEST,
            RolloutStep.SWITCH,
            RolloutStep.DONE);
    assertThat(steps.get(1).detail()).hasSize(1000);
    assertThat(steps).filteredOn(step -> step.beganAt().isPresent()).hasSize(2);

    ledger.end(id, RolloutState.FAILED, "broken");
    RolloutRow failed = ledger.find(id).orElseThrow();
    assertThat(failed.problem()).isEqualTo("broken");
    assertThat(ledger.steps(failed)).hasSize(2);
    assertThat(ledger.list(0, 1)).containsExactly(failed);
    assertThat(ledger.before("embedded", 7)).isEmpty();
  }
}
