package io.ucad.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import io.ucad.deployment.ScriptedServing.Fault;
import io.ucad.deployment.ScriptedServing.Load;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever fails while v4 takes the place of v3, v3 serves, and no half of v4 is left. */
class DeployerTest {
  private static final URI PACKAGE = URI.create("file:///models/v4");
  private static final DeploymentSettings SETTINGS =
      new DeploymentSettings(
          "ucad", Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(5));
  private static final SmokeTest SMOKE =
      new SmokeTest(
          List.of(
              new SmokeImage(
                  "bottle.png",
                  new byte[] {1, 2, 3},
                  Optional.of("bottle"),
                  Optional.of("OK"),
                  OptionalDouble.of(0.5005))));

  private final List<Step> steps = new ArrayList<>();

  private static ScriptedServing server() throws IOException {
    ScriptedServing server = new ScriptedServing();
    server.put("ucad", "v3");
    server.put("other", "v1");
    return server;
  }

  private DeploymentReport deploy(ScriptedServing server) {
    return deploy(server, node -> node);
  }

  private DeploymentReport deploy(ScriptedServing server, UnaryOperator<ServingNode> wrapper) {
    steps.clear();
    try (var node = new DjlServingNode(server.address(), server.address(), server.patience())) {
      return new Deployer(wrapper.apply(node), SETTINGS, (step, detail) -> steps.add(step))
          .deploy("v4", PACKAGE, SMOKE);
    }
  }

  @Test
  void theNewVersionIsTriedInPrivateAndTakesThePlaceOfTheOld() throws IOException {
    try (ScriptedServing server = server()) {
      DeploymentReport report = deploy(server);
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v4");
      assertThat(report.deployed()).hasToString("ucad/v4");
      assertThat(report.removed()).containsExactly(new ModelVersion("ucad", "v3"));
      assertThat(steps.stream().distinct())
          .containsExactly(
              Step.LOOK,
              Step.STAGE,
              Step.TEST_STAGED,
              Step.UNSTAGE,
              Step.REGISTER,
              Step.TEST,
              Step.DRAIN,
              Step.REMOVE_OLD,
              Step.DONE);
      assertThat(server.requests())
          .containsSubsequence(
              "POST /predictions/ucad-staging/v4",
              "DELETE /models/ucad-staging/v4",
              "POST /models",
              "POST /predictions/ucad/v4",
              "DELETE /models/ucad/v3");
    }
  }

  @Test
  void theFirstVersionNeedsNoOther() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      assertThat(deploy(server).removed()).isEmpty();
      assertThat(server.serving()).containsExactly("ucad/v4");
    }
  }

  /** Fails every request of a deployment in every way; returns what went wrong then. */
  private List<String> failEverywhere(Fault fault, UnaryOperator<ServingNode> wrapper)
      throws IOException {
    int requests;
    try (ScriptedServing server = server()) {
      deploy(server);
      requests = server.requests().size();
    }
    assertThat(requests).isGreaterThan(10);
    List<String> problems = new ArrayList<>();
    int failures = 0;
    for (int at = 0; at < requests; at++) {
      try (ScriptedServing server = server().failAt(at, fault)) {
        Optional<DeploymentException> failure = Optional.empty();
        try {
          deploy(server, wrapper);
        } catch (DeploymentException e) {
          failure = Optional.of(e);
          failures++;
        }
        List<String> expected =
            failure.isPresent() ? List.of("other/v1", "ucad/v3") : List.of("other/v1", "ucad/v4");
        if (!server.serving().equals(expected) || server.elsewhere() > 0) {
          problems.add(
              fault
                  + " at "
                  + server.requests().get(at)
                  + ": "
                  + failure
                  + ", then "
                  + server.serving());
        }
      }
    }
    assertThat(failures).as("requests that matter").isGreaterThan(3);
    return problems;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void anyRequestMayFailInAnyWay(Fault fault) throws IOException {
    assertThat(failEverywhere(fault, node -> node)).isEmpty();
  }

  @Test
  void thisHarnessCatchesADeployerThatDoesNotTakeBack() throws IOException {
    assertThat(
            failEverywhere(
                Fault.ERROR,
                node ->
                    new Overridden(node) {
                      @Override
                      public boolean unregister(ModelVersion version) {
                        return version.equals(new ModelVersion("ucad", "v4"))
                            || super.unregister(version);
                      }

                      @Override
                      public Optional<Condition> condition(ModelVersion version) {
                        return steps.contains(Step.ROLL_BACK)
                            ? Optional.empty()
                            : super.condition(version);
                      }
                    }))
        .isNotEmpty();
  }

  @Test
  void thisHarnessCatchesADeployerThatRemovesTheOldVersionFirst() throws IOException {
    assertThat(
            failEverywhere(
                Fault.ERROR,
                node ->
                    new Overridden(node) {
                      @Override
                      public CompletableFuture<Void> register(
                          ModelVersion version, URI url, Duration timeout) {
                        super.unregister(new ModelVersion("ucad", "v3"));
                        return super.register(version, url, timeout);
                      }
                    }))
        .isNotEmpty();
  }

  @Test
  void aPackageThatDoesNotLoadNeverEntersThePublicName() throws IOException {
    try (ScriptedServing server = server()) {
      server.loading("ucad-staging", Load.FAILS);
      assertThatThrownBy(() -> deploy(server))
          .isInstanceOf(DeploymentException.Refused.class)
          .hasMessageContaining("400")
          .hasMessageContaining("expected sha256 aa, found bb");
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v3");
      assertThat(steps).doesNotContain(Step.REGISTER).endsWith(Step.ROLL_BACK);
    }
  }

  @Test
  void aPackageThatDoesNotLoadASecondTimeIsTakenBack() throws IOException {
    try (ScriptedServing server = server()) {
      server.loading("ucad", Load.FAILS);
      assertThatThrownBy(() -> deploy(server)).isInstanceOf(DeploymentException.Refused.class);
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v3");
    }
  }

  @Test
  void workersThatDieAreAFailure() throws IOException {
    try (ScriptedServing server = server()) {
      server.loading("ucad-staging", Load.UNHEALTHY);
      assertThatThrownBy(() -> deploy(server))
          .isInstanceOf(DeploymentException.NotReady.class)
          .hasMessageContaining("Unhealthy, 0 of 1 worker(s) ready");
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v3");
    }
  }

  @Test
  void aWrongAnswerIsAFailure() throws IOException {
    try (ScriptedServing server = server()) {
      server.scoring("v4", 0.502);
      var failure =
          catchThrowableOfType(DeploymentException.WrongAnswer.class, () -> deploy(server));
      assertThat(failure).hasMessageContaining("bottle.png").hasMessageContaining("found 0.502");
      assertThat(failure.code()).isEqualTo("DEPLOYMENT_WRONG_ANSWER");
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v3");
    }
  }

  @Test
  void anImageThatIsKeptInAMemoryIsAskedAsItsProduct() throws IOException {
    var pcb = new SmokeTest(List.of(SmokeImage.askedAs("pcb", "pcb: a.png", new byte[] {1}, 0.5)));
    try (ScriptedServing server = server();
        var node = new DjlServingNode(server.address(), server.address(), server.patience())) {
      pcb.run(node, new ModelVersion("ucad", "v3"));
      var wrong =
          new SmokeTest(List.of(SmokeImage.askedAs("pcb", "pcb: a.png", new byte[] {1}, 0.6)));
      assertThatThrownBy(() -> wrong.run(node, new ModelVersion("ucad", "v3")))
          .isInstanceOf(DeploymentException.WrongAnswer.class)
          .hasMessageContaining("pcb: a.png");
    }
  }

  @Test
  void aVersionThatIsThereAlreadyIsLeftAlone() throws IOException {
    try (ScriptedServing server = server()) {
      server.put("ucad", "v4");
      assertThatThrownBy(() -> deploy(server))
          .isInstanceOf(DeploymentException.AlreadyDeployed.class);
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v3", "ucad/v4");
    }
  }

  @Test
  void whatADeploymentThatWasCutOffLeftInPrivateGoes() throws IOException {
    try (ScriptedServing server = server()) {
      server.put("ucad-staging", "v4");
      deploy(server);
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v4");
    }
  }

  @Test
  void whenTheServerGoesAwayWhileTheOldVersionIsRemovedBothMayServeAndThisIsSaid()
      throws IOException {
    try (ScriptedServing server = server()) {
      assertThatThrownBy(
              () ->
                  deploy(
                      server,
                      node ->
                          new Overridden(node) {
                            @Override
                            public boolean unregister(ModelVersion version) {
                              if (version.version().equals("v3")) {
                                server.close();
                              }
                              return super.unregister(version);
                            }
                          }))
          .isInstanceOf(DeploymentException.RollbackIncomplete.class)
          .hasMessageContaining("ucad/v4 may still be registered");
    }
  }

  @Test
  void anInterruptedDeploymentIsTakenBack() throws Exception {
    try (ScriptedServing server = server()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  deploy(
                      server,
                      node ->
                          new Overridden(node) {
                            @Override
                            public List<Registered> models() {
                              Thread.interrupted();
                              List<Registered> models = super.models();
                              Thread.currentThread().interrupt();
                              return models;
                            }
                          }))
          .isInstanceOf(DeploymentException.Cancelled.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.serving()).containsExactly("other/v1", "ucad/v3");
    }
  }

  /** A node of which a test changes one method. */
  private static class Overridden implements ServingNode {
    private final ServingNode node;

    Overridden(ServingNode node) {
      this.node = node;
    }

    @Override
    public List<Registered> models() {
      return node.models();
    }

    @Override
    public Optional<Condition> condition(ModelVersion version) {
      return node.condition(version);
    }

    @Override
    public CompletableFuture<Void> register(ModelVersion version, URI url, Duration timeout) {
      return node.register(version, url, timeout);
    }

    @Override
    public boolean unregister(ModelVersion version) {
      return node.unregister(version);
    }

    @Override
    public JsonObject predict(ModelVersion version, byte[] image, Optional<String> task) {
      return node.predict(version, image, task);
    }
  }
}
