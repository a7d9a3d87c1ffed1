package io.ucad.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same against a process of DJL Serving 0.36, where there is one. */
class RealServingTest {
  private static final int CLIENTS = 4;
  private static final byte[] IMAGE = {1, 2, 3};

  @TempDir Path folder;

  private static SmokeTest expecting(double score) {
    return new SmokeTest(
        List.of(
            new SmokeImage(
                "bottle.png",
                IMAGE,
                Optional.of("bottle"),
                Optional.of("OK"),
                OptionalDouble.of(score))));
  }

  private static DeploymentReport deploy(
      ServingNode node,
      String version,
      Path modelPackage,
      double score,
      DeploymentListener listener) {
    return new Deployer(
            node,
            new DeploymentSettings(
                "ucad", Duration.ofMinutes(2), Duration.ofSeconds(10), Duration.ofMillis(50)),
            listener)
        .deploy(version, modelPackage.toUri(), expecting(score));
  }

  private static List<String> serving(ServingNode node) {
    return node.models().stream().map(r -> r.model() + "/" + r.version()).toList();
  }

  @Test
  void aDeploymentAndItsFailures() throws IOException {
    Path first = RealServing.writePackage(folder.resolve("v1"), "v1", 0.25, false);
    Path second = RealServing.writePackage(folder.resolve("v2"), "v2", 0.5, false);
    Path broken = RealServing.writePackage(folder.resolve("v3"), "v3", 0.5, true);
    try (RealServing server = RealServing.start(folder.resolve("server"));
        var node = new DjlServingNode(server.address(), server.address(), Duration.ofSeconds(30))) {
      DeploymentListener none = DeploymentListener.none();
      assertThat(deploy(node, "v1", first, 0.25, none).removed()).isEmpty();
      assertThat(serving(node)).containsExactly("ucad/v1");

      assertThat(deploy(node, "v2", second, 0.5, none).removed())
          .containsExactly(new ModelVersion("ucad", "v1"));
      assertThat(serving(node)).containsExactly("ucad/v2");

      assertThatThrownBy(() -> deploy(node, "v3", broken, 0.5, none))
          .isInstanceOf(DeploymentException.Refused.class)
          .hasMessageContaining("expected sha256 aa, found bb");
      assertThatThrownBy(() -> deploy(node, "v3", folder.resolve("absent"), 0.5, none))
          .isInstanceOf(DeploymentException.Refused.class);
      assertThatThrownBy(() -> deploy(node, "v3", second, 0.5, none))
          .isInstanceOf(DeploymentException.WrongAnswer.class)
          .hasMessageContaining("expected version 'v3', found 'v2'");
      assertThatThrownBy(() -> deploy(node, "v2", second, 0.5, none))
          .isInstanceOf(DeploymentException.AlreadyDeployed.class);
      assertThat(serving(node)).containsExactly("ucad/v2");
      var condition = node.condition(new ModelVersion("ucad", "v2")).orElseThrow();
      assertThat(condition.healthy()).as(condition.toString()).isTrue();
      assertThat(
              node.predict(new ModelVersion("ucad", "v2"), IMAGE, Optional.empty())
                  .get("score")
                  .getAsDouble())
          .isEqualTo(0.5);
    }
  }

  /** Clients that name the version change when the new one has been tested; none of them fails. */
  @Test
  void aSwitchUnderLoadFailsNoRequestThatNamesItsVersion() throws Exception {
    Path first = RealServing.writePackage(folder.resolve("v1"), "v1", 0.25, false);
    Path second = RealServing.writePackage(folder.resolve("v2"), "v2", 0.5, false);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    var current = new AtomicReference<>(new ModelVersion("ucad", "v1"));
    var done = new AtomicBoolean();
    try (RealServing server = RealServing.start(folder.resolve("server"));
        var node = new DjlServingNode(server.address(), server.address(), Duration.ofSeconds(30))) {
      deploy(node, "v1", first, 0.25, DeploymentListener.none());
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(
            clients.submit(
                () -> {
                  int answered = 0;
                  while (!done.get()) {
                    ModelVersion asked = Objects.requireNonNull(current.get());
                    assertThat(
                            node.predict(asked, IMAGE, Optional.empty())
                                .get("version")
                                .getAsString())
                        .isEqualTo(asked.version());
                    answered++;
                  }
                  return answered;
                }));
      }
      DeploymentListener switching =
          (step, detail) -> {
            if (step == Step.DRAIN) {
              current.set(new ModelVersion("ucad", "v2"));
            }
          };
      deploy(node, "v2", second, 0.5, switching);
      done.set(true);
      for (Future<Integer> answered : answers) {
        assertThat(answered.get()).isPositive();
      }
      assertThat(serving(node)).containsExactly("ucad/v2");
    } finally {
      done.set(true);
      clients.shutdownNow();
    }
  }
}
