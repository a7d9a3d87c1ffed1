package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the API answers, right and wrong, over HTTP. */
class ApiTest {
  private final AdminNode node = Nodes.on(Database.H2);
  private final String task = "t-" + UUID.randomUUID();

  private Rest operator() {
    return Rest.with(node, People.token(node, Role.OPERATOR));
  }

  private Rest withTask() {
    Rest operator = operator();
    operator
        .json(
            "POST", "/api/v1/tasks", "{'name':'%s','title':'T','description':'d'}".formatted(task))
        .must(201);
    return operator;
  }

  private String images() {
    return "/api/v1/tasks/" + task + "/images";
  }

  @Test
  void aTaskIsRegisteredFoundDescribedAndPutAway() {
    Rest operator = withTask();
    assertThat(
            operator
                .get("/api/v1/tasks?text=" + task)
                .json()
                .get("items")
                .get(0)
                .get("title")
                .asString())
        .isEqualTo("T");
    JsonNode changed =
        operator
            .json("PATCH", "/api/v1/tasks/" + task, "{'title':'Other','archived':true}")
            .must(200)
            .json();
    assertThat(changed.get("title").asString()).isEqualTo("Other");
    assertThat(changed.get("description").asString()).isEqualTo("d");
    assertThat(changed.get("archived").asBoolean()).isTrue();
    assertThat(
            operator
                .post(images(), "image/png", Factory.image("tile", "train/good/000.png"))
                .must(409)
                .code())
        .isEqualTo("TASK_ARCHIVED");
  }

  @Test
  void imagesAreSentOneByOneOrManyAtOnceLookedAtRelabelledAndDeleted() {
    Rest operator = withTask();
    byte[] one = Factory.image("tile", "train/good/000.png");
    assertThat(
            operator
                .post(images() + "?name=a.png", "image/png", one)
                .must(200)
                .json()
                .get("images")
                .asInt())
        .isEqualTo(1);
    assertThat(
            operator
                .post(images() + "?name=a.png", "image/png", one)
                .must(200)
                .json()
                .get("counts")
                .toString())
        .as("a double click adds nothing")
        .isEqualTo("{\"DUPLICATE\":1}");
    JsonNode many =
        operator
            .post(
                images() + "?split=TEST&label=crack",
                "multipart/form-data; boundary=x",
                form(
                    Factory.image("tile", "train/good/001.png"),
                    Factory.image("tile", "train/good/002.png"),
                    "no image".getBytes(StandardCharsets.UTF_8)))
            .must(200)
            .json();
    assertThat(many.get("images").asInt()).isEqualTo(2);
    assertThat(many.get("refused").asInt()).isEqualTo(1);
    JsonNode tests = operator.get(images() + "?split=TEST").must(200).json();
    assertThat(tests.get("total").asInt()).isEqualTo(2);
    assertThat(tests.get("items").get(0).get("label").asString()).isEqualTo("crack");
    JsonNode first = operator.get(images() + "?split=TRAIN").json().get("items").get(0);
    String path = images() + "/" + first.get("id").asLong();
    Rest.Answer original = operator.get(path + "/original").must(200);
    assertThat(original.bytes()).isEqualTo(one);
    assertThat(original.header("Content-Type")).isEqualTo("image/png");
    assertThat(original.header("Content-Security-Policy"))
        .contains("default-src 'none'", "sandbox");
    assertThat(original.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Rest.Answer small = operator.get(path + "/thumbnail").must(200);
    assertThat(small.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(Arrays.copyOf(small.bytes(), 2)).isEqualTo(new byte[] {(byte) 0xFF, (byte) 0xD8});
    long id = first.get("id").asLong();
    assertThat(
            operator
                .json("PATCH", images(), "{'ids':[%d],'split':'TEST','label':'good'}".formatted(id))
                .must(200)
                .json()
                .get("images")
                .asInt())
        .isEqualTo(1);
    assertThat(operator.delete(images() + "?id=" + id).must(200).json().get("images").asInt())
        .isEqualTo(1);
    assertThat(operator.get(path).must(404).code()).isEqualTo("IMAGE_NONE");
    assertThat(operator.get(path + "/original").must(404).code()).isEqualTo("IMAGE_NONE");
  }

  private static byte[] form(byte[]... files) {
    var bytes = new java.io.ByteArrayOutputStream();
    for (byte[] file : files) {
      bytes.writeBytes(
          "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../é%s.png\"\r\n\r\n"
              .formatted(file.length)
              .getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(file);
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes("--x--\r\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  @Test
  void anImageOfAnotherTaskIsNotReachedThroughThisOne() {
    Rest operator = withTask();
    operator.post(images(), "image/png", Factory.image("tile", "train/good/000.png")).must(200);
    long id = operator.get(images()).json().get("items").get(0).get("id").asLong();
    String other = "o-" + UUID.randomUUID();
    operator.json("POST", "/api/v1/tasks", "{'name':'%s','title':'O'}".formatted(other)).must(201);
    operator.get("/api/v1/tasks/" + other + "/images/" + id).must(404);
    assertThat(
            operator
                .delete("/api/v1/tasks/" + other + "/images?id=" + id)
                .must(200)
                .json()
                .get("images")
                .asInt())
        .isZero();
    operator.get(images() + "/" + id).must(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/tasks | {'name':'Bad Name','title':'x'} | 422 | TASK_NAME",
        "POST | /api/v1/tasks | {'name':'x','title':' '} | 400 | REQUEST_INVALID",
        "POST | /api/v1/tasks | {'name':'x','title':'x','tilte':'x'} | 400 | REQUEST_BODY",
        "POST | /api/v1/tasks | {'name' | 400 | REQUEST_BODY",
        "POST | /api/v1/tasks | [] | 400 | REQUEST_BODY",
        "POST | /api/v1/jobs | {'tasks':[],'preset':'fast'} | 400 | REQUEST_INVALID",
        "POST | /api/v1/jobs | {'tasks':['nobody'],'preset':'fast'} | 404 | TASK_NONE",
        "POST | /api/v1/jobs | {'tasks':['nobody'],'preset':'/etc/x'} | 422 | JOB_PRESET",
        "POST | /api/v1/jobs/99999999/cancel | {} | 404 | JOB_NONE",
        "PUT | /api/v1/aliases/v7 | {'version':1} | 422 | STORE_REFUSED",
        "PUT | /api/v1/aliases/production | {'version':-1} | 400 | REQUEST_INVALID",
        "PUT | /api/v1/aliases/production | {'version':99999} | 404 | STORE_NOT_FOUND",
        "GET | /api/v1/versions/99999 | | 404 | STORE_NOT_FOUND",
        "GET | /api/v1/versions/x | | 400 | REQUEST_INVALID",
        "GET | /api/v1/tasks?size=501 | | 400 | REQUEST_INVALID",
        "GET | /api/v1/tasks?page=-1 | | 400 | REQUEST_INVALID",
        "GET | /api/v1/tasks?page=2147483647 | | 400 | REQUEST_INVALID",
        "GET | /api/v1/tasks/nobody | | 404 | TASK_NONE",
        "GET | /api/v1/nothing | | 404 | ROUTE_NONE",
        "PUT | /api/v1/tasks | {} | 404 | ROUTE_NONE",
        "GET | /api/v1/users | | 403 | DENIED",
        "GET | /api/v2/tasks | | 403 | DENIED",
        "GET | /api | | 403 | DENIED"
      })
  void mistakesAreProblemsWithAStableCode(
      String method, String path, String body, int status, String code) {
    Rest.Answer answer = body == null ? operator().get(path) : operator().json(method, path, body);
    assertThat(answer.must(status).code()).isEqualTo(code);
    JsonNode problem = answer.json();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asString())
        .isNotBlank()
        .doesNotContain("Exception", "io.ucad");
    assertThat(problem.get("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void sentencesAreInTheLanguageOfTheCaller() {
    Rest operator = operator();
    assertThat(
            operator
                .header("Accept-Language", "en")
                .get("/api/v1/tasks/x")
                .json()
                .get("detail")
                .asString())
        .isEqualTo("There is no task \"x\".");
    assertThat(
            operator
                .header("Accept-Language", "ko-KR")
                .get("/api/v1/tasks/x")
                .json()
                .get("detail")
                .asString())
        .isEqualTo("\"x\" 태스크가 없습니다.");
    assertThat(
            Rest.anonymous(node)
                .header("Accept-Language", "ko")
                .get("/api/v1/tasks")
                .must(401)
                .text())
        .contains("토큰이 필요합니다");
    JsonNode invalid = operator.header("Accept-Language", "ko").get("/api/v1/tasks?size=0").json();
    assertThat(invalid.get("errors").get(0).get("field").asString()).isEqualTo("size");
    assertThat(invalid.get("errors").get(0).get("message").asString()).contains("이상");
  }

  @ParameterizedTest
  @EnumSource
  void theSameRequestForAJobSentManyTimesAtOnceMakesOneJob(Database database) throws Exception {
    AdminNode on = Nodes.on(database);
    Factory.register(on, "tile", task);
    Rest operator = Rest.with(on, People.token(on, Role.OPERATOR)).header("Idempotency-Key", task);
    String wanted = "{'tasks':['%s'],'preset':'fast'}".formatted(task);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Rest.Answer>> calls =
          IntStream.range(0, 8)
              .<Callable<Rest.Answer>>mapToObj(
                  i -> () -> operator.json("POST", "/api/v1/jobs", wanted))
              .toList();
      List<Rest.Answer> answers =
          threads.invokeAll(calls).stream().map(java.util.concurrent.Future::resultNow).toList();
      assertThat(answers).allMatch(a -> a.status() == 200 || a.status() == 201);
      assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
      Set<Long> ids =
          answers.stream().map(a -> a.json().get("id").asLong()).collect(Collectors.toSet());
      assertThat(ids).hasSize(1);
    }
    assertThat(
            operator
                .json("POST", "/api/v1/jobs", "{'tasks':['%s'],'preset':'best'}".formatted(task))
                .must(422)
                .code())
        .isEqualTo("JOB_KEY");
    Rest other = Rest.with(on, People.token(on, Role.ADMIN)).header("Idempotency-Key", task);
    other.json("POST", "/api/v1/jobs", wanted).must(201);
  }

  @Test
  void aWaitingJobIsCancelledAndTriedAgain() {
    Factory.register(node, "tile", task);
    Rest operator = operator();
    String job =
        operator
            .json("POST", "/api/v1/jobs", "{'tasks':['%s'],'preset':'fast'}".formatted(task))
            .must(201)
            .header("Location");
    assertThat(operator.json("POST", job + "/retry", "").must(409).code()).isEqualTo("JOB_RETRY");
    assertThat(operator.json("POST", job + "/cancel", "").must(200).json().get("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(operator.json("POST", job + "/cancel", "").must(200).json().get("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(operator.json("POST", job + "/retry", "").must(200).json().get("state").asString())
        .isEqualTo("QUEUED");
    operator.json("POST", job + "/cancel", "").must(200);
  }

  @Test
  void usersAndTokensAreManagedAndSecretsAreToldOnce() {
    Rest admin = Rest.with(node, People.token(node, Role.ADMIN));
    String name = "u" + UUID.randomUUID();
    JsonNode made =
        admin
            .json("POST", "/api/v1/users", "{'name':'%s','role':'VIEWER'}".formatted(name))
            .must(201)
            .json();
    assertThat(made.get("password").asString()).hasSize(20);
    assertThat(
            admin
                .json("POST", "/api/v1/users", "{'name':'%s','role':'VIEWER'}".formatted(name))
                .must(409)
                .code())
        .isEqualTo("USER_EXISTS");
    JsonNode changed =
        admin.json("PATCH", "/api/v1/users/" + name, "{'enabled':false}").must(200).json();
    assertThat(changed.get("role").asString()).isEqualTo("VIEWER");
    assertThat(changed.get("enabled").asBoolean()).isFalse();
    assertThat(
            admin
                .json("POST", "/api/v1/users/" + name + "/password", "")
                .must(200)
                .json()
                .get("password"))
        .isNotEqualTo(made.get("password"));
    assertThat(admin.get("/api/v1/users?size=1").must(200).json().get("items")).hasSize(1);
    String secret =
        admin
            .json(
                "POST",
                "/api/v1/tokens",
                "{'label':'%s','scopes':['READ'],'days':1}".formatted(name))
            .must(201)
            .json()
            .get("secret")
            .asString();
    Rest reader = Rest.with(node, secret);
    reader.get("/api/v1/tasks").must(200);
    reader.json("POST", "/api/v1/tasks", "{'name':'x','title':'x'}").must(403);
    reader.get("/api/v1/audit").must(403);
    Rest.Answer list = admin.get("/api/v1/tokens?size=500").must(200);
    assertThat(list.text()).doesNotContain(secret);
    JsonNode row =
        java.util.stream.StreamSupport.stream(list.json().get("items").spliterator(), false)
            .filter(t -> t.get("label").asString().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(row.get("scopes").toString()).isEqualTo("[\"READ\"]");
    assertThat(row.get("lastUsedAt").isNull()).isFalse();
    admin.delete("/api/v1/tokens/" + row.get("id").asLong()).must(204);
    reader.get("/api/v1/tasks").must(401);
    assertThat(admin.delete("/api/v1/tokens/99999999").must(404).code()).isEqualTo("TOKEN_NONE");
    assertThat(
            admin
                .json("POST", "/api/v1/tokens", "{'label':'x','scopes':[],'days':1}")
                .must(400)
                .code())
        .isEqualTo("REQUEST_INVALID");
  }

  @Test
  void bodiesAreBoundedWhateverTheirLengthSays() {
    Rest operator = operator();
    byte[] long1 =
        ("{'name':'" + "x".repeat(2 << 20) + "'}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    assertThat(operator.post("/api/v1/tasks", "application/json", long1).must(413).code())
        .isEqualTo("REQUEST_LARGE");
    Rest.Answer chunked =
        operator.send(
            "POST",
            "/api/v1/tasks",
            Optional.of("application/json"),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(long1)));
    assertThat(chunked.must(413).code()).isEqualTo("REQUEST_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense", "image/svg+xml"})
  void otherKindsOfContentAreRefused(String type) {
    Rest operator = withTask();
    int status = operator.post(images(), type, new byte[10]).status();
    assertThat(status).isIn(415, 422);
    assertThat(
            operator
                .post("/api/v1/tasks", type, "name=x".getBytes(StandardCharsets.UTF_8))
                .must(415)
                .code())
        .isEqualTo("REQUEST_TYPE");
    assertThat(
            operator
                .post("/api/v1/tasks", "application/x-www-form-urlencoded", new byte[10])
                .must(400)
                .code())
        .isEqualTo("REQUEST_INVALID");
  }

  @Test
  void aZipThatEndsEarlySaysSo() {
    Rest operator = withTask();
    byte[] zip = Factory.zip("tile");
    assertThat(
            operator
                .post(images(), "application/zip", Arrays.copyOf(zip, zip.length / 2))
                .must(422)
                .code())
        .isEqualTo("ZIP_BROKEN");
    assertThat(operator.post(images(), "application/zip", new byte[100]).must(422).code())
        .isEqualTo("ZIP_NONE");
  }
}
