package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import io.ucad.admin.testing.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody would try who wants in, or wants harm. */
class AttackTest {
  private static final String UPLOAD =
      "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"
          + "z".repeat(100_000)
          + "\r\n--x--\r\n";

  private final AdminNode node = Nodes.on(Database.H2);

  private String admin() {
    return People.shared(node, Role.ADMIN);
  }

  @Test
  void whoGuessesHasToWaitEvenWithTheRightPasswordAndWhateverAddressIsClaimed() {
    var guesser = new Visitor(node, "127.0.0.2");
    String victim = People.user(node, Role.VIEWER);
    for (int i = 0; i < LoginLimit.FREE; i++) {
      assertThat(guesser.logIn(victim, "wrong" + i)).contains("login?error");
    }
    assertThat(guesser.logIn(victim, People.PASSWORD)).contains("login?wait");
    guesser.header("X-Forwarded-For", "203.0.113.7").header("Forwarded", "for=203.0.113.7");
    assertThat(guesser.logIn("somebody-else", "x")).as("the address waits").contains("login?wait");
    assertThat(new Visitor(node, "127.0.0.3").logIn(victim, People.PASSWORD))
        .as("the name waits")
        .contains("login?wait");
    assertThat(new Visitor(node, "127.0.0.4").logIn(admin(), People.PASSWORD)).endsWith("/");
  }

  @Test
  void aSessionThatSomebodyPlantedIsNotTheOneThatIsLoggedIn() {
    var victim = new Visitor(node, "127.0.0.5");
    victim.get("/login");
    String planted = String.valueOf(victim.cookies().get("JSESSIONID"));
    assertThat(victim.logIn(admin(), People.PASSWORD)).endsWith("/");
    assertThat(victim.cookies().get("JSESSIONID")).isNotEqualTo(planted);
    var attacker = new Visitor(node, "127.0.0.5");
    attacker.cookies().put("JSESSIONID", planted);
    assertThat(attacker.get("/tasks").statusCode()).isEqualTo(302);
    assertThat(victim.get("/tasks").statusCode()).isEqualTo(200);
  }

  @Test
  void formsAndCallsOfOtherSitesDoNothing() {
    var victim = new Visitor(node, "127.0.0.6");
    victim.logIn(admin(), People.PASSWORD);
    assertThat(victim.form("/logout", Map.of()).statusCode()).isEqualTo(403);
    assertThat(
            new Visitor(node, "127.0.0.6")
                .header("Sec-Fetch-Site", "cross-site")
                .form("/login", Map.of("username", admin(), "password", People.PASSWORD))
                .statusCode())
        .isEqualTo(403);
    assertThat(victim.form("/api/v1/tasks", Map.of("name", "x")).statusCode()).isEqualTo(401);
    victim.get("/?v-r=init&location=&query=");
    String forged =
        "{\"csrfToken\":\"%s\",\"rpc\":[],\"syncId\":0,\"clientId\":0}"
            .formatted(UUID.randomUUID());
    HttpResponse<String> call = victim.post("/?v-r=uidl&v-uiId=0", "application/json", forged);
    assertThat(call.body()).contains("\"changes\":{}", Visitor.REFUSED);
    assertThat(victim.get("/tasks").statusCode()).as("still logged in").isEqualTo(200);
  }

  @Test
  void cookiesAreForThisSiteOnlyAndPagesSayWhatTheyMayLoad() {
    HttpResponse<String> page = new Visitor(node, "127.0.0.7").get("/login");
    assertThat(page.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allMatch(c -> c.contains("HttpOnly") && c.contains("SameSite=Strict"));
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void nothingIsShownInAFrameOfAnotherSiteAndNothingIsTakenForAnotherType() {
    var viewer = new Visitor(node, "127.0.0.10");
    viewer.logIn(People.shared(node, Role.VIEWER), People.PASSWORD);
    for (String path :
        List.of("/", "/audit", "/media/thumb/" + "0".repeat(64), "/ucad.css", "/nothing")) {
      HttpResponse<String> answer = viewer.get(path);
      assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).contains("DENY");
      assertThat(answer.headers().firstValue("X-Content-Type-Options"))
          .as(path)
          .contains("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("frame-ancestors 'none'", "form-action 'self'");
    }
  }

  @Test
  void namesThatClimbFindNothing() {
    var admin = new Visitor(node, "127.0.0.11");
    admin.logIn(admin(), People.PASSWORD);
    for (String path :
        List.of(
            "/media/thumb/..%2f..%2fapplication.properties",
            "/media/thumb/%2e%2e/%2e%2e/db",
            "/media/picture/....//....//etc/passwd",
            "/media/mask/..%5c..%5cdb",
            "/media/thumb/" + "0".repeat(63) + "%00",
            "/media/versions/..%2f..%2fdb/package",
            "/media/versions/1%2f..%2f..%2fdb/archive",
            "/media/versions/-1/package",
            "/media/versions/999999999999/archive",
            "/icons/..%2fapplication.properties",
            "/elements/%2e%2e/%2e%2e/application.properties",
            "/VAADIN/..%2f..%2fapplication.properties")) {
      HttpResponse<String> answer = admin.get(path);
      assertThat(answer.statusCode()).as(path).isBetween(400, 499);
      assertThat(answer.body()).as(path).doesNotContain("spring.", "root:", "Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/login", "/vaadinServlet/login", "/x", "/VAADIN/dynamic/x", "/?v-r=uidl"})
  void aStrangersFilesAreRefusedBeforeAnybodyReadsThem(String path) {
    assertThat(
            new Visitor(node, "127.0.0.8")
                .post(path, "multipart/form-data; boundary=x", UPLOAD)
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void filesGoNowhereButWhereAScreenTakesThem() {
    var viewer = new Visitor(node, "127.0.0.9");
    viewer.logIn(People.shared(node, Role.VIEWER), People.PASSWORD);
    for (String path : new String[] {"/login", "/tasks", "/vaadinServlet/x"}) {
      assertThat(viewer.post(path, "multipart/form-data; boundary=x", UPLOAD).statusCode())
          .as(path)
          .isEqualTo(415);
    }
    assertThat(
            viewer
                .post("/VAADIN/dynamic/x", "multipart/form-data; boundary=x", UPLOAD)
                .statusCode())
        .isBetween(400, 499);
  }

  @Test
  void imagesAndArchivesAreBoundedByTheServerWhateverTheClientDoes() {
    Rest operator = Rest.with(node, People.token(node, Role.OPERATOR));
    String task = "t-" + UUID.randomUUID();
    operator.json("POST", "/api/v1/tasks", "{'name':'%s','title':'T'}".formatted(task)).must(201);
    String images = "/api/v1/tasks/" + task + "/images";
    byte[] bomb = zip("train/good/a.png", new byte[5 << 20]);
    assertThat(bomb.length).isLessThan(10_000);
    assertThat(operator.post(images, "application/zip", bomb).must(422).code())
        .isEqualTo("ZIP_HOSTILE");
    byte[] escape = zip("../../../train/good/a.png", Factory.image("tile", "train/good/000.png"));
    assertThat(operator.post(images, "application/zip", escape).must(422).code())
        .isEqualTo("ZIP_HOSTILE");
    var tooMuch =
        operator
            .post(images, "image/png", new byte[(64 << 20) + 100])
            .must(200)
            .json()
            .get("counts");
    assertThat(tooMuch.toString()).isEqualTo("{\"BROKEN\":1}");
    var form = new StringBuilder();
    for (int i = 0; i <= 1000; i++) {
      form.append("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nz\r\n");
    }
    assertThat(
            operator
                .post(
                    images,
                    "multipart/form-data; boundary=x",
                    (form + "--x--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .must(422)
                .code())
        .isEqualTo("REQUEST_PARTS");
    assertThat(operator.get(images).json().get("total").asInt()).isZero();
  }

  private static byte[] zip(String name, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
