package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A newcomer's whole way by REST only, in a node that learns. */
class ApiWalkTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void fromTheFirstTaskToAVersionInProductionAndBack(Database database) {
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.ALL);
    try (AdminNode node = Nodes.start(settings, database.address(folder))) {
      Rest admin = Rest.with(node, People.token(node, Role.ADMIN));
      Rest operator = Rest.with(node, People.token(node, Role.OPERATOR));
      for (String product : Factory.PRODUCTS) {
        register(operator, product);
      }
      JsonNode job = learn(operator);
      assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("DONE");
      assertThat(job.get("parts").get(1).get("version").asInt()).isEqualTo(2);
      look(operator, job.get("id").asLong());
      promote(operator, admin);
      audited(admin);
      JsonNode forgotten =
          admin.json("POST", "/api/v1/versions/forget", "{'task':'tile'}").must(200).json();
      assertThat(forgotten.get("version").asInt()).isEqualTo(3);
      assertThat(forgotten.get("unchanged").get(0).get("task").asString()).isEqualTo("fabric");
      assertThat(admin.json("POST", "/api/v1/versions/forget", "{'task':'tile'}").status())
          .as("forgotten once")
          .isBetween(400, 499);
    }
  }

  private static void register(Rest operator, String product) {
    operator
        .json("POST", "/api/v1/tasks", "{'name':'%s','title':'The %s'}".formatted(product, product))
        .must(201);
    JsonNode taken =
        operator
            .post("/api/v1/tasks/" + product + "/images", "application/zip", Factory.zip(product))
            .must(200)
            .json();
    assertThat(taken.get("images").asInt()).isEqualTo(20);
    assertThat(taken.get("masks").asInt()).isEqualTo(4);
    JsonNode task = operator.get("/api/v1/tasks/" + product).must(200).json();
    assertThat(task.get("training").asInt()).isEqualTo(12);
    assertThat(task.get("learnable").asBoolean()).isTrue();
  }

  private static JsonNode learn(Rest operator) {
    Rest once = operator.header("Idempotency-Key", "walk-1");
    String wanted = "{'tasks':['tile','fabric'],'preset':'fast','seed':7}";
    Rest.Answer first = once.json("POST", "/api/v1/jobs", wanted).must(201);
    Rest.Answer again = once.json("POST", "/api/v1/jobs", wanted).must(200);
    assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
    String job = first.header("Location");
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> operator.get(job).must(200).json().get("state").asString(),
            state -> !state.equals("QUEUED") && !state.equals("RUNNING"));
    assertThat(operator.get("/api/v1/jobs").json().get("total").asInt()).isEqualTo(1);
    return operator.get(job).json();
  }

  private static void look(Rest operator, long job) {
    assertThat(operator.get("/api/v1/jobs/" + job + "/log?size=500").must(200).text())
        .contains("learning tile");
    assertThat(operator.get("/api/v1/jobs/" + job + "/losses").must(200).json().isArray()).isTrue();
    JsonNode versions = operator.get("/api/v1/versions?size=1").must(200).json();
    assertThat(versions.get("total").asInt()).isEqualTo(2);
    assertThat(versions.get("items")).hasSize(1);
    JsonNode version = operator.get("/api/v1/versions/2").must(200).json();
    assertThat(version.get("tasks").get(0).get("change").asString()).isEqualTo("UNCHANGED");
    assertThat(version.get("measures").get(0).get("imageAuroc").isNumber()).isTrue();
    JsonNode matrix = operator.get("/api/v1/versions/matrix").must(200).json();
    assertThat(matrix.get("cells")).hasSize(2);
    int fabric = matrix.get("tasks").get(0).asString().equals("fabric") ? 0 : 1;
    assertThat(matrix.get("cells").get(0).get(fabric).isNull()).as("not learned yet").isTrue();
    assertThat(matrix.get("cells").get(0).get(1 - fabric).isNumber()).isTrue();
    JsonNode verified = operator.json("POST", "/api/v1/versions/2/verify", "").must(200).json();
    assertThat(verified.get("ok").asBoolean()).isTrue();
    assertThat(verified.get("bytes").asLong()).isPositive();
  }

  private static void promote(Rest operator, Rest admin) {
    String alias = "/api/v1/aliases/production";
    assertThat(operator.get(alias).must(200).json().get("version").isNull()).isTrue();
    operator.json("PUT", alias, "{'version':2}").must(200);
    operator.json("PUT", alias, "{'version':2}").must(200);
    assertThat(operator.get(alias).json().get("version").asInt()).isEqualTo(2);
    assertThat(operator.get("/api/v1/versions/2").json().get("version").get("aliases").toString())
        .contains("production");
    assertThat(operator.json("PUT", alias, "{'version':1}").must(409).code())
        .as("a task would be gone")
        .isEqualTo("GATE_CLOSED");
    String override = "{'version':1,'overrideReason':'the test rolls back'}";
    operator.json("PUT", alias, override).must(403);
    admin.json("PUT", alias, override).must(200);
    operator.json("PUT", alias, "{'version':9}").must(404);
    assertThat(operator.get(alias).json().get("version").asInt()).isEqualTo(1);
  }

  private static void audited(Rest admin) {
    JsonNode moves = admin.get("/api/v1/audit?action=version.&subject=production").must(200).json();
    assertThat(moves.get("total").asInt()).as("twice the same is recorded once").isEqualTo(2);
    assertThat(moves.get("items").get(0).get("action").asString()).isEqualTo("version.rollback");
    assertThat(moves.get("items").get(1).get("action").asString()).isEqualTo("version.promote");
    Rest.Answer csv = admin.get("/api/v1/audit/export?action=job.learn").must(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.text().lines()).hasSize(2).last().asString().contains("\"fast: tile, fabric\"");
  }
}
