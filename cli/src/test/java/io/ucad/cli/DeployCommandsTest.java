package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.deployment.ScriptedServing;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploying from the command line, to a server that answers as DJL Serving does. */
class DeployCommandsTest {
  @TempDir Path folder;
  private Path store = Path.of("");
  private Path modelPackage = Path.of("");

  @BeforeEach
  void publishAndPackage() throws IOException {
    store = folder.resolve("store");
    ModelStore models = ModelStore.openOrCreate(store);
    for (String task : new String[] {"bottle", "pcb"}) {
      models.publish(
          Publication.on(models.latest())
              .put(new TaskName(task), out -> out.write(1), new JsonObject())
              .build());
    }
    modelPackage = Files.createDirectories(folder.resolve("package"));
    Files.writeString(modelPackage.resolve("serving.properties"), "engine=PyTorch");
    Path smoke = Files.createDirectories(modelPackage.resolve("smoke"));
    Files.writeString(smoke.resolve("a.png"), "image");
    Files.writeString(
        smoke.resolve("smoke.json"),
        "{\"images\":[{\"file\":\"a.png\",\"task\":\"bottle\",\"verdict\":\"OK\",\"score\":0.5}]}");
  }

  private Cli.Result deploy(ScriptedServing server, String version) {
    return Cli.run(
        "deploy",
        "--to",
        server.address(),
        "--store",
        store,
        "--version",
        version,
        "--package",
        modelPackage,
        "--smoke",
        modelPackage.resolve("smoke"),
        "--json");
  }

  @Test
  void aVersionIsDeployedListedReplacedAndRemoved() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      Cli.Result first = deploy(server, "v1");
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.json().get("images").getAsInt()).isEqualTo(1);
      Cli.run("alias", "--store", store, "candidate", "v2");
      Cli.Result second = deploy(server, "candidate");
      assertThat(second.json().get("deployed").getAsString()).isEqualTo("ucad/v2");
      assertThat(second.json().get("removed")).hasToString("[\"ucad/v1\"]");

      JsonArray listed =
          JsonParser.parseString(Cli.run("deployments", "--to", server.address(), "--json").out())
              .getAsJsonArray();
      assertThat(listed).hasSize(1);
      JsonObject model = listed.get(0).getAsJsonObject();
      assertThat(model.get("version").getAsString()).isEqualTo("v2");
      assertThat(model.get("healthy").getAsBoolean()).isTrue();
      assertThat(model.get("package").getAsString()).isEqualTo(modelPackage.toUri().toString());
      assertThat(Cli.run("deployments", "--to", server.address()).out()).contains("Healthy", "1/1");
      assertThat(Cli.run("gc", "--store", store, "--keep", 0).out()).contains("v2 is held by djl-");

      Object[] undeploy = {
        "undeploy", "--to", server.address(), "--store", store, "--version", "v2"
      };
      assertThat(Cli.run(undeploy).err()).contains("only version");
      Cli.Result removed =
          Cli.run(
              "undeploy", "--to", server.address(), "--store", store, "--version", "v2", "--last");
      assertThat(removed.out()).contains("is removed").contains("no longer held");
      assertThat(server.serving()).isEmpty();
      assertThat(Cli.run("deployments", "--to", server.address()).out()).contains("nothing");
    }
  }

  @Test
  void aFailedDeploymentSaysWhyAndTheOldVersionServes() throws IOException {
    try (ScriptedServing server = new ScriptedServing()) {
      assertThat(deploy(server, "v1").code()).isZero();
      server.scoring("v2", 0.9);
      Cli.Result failed = deploy(server, "v2");
      assertThat(failed.code()).isEqualTo(1);
      assertThat(failed.json().get("code").getAsString()).isEqualTo("DEPLOYMENT_WRONG_ANSWER");
      assertThat(server.serving()).containsExactly("ucad/v1");
      assertThat(ModelStore.open(store).holds()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsGoneCanBeForgotten() throws IOException {
    Object address;
    try (ScriptedServing server = new ScriptedServing()) {
      address = server.address();
      deploy(server, "v1");
    }
    Cli.Result unreachable =
        Cli.run("undeploy", "--to", address, "--store", store, "--version", "v1", "--json");
    assertThat(unreachable.json().get("code").getAsString()).isEqualTo("DEPLOYMENT_UNREACHABLE");
    assertThat(ModelStore.open(store).holds()).hasSize(1);
    Cli.run("undeploy", "--to", address, "--store", store, "--version", "v1", "--forget");
    assertThat(ModelStore.open(store).holds()).isEmpty();
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeAnythingIsSent() {
    Cli.Result noServer = Cli.run("deployments", "--to", "file:///etc/passwd", "--json");
    assertThat(noServer.json().get("code").getAsString()).isEqualTo("DEPLOYMENT_INVALID");
    Cli.Result noPackage =
        Cli.run("deploy", "--to", "http://localhost:1", "--store", store, "--package", folder);
    assertThat(noPackage.err()).contains("serving.properties");
    Cli.Result noTime =
        Cli.run("deployments", "--to", "http://localhost:1", "--timeout", 0, "--json");
    assertThat(noTime.json().get("code").getAsString()).isEqualTo("COMMAND_INVALID");
  }
}
