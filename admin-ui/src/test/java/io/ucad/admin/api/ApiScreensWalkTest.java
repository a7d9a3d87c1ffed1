package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.job.Bench;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import io.ucad.deployment.ScriptedServing;
import io.ucad.store.ImportOptions;
import io.ucad.store.ModelStore;
import io.ucad.store.TransferListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What the screens Quality, Inspect and Deployments do, by REST only, with versions that were
 * really learned; and what is refused on the way.
 */
@Timeout(600)
class ApiScreensWalkTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void fromFiguresOverInspectionsToADeployment(Database database) throws IOException {
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.UI);
    try (AdminNode node = Nodes.start(settings, database.address(folder))) {
      var walk =
          new Walk(
              folder,
              Rest.with(node, People.token(node, Role.VIEWER)),
              Rest.with(node, People.token(node, Role.OPERATOR)),
              Rest.with(node, People.token(node, Role.ADMIN)));
      walk.nothingIsThereYet();
      Factory.PRODUCTS.forEach(product -> Factory.register(node, product, product));
      new Bench(node).learned("tile", "fabric");
      walk.figures();
      walk.thresholds();
      walk.versions();
      walk.inspections();
      walk.proposals();
      walk.pictures();
      walk.gate();
      walk.deployments();
      walk.shadow();
    }
  }

  private record Walk(Path folder, Rest viewer, Rest operator, Rest admin) {
    void nothingIsThereYet() {
      assertThat(inspect("test/good/000.png", "").must(404).code()).isEqualTo("VERSION_NONE");
      assertThat(get("/alarms")).isEmpty();
      assertThat(get("/quality/versions")).isEmpty();
    }

    private JsonNode get(String path) {
      return viewer.get("/api/v1" + path).must(200).json();
    }

    private String refused(Rest who, String method, String path, String body, int status) {
      Rest.Answer answer =
          method.equals("GET")
              ? who.get("/api/v1" + path)
              : who.json(method, "/api/v1" + path, body);
      return answer.must(status).code();
    }

    void figures() {
      assertThat(get("/quality/versions").toString()).isEqualTo("[2,1]");
      JsonNode grid = get("/quality/grid?measure=AUPRO");
      assertThat(grid.get("tasks").toString()).isEqualTo("[\"fabric\",\"tile\"]");
      assertThat(grid.get("versions").toString()).isEqualTo("[1,2]");
      assertThat(grid.get("cells").get(0).get(0).isNull())
          .as("fabric before it was learned")
          .isTrue();
      assertThat(grid.get("cells").get(1).get(0).isNumber()).isTrue();
      assertThat(get("/quality/grid?tasks=1&taskPage=1").get("tasks").toString())
          .isEqualTo("[\"tile\"]");
      JsonNode forgetting = get("/versions/2/forgetting");
      assertThat(forgetting.get("forgetting").isNumber()).isTrue();
      assertThat(forgetting.get("transfer").isNumber()).isTrue();
      assertThat(forgetting.get("tasks").get(0).get("task").asString()).isEqualTo("tile");
      assertThat(get("/versions/99/forgetting").get("version").asInt()).isZero();
      JsonNode routing = get("/versions/2/routing");
      assertThat(routing.get("all").asInt()).isEqualTo(2);
      assertThat(routing.get("counts")).hasSize(2);
      JsonNode task = get("/versions/2/tasks/tile/quality?points=5");
      assertThat(task.get("measure").get("imageAuroc").isNumber()).isTrue();
      assertThat(task.get("curve").size()).isBetween(2, 5);
      assertThat(task.get("curve").get(0).get("precision").isNumber()).isTrue();
      JsonNode scores = get("/versions/2/tasks/tile/scores?size=3");
      assertThat(scores.get("total").asInt()).isEqualTo(8);
      assertThat(scores.get("items").get(0).get("score").asDouble())
          .isGreaterThanOrEqualTo(scores.get("items").get(2).get("score").asDouble());
      assertThat(get("/versions/2/tasks/tile/scores?size=3&page=9").get("items")).isEmpty();
    }

    void thresholds() {
      JsonNode is = get("/versions/2/tasks/tile/thresholds");
      assertThat(is.get("heldOut").asInt()).isPositive();
      assertThat(is.get("histogram").get("normal")).hasSize(40);
      JsonNode wide = get("/versions/2/tasks/tile/thresholds?falseAlarmRate=0.9&reviewRate=0.95");
      assertThat(wide.get("threshold").asDouble())
          .isLessThanOrEqualTo(is.get("threshold").asDouble());
      assertThat(wide.get("consequences").get("falseAlarms").asInt())
          .isGreaterThanOrEqualTo(is.get("consequences").get("falseAlarms").asInt());
      String path = "/versions/2/tasks/tile/thresholds";
      assertThat(refused(viewer, "GET", path + "?falseAlarmRate=0.99&reviewRate=0.5", "", 422))
          .isEqualTo("THRESHOLD_RATES");
      assertThat(refused(viewer, "GET", path + "?falseAlarmRate=NaN", "", 400))
          .isEqualTo("REQUEST_INVALID");
      assertThat(refused(viewer, "GET", "/versions/1/tasks/fabric/thresholds", "", 404))
          .isEqualTo("QUALITY_TASK");
      assertThat(refused(viewer, "GET", "/versions/99/tasks/tile/thresholds", "", 404))
          .isEqualTo("STORE_NOT_FOUND");
      String wanted =
          "{'sha256':'%s','falseAlarmRate':0.3,'reviewRate':0.4}"
              .formatted(is.get("sha256").asString());
      assertThat(
              operator
                  .json("PUT", "/api/v1/tasks/tile/thresholds", wanted)
                  .must(200)
                  .json()
                  .get("version")
                  .asInt())
          .isEqualTo(3);
      assertThat(get("/versions/3/tasks/tile/thresholds").get("falseAlarmRate").asDouble())
          .isEqualTo(0.3);
      assertThat(refused(operator, "PUT", "/tasks/tile/thresholds", wanted, 409))
          .as("its memory is another one now")
          .isEqualTo("THRESHOLD_STALE");
    }

    void versions() throws IOException {
      JsonNode lineage = get("/versions/lineage");
      assertThat(lineage.get("total").asInt()).isEqualTo(3);
      assertThat(lineage.get("items").get(0).get("version").asInt()).isEqualTo(3);
      JsonNode compared = get("/versions/1/compare/3");
      assertThat(compared.get("changes").asInt()).isEqualTo(2);
      JsonNode fabric = compared.get("tasks").get("items").get(0);
      assertThat(fabric.get("change").asString()).isEqualTo("ADDED");
      assertThat(fabric.get("before").isNull()).isTrue();
      assertThat(
              compared
                  .get("tasks")
                  .get("items")
                  .get(1)
                  .get("after")
                  .get("falseAlarmRate")
                  .asDouble())
          .isEqualTo(0.3);
      assertThat(refused(viewer, "GET", "/versions/1/compare/99", "", 404))
          .isEqualTo("STORE_NOT_FOUND");
      Rest.Answer pack = operator.get("/api/v1/versions/3/package").must(200);
      assertThat(pack.header("Content-Type")).isEqualTo("application/zip");
      assertThat(entries(pack.bytes())).contains("serving.properties", "backbone.safetensors");
      assertThat(folder.resolve("downloads")).isEmptyDirectory();
      ModelStore plant = ModelStore.openOrCreate(folder.resolve("plant"));
      plant.importVersion(
          new ByteArrayInputStream(operator.get("/api/v1/versions/3/archive").must(200).bytes()),
          ImportOptions.defaults(),
          TransferListener.none());
      assertThat(plant.latest().orElseThrow().manifest().tasks()).hasSize(2);
      assertThat(refused(operator, "GET", "/versions/99/package", "", 404))
          .isEqualTo("STORE_NOT_FOUND");
      assertThat(refused(operator, "GET", "/versions/99/archive", "", 404))
          .isEqualTo("STORE_NOT_FOUND");
      viewer.get("/api/v1/versions/3/archive").must(403);
    }

    private static Set<String> entries(byte[] zip) throws IOException {
      Set<String> names = new TreeSet<>();
      try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
        for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          names.add(entry.getName());
        }
      }
      return names;
    }

    private Rest.Answer inspect(String file, String parameters) {
      return viewer.post(
          "/api/v1/inspections?name=" + file + parameters,
          "image/png",
          Factory.image("tile", file));
    }

    void inspections() {
      Rest.Answer made = inspect("train/good/003.png", "&task=tile").must(201);
      JsonNode kept = made.json();
      assertThat(kept.get("inspection").get("name").asString()).isEqualTo("003.png");
      assertThat(kept.get("inspection").get("version").asInt()).as("the latest").isEqualTo(3);
      assertThat(kept.get("finding").get("route")).hasSize(2);
      assertThat(kept.get("finding").get("matches")).hasSize(5);
      String path = made.header("Location");
      assertThat(viewer.get(path).must(200).json()).isEqualTo(kept.get("inspection"));
      assertThat(viewer.get(path + "/finding").must(200).json().get("score"))
          .isEqualTo(kept.get("finding").get("score"));
      JsonNode earlier = viewer.get(path + "/finding?version=2").must(200).json();
      assertThat(earlier.get("version").asInt()).isEqualTo(2);
      assertThat(earlier.get("matches").get(0).get("normal").get("sha256").asString()).hasSize(64);
      Rest.Answer heat = viewer.get(path + "/heatmap").must(200);
      assertThat(heat.header("Content-Type")).isEqualTo("image/png");
      assertThat(Arrays.copyOf(heat.bytes(), 4)).isEqualTo(PNG);
      String stored =
          "{'sha256':'%s','name':'again.png','version':1}"
              .formatted(kept.get("inspection").get("sha256").asString());
      viewer.json("POST", "/api/v1/inspections/stored", stored).must(201);
      assertThat(get("/inspections").get("total").asInt()).isEqualTo(2);
      assertThat(get("/inspections?task=tile&verdict=UNKNOWN&feedback=MISSED").get("items"))
          .isEmpty();
      assertThat(get("/inspections/tasks").toString()).contains("\"tile\"");

      assertThat(refused(viewer, "GET", "/inspections/99", "", 404)).isEqualTo("INSPECT_NONE");
      assertThat(refused(viewer, "GET", "/inspections/99/heatmap", "", 404))
          .isEqualTo("INSPECT_NONE");
      assertThat(inspect("train/good/003.png", "&version=99").must(404).code())
          .isEqualTo("VERSION_NONE");
      assertThat(inspect("train/good/003.png", "&version=1&task=fabric").must(422).code())
          .isEqualTo("INSPECT_TASK");
      byte[] no = "no image".getBytes(StandardCharsets.UTF_8);
      assertThat(viewer.post("/api/v1/inspections", "image/png", no).must(415).code())
          .isEqualTo("UNSUPPORTED_FORMAT");
      assertThat(viewer.post("/api/v1/inspections", "text/plain", no).must(415).code())
          .isEqualTo("REQUEST_TYPE");
      byte[] cut = Arrays.copyOf(Factory.image("tile", "train/good/003.png"), 200);
      assertThat(viewer.post("/api/v1/inspections", "image/png", cut).must(422).code())
          .isEqualTo("CORRUPT_IMAGE");
      byte[] much = new byte[ImageBody.LONGEST + 1];
      System.arraycopy(cut, 0, much, 0, cut.length);
      assertThat(viewer.post("/api/v1/inspections", "image/png", much).must(413).code())
          .isEqualTo("IMAGE_TOO_LARGE");
      String nowhere = "{'sha256':'%s'}".formatted("0".repeat(64));
      assertThat(refused(viewer, "POST", "/inspections/stored", nowhere, 404))
          .isEqualTo("IMAGE_NONE");
    }

    /**
     * Inspection 1 is of an image that the task holds; the next one is of an image it never saw.
     */
    void proposals() {
      String alarm = "{'feedback':'FALSE_ALARM','note':'dust'}";
      assertThat(refused(viewer, "PUT", "/inspections/1/feedback", alarm, 403)).isEqualTo("DENIED");
      operator.json("PUT", "/api/v1/inspections/1/feedback", alarm).must(200);
      JsonNode offered = get("/tasks/tile/proposals");
      assertThat(offered.get("items").get(0).get("note").asString()).isEqualTo("dust");
      operator.json("PUT", "/api/v1/inspections/1/feedback", "{'feedback':'NONE'}").must(200);
      assertThat(get("/tasks/tile/proposals").get("total").asInt()).isZero();
      operator.json("PUT", "/api/v1/inspections/1/feedback", "{'feedback':'MISSED'}").must(200);
      assertThat(decide("decline", 1).get("declined").asInt()).isEqualTo(1);
      assertThat(decide("decline", 1).get("declined").asInt()).as("asked twice").isZero();

      byte[] other = Factory.image("fabric", "train/good/000.png");
      long id =
          viewer
              .post("/api/v1/inspections?task=tile", "image/png", other)
              .must(201)
              .json()
              .get("inspection")
              .get("id")
              .asLong();
      operator.json("PUT", "/api/v1/inspections/" + id + "/feedback", alarm).must(200);
      assertThat(decide("accept", id).get("taken").asInt()).isEqualTo(1);
      assertThat(decide("accept", id).get("taken").asInt()).as("asked twice").isZero();
      assertThat(refused(operator, "PUT", "/inspections/" + id + "/feedback", alarm, 409))
          .isEqualTo("INSPECT_SETTLED");
      assertThat(get("/tasks/tile").get("training").asInt()).isEqualTo(13);
      assertThat(get("/tasks/tile/images/check").get("shared").get("fabric").asInt()).isEqualTo(1);
      assertThat(get("/tasks/tile/images/labels").toString()).contains("\"good\"");
      JsonNode alike =
          operator.json("POST", "/api/v1/tasks/tile/images/lookalike", "").must(200).json();
      assertThat(alike.has("lookalike")).isTrue();
      assertThat(refused(operator, "POST", "/tasks/nobody/images/lookalike", "", 404))
          .isEqualTo("TASK_NONE");
    }

    private JsonNode decide(String decision, long id) {
      return operator
          .json("POST", "/api/v1/tasks/tile/proposals/" + decision, "{'ids':[%d]}".formatted(id))
          .must(200)
          .json();
    }

    void pictures() {
      JsonNode images = get("/tasks/tile/images?split=TEST&size=500").get("items");
      JsonNode masked =
          images.valueStream().filter(i -> !i.get("maskSha256").isNull()).findFirst().orElseThrow();
      String image = "/api/v1/pictures/" + masked.get("sha256").asString();
      assertThat(viewer.get(image + "/thumbnail").must(200).header("Content-Type"))
          .isEqualTo("image/jpeg");
      assertThat(viewer.get(image + "/large").must(200).header("Content-Type"))
          .isEqualTo("image/jpeg");
      assertThat(viewer.get(image + "/original").must(200).bytes())
          .hasSize(masked.get("bytes").asInt());
      Rest.Answer mask =
          viewer.get("/api/v1/pictures/" + masked.get("maskSha256").asString() + "/mask").must(200);
      assertThat(Arrays.copyOf(mask.bytes(), 4)).isEqualTo(PNG);
      assertThat(mask.header("Cache-Control")).contains("immutable");
      assertThat(refused(viewer, "GET", "/pictures/" + "0".repeat(64) + "/large", "", 404))
          .isEqualTo("IMAGE_NONE");
      assertThat(refused(viewer, "GET", "/pictures/x/large", "", 400)).isEqualTo("REQUEST_INVALID");
    }

    void gate() {
      JsonNode open = get("/versions/3/gate");
      assertThat(open.get("open").asBoolean()).isTrue();
      assertThat(open.get("production").isNull()).isTrue();
      assertThat(refused(viewer, "GET", "/versions/99/gate", "", 404)).isEqualTo("STORE_NOT_FOUND");
      assertThat(refused(operator, "PUT", "/gate", "{'largestDrop':0.5}", 403)).isEqualTo("DENIED");
      assertThat(refused(admin, "PUT", "/gate", "{'largestDrop':1.5}", 400))
          .isEqualTo("REQUEST_INVALID");
      admin.json("PUT", "/api/v1/gate", "{'largestDrop':1}").must(200);
      assertThat(get("/gate").get("largestDrop").asDouble()).isEqualTo(1);
    }

    void deployments() throws IOException {
      String nodes = "/api/v1/nodes";
      rolledOut(begin("embedded", "{'version':2}"), "DONE");
      JsonNode rollout = rolledOut(begin("embedded", "{'version':3}"), "DONE");
      assertThat(rollout.get("steps").get(0).get("step").asString()).isEqualTo("VERIFY");
      JsonNode here = get("/nodes").get("items").get(0);
      assertThat(here.get("embedded").asBoolean()).isTrue();
      assertThat(here.get("health").asString()).isEqualTo("SERVING");
      int before = get("/nodes/embedded").get("before").asInt();
      assertThat(before).isEqualTo(2);
      rolledOut(begin("embedded", "{'version':%d}".formatted(before)), "DONE");
      assertThat(get("/aliases/production").get("version").asInt()).isEqualTo(2);
      assertThat(get("/moves").get(0).get("back").asBoolean()).isTrue();
      JsonNode closed = get("/versions/1/gate");
      assertThat(closed.get("open").asBoolean()).isFalse();
      assertThat(closed.get("refusals").get(0).get("task").asString()).isEqualTo("fabric");
      assertThat(refused(operator, "POST", "/nodes/embedded/rollouts", "{'version':1}", 409))
          .isEqualTo("GATE_CLOSED");
      assertThat(get("/endpoint").get("answered").asLong()).isNotNegative();

      try (var serving = new ScriptedServing()) {
        String line = "{'name':'line-1','management':'%s'}".formatted(serving.address().toString());
        operator.json("POST", nodes, line).must(403);
        admin.json("POST", nodes, line).must(201);
        assertThat(admin.json("POST", nodes, line).must(409).code()).isEqualTo("NODE_EXISTS");
        await().atMost(PATIENCE).until(() -> health("line-1"), "EMPTY"::equals);
        assertThat(refused(operator, "POST", "/nodes/line-1/rollouts", "{'version':99}", 404))
            .isEqualTo("STORE_NOT_FOUND");
        serving.put("ucad", "v3");
        serving.put("ucad", "v2");
        String removal = "{'version':2,'action':'UNDEPLOY'}";
        rolledOut(begin("line-1", removal), "DONE");
        assertThat(refused(operator, "POST", "/nodes/embedded/rollouts", removal, 422))
            .isEqualTo("NODE_EMBEDDED");
        admin.delete(nodes + "/line-1").must(204);
      }
      assertThat(admin.delete(nodes + "/line-1").must(404).code()).isEqualTo("NODE_NONE");
      String outside = "{'name':'line-2','management':'http://8.8.8.8:8081'}";
      assertThat(admin.json("POST", nodes, outside).must(422).code()).isEqualTo("NODE_OPEN");
      assertThat(refused(viewer, "GET", "/rollouts/99", "", 404)).isEqualTo("ROLLOUT_NONE");
      assertThat(get("/rollouts?size=1").get("total").asInt()).isEqualTo(4);
    }

    private String health(String node) {
      return get("/nodes/" + node).get("health").asString();
    }

    private String begin(String node, String wanted) {
      return operator
          .json("POST", "/api/v1/nodes/" + node + "/rollouts", wanted)
          .must(201)
          .header("Location");
    }

    private JsonNode rolledOut(String rollout, String end) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> viewer.get(rollout).must(200).json().get("rollout").get("state").asString(),
              state -> !state.equals("RUNNING"));
      JsonNode detail = viewer.get(rollout).json();
      assertThat(detail.get("rollout").get("state").asString())
          .as(detail.toString())
          .isEqualTo(end);
      return detail;
    }

    void shadow() {
      String wanted = "{'task':'tile','a':2,'b':3}";
      assertThat(refused(viewer, "POST", "/shadows", wanted, 403)).isEqualTo("DENIED");
      String run = operator.json("POST", "/api/v1/shadows", wanted).must(201).header("Location");
      await()
          .atMost(PATIENCE)
          .until(
              () -> viewer.get(run).must(200).json().get("state").asString(),
              state -> !state.equals("RUNNING"));
      JsonNode report = viewer.get(run).json();
      assertThat(report.get("state").asString()).as(report.toString()).isEqualTo("DONE");
      assertThat(report.get("done").asInt()).isEqualTo(8);
      report
          .get("flips")
          .valueStream()
          .forEach(flip -> assertThat(flip.get("sha256").asString()).hasSize(64));
      assertThat(refused(viewer, "GET", "/shadows/99", "", 404)).isEqualTo("SHADOW_NONE");
      operator.json("POST", "/api/v1/tasks", "{'name':'bare','title':'Bare'}").must(201);
      assertThat(refused(operator, "POST", "/shadows", "{'task':'bare','a':1,'b':2}", 409))
          .isEqualTo("SHADOW_IMAGES");
    }
  }
}
