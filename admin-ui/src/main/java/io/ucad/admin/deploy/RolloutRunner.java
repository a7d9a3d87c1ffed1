package io.ucad.admin.deploy;

import com.google.gson.JsonParser;
import io.ucad.admin.access.ActingUser;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.version.VersionService;
import io.ucad.deployment.Deployer;
import io.ucad.deployment.DeploymentSettings;
import io.ucad.deployment.Deployments;
import io.ucad.deployment.DjlServingNode;
import io.ucad.deployment.HeldDeployments;
import io.ucad.deployment.KeptImages;
import io.ucad.deployment.ModelVersion;
import io.ucad.deployment.SmokeTest;
import io.ucad.deployment.StoredDeployment;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.VerifyReport;
import io.ucad.store.VersionId;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Does rollouts in the background, step by step. Whatever fails, what served before still does; the
 * ledger says why.
 */
@Component
@ConditionalOnWebApplication
class RolloutRunner {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutRunner.class);
  private static final int THREADS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ENDING = Duration.ofSeconds(3);
  private static final String PRODUCTION = AliasName.PRODUCTION.value();

  private final RolloutLedger ledger;
  private final ModelStore store;
  private final EmbeddedEndpoint endpoint;
  private final VersionService versions;
  private final ActingUser acting;
  private final PackageShelf packages;
  private final RolloutPulse pulse;
  private final DeploymentSettings settings = DeploymentSettings.defaults();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("ucad-rollout-", 0).daemon(true).factory());

  RolloutRunner(
      RolloutLedger ledger,
      ModelStore store,
      BackboneSource backbones,
      EmbeddedEndpoint endpoint,
      VersionService versions,
      ActingUser acting,
      AdminSettings settings) {
    this.ledger = ledger;
    this.store = store;
    this.endpoint = endpoint;
    this.versions = versions;
    this.acting = acting;
    this.packages =
        new PackageShelf(
            settings.workspace().resolve("packages").toAbsolutePath().normalize(),
            store,
            backbones::file);
    this.pulse = new RolloutPulse(ledger, RolloutLedger.SILENCE.dividedBy(4));
  }

  /**
   * @param who asked for it; the alias is moved in that name
   */
  void deploy(long rollout, NodeRow node, VersionId version, Authentication who) {
    start(
        rollout,
        steps -> {
          if (node.embedded()) {
            embedded(version, steps, who);
          } else {
            remote(node, version, steps);
          }
        });
  }

  void undeploy(long rollout, NodeRow node, VersionId version, boolean last) {
    start(
        rollout,
        steps -> {
          steps.step(RolloutStep.REMOVE_OLD, version.toString());
          try (DjlServingNode connection = node.connect(PATIENCE)) {
            new Deployments(connection)
                .undeploy(new ModelVersion(settings.model(), version.toString()), last);
          }
          new HeldDeployments(store, node.address(), settings.model()).release(version);
          steps.step(RolloutStep.DONE, "");
        });
  }

  private void start(long rollout, Consumer<StepReporter> work) {
    threads.execute(
        () -> {
          try (RolloutPulse.Beating beating = pulse.start(rollout)) {
            try {
              work.accept(new StepReporter(ledger, rollout));
            } finally {
              packages.collect();
            }
            ledger.end(rollout, RolloutState.DONE, "");
          } catch (RuntimeException e) {
            LOG.warn("rollout {} failed", rollout, e);
            ledger.end(rollout, RolloutState.FAILED, String.valueOf(e.getMessage()));
          }
        });
  }

  private void remote(NodeRow node, VersionId version, StepReporter steps) {
    SmokeTest test = KeptImages.of(store.version(version));
    try (DjlServingNode connection = node.connect(PATIENCE)) {
      var deployer =
          new Deployer(
              connection, settings, (step, detail) -> steps.step(RolloutStep.of(step), detail));
      var held = new HeldDeployments(store, node.address(), settings.model());
      new StoredDeployment(deployer, held)
          .deploy(version, () -> pack(version, steps).toUri(), test);
    }
  }

  private Path pack(VersionId version, StepReporter steps) {
    Path place = packages.place(version);
    steps.step(RolloutStep.PACKAGE, place.toString());
    packages.make(
        version,
        (done, total) ->
            steps.step(
                RolloutStep.PACKAGE, "%s: %d of %d MB".formatted(place, done >> 20, total >> 20)));
    return place;
  }

  private void embedded(VersionId version, StepReporter steps, Authentication who) {
    steps.step(RolloutStep.VERIFY, version.toString());
    VerifyReport read = store.verify(version);
    if (!read.ok()) {
      throw read.problems().get(0);
    }
    steps.step(RolloutStep.LOAD, version.toString());
    endpoint.load(version);
    try {
      SmokeTest test = KeptImages.of(store.version(version));
      steps.step(RolloutStep.TEST, test.size() + " image(s)");
      test.run(
          (model, image, task) ->
              JsonParser.parseString(endpoint.ask(version, image, task)).getAsJsonObject(),
          new ModelVersion(settings.model(), version.toString()));
      steps.step(RolloutStep.SWITCH, PRODUCTION);
      acting.as(
          who,
          () -> {
            versions.point(PRODUCTION, version.number());
            return version;
          });
      endpoint.refresh();
    } finally {
      endpoint.unload(version);
    }
    steps.step(RolloutStep.DONE, "");
  }

  /** Nobody is interrupted: that could close the files of the database. */
  @PreDestroy
  void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("a rollout is cut off; look at the node before trying again");
    }
    pulse.close();
  }
}
