package io.ucad.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.ucad.deployment.ScriptedServing.Load;
import io.ucad.store.Hold;
import io.ucad.store.KeepPolicy;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.StoreException;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server serves is held in the store, whatever becomes of a deployment. */
class StoredDeploymentTest {
  private static final URI PACKAGE = URI.create("file:///models/ucad");

  @TempDir Path root;
  private @Nullable ModelStore opened;

  @BeforeEach
  void publishSix() {
    opened = ModelStore.openOrCreate(root);
    ModelStore store = store();
    for (int i = 0; i < 6; i++) {
      byte value = (byte) i;
      store.publish(
          Publication.on(store.latest())
              .put(new TaskName("bottle"), out -> out.write(value), new JsonObject())
              .build());
    }
  }

  private ModelStore store() {
    return Objects.requireNonNull(opened);
  }

  private static VersionId v(int number) {
    return new VersionId(number);
  }

  private void deploy(ScriptedServing server, int version) {
    deploy(server, version, () -> PACKAGE);
  }

  private void deploy(ScriptedServing server, int version, Supplier<URI> url) {
    try (var node = new DjlServingNode(server.address(), server.address(), server.patience())) {
      var deployer =
          new Deployer(
              node,
              new DeploymentSettings(
                  "ucad", Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(5)),
              DeploymentListener.none());
      new StoredDeployment(deployer, held(server))
          .deploy(v(version), url, new SmokeTest(List.of()));
    }
  }

  private HeldDeployments held(ScriptedServing server) {
    return new HeldDeployments(store(), server.address(), "ucad");
  }

  private List<VersionId> heldVersions() {
    return store().holds().stream().map(Hold::version).toList();
  }

  @Test
  void theHoldFollowsWhatServes() throws IOException {
    try (ScriptedServing server = new ScriptedServing();
        ScriptedServing other = new ScriptedServing()) {
      deploy(server, 2);
      deploy(other, 2);
      assertThat(heldVersions()).containsExactly(v(2), v(2));
      deploy(server, 4);
      assertThat(heldVersions()).containsExactly(v(2), v(4));
      assertThat(store().collectGarbage(KeepPolicy.recent(0))).containsExactly(v(1), v(3), v(5));
      assertThat(store().holds().get(1).reason()).contains(server.address().toString());
    }
  }

  @Test
  void aFailedDeploymentHoldsNothingNew() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      deploy(server, 2);
      server.loading("ucad", Load.FAILS);
      assertThatThrownBy(() -> deploy(server, 4)).isInstanceOf(DeploymentException.Refused.class);
      assertThat(heldVersions()).containsExactly(v(2));
    }
  }

  @Test
  void aPackageIsMadeWhileItsVersionIsHeld() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      List<VersionId> held = new ArrayList<>();
      deploy(
          server,
          2,
          () -> {
            held.addAll(heldVersions());
            return PACKAGE;
          });
      assertThat(held).containsExactly(v(2));

      int asked = server.requests().size();
      assertThatThrownBy(
              () ->
                  deploy(
                      server,
                      4,
                      () -> {
                        throw new IllegalStateException("the disk is full");
                      }))
          .hasMessage("the disk is full");
      assertThat(server.requests()).hasSize(asked);
      assertThat(heldVersions()).containsExactly(v(2));
    }
  }

  @Test
  void whatServesAlreadyStaysHeld() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      server.put("ucad", "v3");
      assertThatThrownBy(() -> deploy(server, 3))
          .isInstanceOf(DeploymentException.AlreadyDeployed.class);
      assertThat(heldVersions()).containsExactly(v(3));
    }
  }

  @Test
  void aVersionThatIsNotInTheStoreIsNotSent() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      assertThatThrownBy(() -> deploy(server, 9)).isInstanceOf(StoreException.NotFound.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void theLastVersionIsRemovedOnlyOnRequest() throws IOException {
    try (ScriptedServing server = new ScriptedServing();
        var node = new DjlServingNode(server.address(), server.address(), server.patience())) {
      server.put("ucad", "v3");
      var deployments = new Deployments(node);
      ModelVersion third = new ModelVersion("ucad", "v3");
      assertThatThrownBy(() -> deployments.undeploy(third, false))
          .isInstanceOf(DeploymentException.NotRemoved.class)
          .hasMessageContaining("only version");
      server.put("ucad", "v4");
      deployments.undeploy(third, false);
      assertThat(server.serving()).containsExactly("ucad/v4");
      assertThatThrownBy(() -> deployments.undeploy(third, true))
          .isInstanceOf(DeploymentException.NotRemoved.class)
          .hasMessageContaining("not on the server");
      deployments.undeploy(new ModelVersion("ucad", "v4"), true);
      assertThat(deployments.list()).isEmpty();
    }
  }

  @Test
  void oneAddressIsOneOwner() {
    assertThat(HeldDeployments.owner(ServerAddress.parse("http://Node:80/"), "ucad"))
        .isEqualTo(HeldDeployments.owner(ServerAddress.parse("http://node"), "ucad"))
        .isNotEqualTo(HeldDeployments.owner(ServerAddress.parse("http://node/b"), "ucad"))
        .isNotEqualTo(HeldDeployments.owner(ServerAddress.parse("http://node"), "other"));
    String host = "http://" + "very-long-name.".repeat(15) + "org";
    assertThat(HeldDeployments.owner(ServerAddress.parse(host), "ucad").value())
        .hasSizeLessThan(64);
  }
}
