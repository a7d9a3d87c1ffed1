package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ucad.endpoint.TestServer.Answer;
import io.ucad.endpoint.http.Route;
import io.ucad.serving.testing.TinyModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document says what the endpoint does, and the endpoint does what the document says. */
class OpenApiTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static JsonObject document;

  @BeforeAll
  static void start() {
    server = TestServer.start(TinyModel.in(folder));
    document = server.get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void itListsExactlyTheRoutesWithTheirScopes() {
    var documented = new TreeSet<String>();
    for (var path : document.getAsJsonObject("paths").entrySet()) {
      for (var operation : path.getValue().getAsJsonObject().entrySet()) {
        JsonArray security = operation.getValue().getAsJsonObject().getAsJsonArray("security");
        String scope =
            security.isEmpty()
                ? "anyone"
                : security.get(0).getAsJsonObject().getAsJsonArray("token").get(0).getAsString();
        documented.add(
            operation.getKey().toUpperCase(java.util.Locale.ROOT)
                + " "
                + path.getKey()
                + " "
                + scope);
      }
    }

    assertThat(documented)
        .isEqualTo(
            server.endpoint().routes().routes().stream()
                .map(OpenApiTest::described)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String described(Route route) {
    String scope = route.access().scope().map(s -> s.word()).orElse("anyone");
    return route.method() + " " + route.path() + " " + scope;
  }

  @Test
  void answersAreAsDescribed() {
    byte[] image = TinyModel.defective(0, 1);
    String infer =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\""
            + Base64.getEncoder().encodeToString(image)
            + "\"]}]}";
    String version = "{\"parameters\":{\"version\":\"v1\"}}";
    requireAsDescribed("post", "/predictions/ucad", server.predict(image));
    requireAsDescribed(
        "post",
        "/predictions/ucad",
        server.post("/predictions/ucad?map=png&explain=true", "image/jpeg", image));
    requireAsDescribed(
        "post",
        "/predictions/ucad/{version}",
        server.post("/predictions/ucad/v1?map=float", "image/jpeg", image));
    requireAsDescribed(
        "post", "/invocations", server.post("/invocations?task=gear", "image/jpeg", image));
    requireAsDescribed("post", "/v2/models/ucad/infer", json("/v2/models/ucad/infer", infer));
    requireAsDescribed(
        "post",
        "/v2/models/ucad/versions/{version}/infer",
        json("/v2/models/ucad/versions/v1/infer", infer));
    for (String path :
        List.of(
            "/ping",
            "/v2/health/live",
            "/v2/health/ready",
            "/openapi.json",
            "/v2",
            "/v2/models/ucad",
            "/v2/models/ucad/ready")) {
      requireAsDescribed("get", path, server.get(path));
    }
    requireAsDescribed(
        "get", "/v2/models/ucad/versions/{version}", server.get("/v2/models/ucad/versions/v1"));
    requireAsDescribed(
        "get",
        "/v2/models/ucad/versions/{version}/ready",
        server.get("/v2/models/ucad/versions/v1/ready"));
    requireAsDescribed("post", "/v2/repository/index", json("/v2/repository/index", "{}"));
    for (String verb : List.of("load", "unload", "refresh")) {
      String path = "/v2/repository/models/ucad/" + verb;
      requireAsDescribed("post", path, json(path, version));
    }
    Answer metrics = server.get("/metrics");
    assertThat(content("get", "/metrics", 200).keySet())
        .first()
        .asString()
        .isEqualToIgnoringWhitespace(
            metrics.header("Content-Type").orElseThrow().replace(";", "; "));
  }

  @Test
  void refusalsAreAsDescribed() {
    byte[] image = TinyModel.good(0, 0);
    requireAsDescribed("post", "/predictions/ucad", server.predict(new byte[0]));
    requireAsDescribed("post", "/predictions/ucad", server.predict(new byte[] {1, 2, 3}));
    requireAsDescribed(
        "post", "/predictions/ucad", server.predict(java.util.Arrays.copyOf(image, 700)));
    requireAsDescribed(
        "post", "/predictions/ucad", server.post("/predictions/ucad?map=x", "image/png", image));
    requireAsDescribed(
        "post",
        "/predictions/ucad/{version}",
        server.post("/predictions/ucad/v7", "image/png", image));
    requireAsDescribed("post", "/v2/models/ucad/infer", json("/v2/models/ucad/infer", "{"));
    requireAsDescribed(
        "post",
        "/v2/repository/models/ucad/load",
        json("/v2/repository/models/ucad/load", "{\"parameters\":{\"version\":\"v8\"}}"));
  }

  private static Answer json(String path, String body) {
    return server.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireAsDescribed(String method, String path, Answer answer) {
    assertThat(answer.header("X-Request-Id")).isPresent();
    JsonObject schema =
        content(method, path, answer.status())
            .getAsJsonObject("application/json")
            .getAsJsonObject("schema")
            .deepCopy();
    schema.add("components", document.get("components"));
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString(), InputFormat.JSON)
            .validate(answer.text(), InputFormat.JSON);
    assertThat(errors).as("%s %s %d: %s", method, path, answer.status(), answer.text()).isEmpty();
  }

  private static JsonObject content(String method, String path, int status) {
    JsonElement response =
        document
            .getAsJsonObject("paths")
            .getAsJsonObject(path)
            .getAsJsonObject(method)
            .getAsJsonObject("responses")
            .get(String.valueOf(status));
    assertThat(response).as("%s %s is documented to answer %d", method, path, status).isNotNull();
    return response.getAsJsonObject().getAsJsonObject("content");
  }

  @Test
  void aWrongAnswerWouldBeFound() {
    JsonObject schema =
        document
            .getAsJsonObject("components")
            .getAsJsonObject("schemas")
            .getAsJsonObject("Inspection")
            .deepCopy();
    schema.add("components", document.get("components"));
    var validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString(), InputFormat.JSON);
    JsonObject answer = server.predict(TinyModel.good(0, 0)).json();
    assertThat(validator.validate(answer.toString(), InputFormat.JSON)).isEmpty();

    answer.addProperty("verdict", "UNKNOWN"); // with a score, which must not be claimed
    assertThat(validator.validate(answer.toString(), InputFormat.JSON)).isNotEmpty();
    answer.addProperty("verdict", "FINE");
    assertThat(validator.validate(answer.toString(), InputFormat.JSON)).isNotEmpty();
  }
}
