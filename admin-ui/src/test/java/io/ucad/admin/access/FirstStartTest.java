package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Nothing that ships has a password that anybody could know. */
class FirstStartTest {
  private static final Path ROOT = Path.of("..");

  /** A secret must come from the environment, and its absence must stop the start. */
  private static final Pattern ASKED_FOR = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");

  private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|api_?key).*");

  @TempDir private Path folder;

  private AdminNode start(String name) {
    Path workspace = folder.resolve(name);
    return Nodes.start(
        new AdminSettings(workspace, Optional.empty(), true, NodeRole.UI),
        Database.H2.address(workspace));
  }

  @Test
  void theFirstStartMakesARandomPasswordThatOpensNothingButTheChoiceOfAnother() {
    String one;
    String databaseOfOne = Database.H2.address(folder.resolve("one"));
    var settings = new AdminSettings(folder.resolve("one"), Optional.empty(), true, NodeRole.UI);
    try (AdminNode node = Nodes.start(settings, databaseOfOne)) {
      one = node.firstPassword().orElseThrow();
      assertThat(one).matches("[a-zA-Z2-9]{20}");
      var admin = new Visitor(node, "127.0.0.40");
      for (String guess : List.of("admin", "", "ucad", "password")) {
        assertThat(admin.logIn(FirstUser.NAME, guess)).contains("login?error");
      }
      assertThat(admin.logIn(FirstUser.NAME, one)).endsWith("/");
      assertThat(admin.navigate("access"))
          .contains("vaadin-password-field")
          .doesNotContain("vaadin-select");
    }
    try (AdminNode again = Nodes.start(settings, databaseOfOne)) {
      assertThat(again.firstPassword()).as("of the second start").isEmpty();
    }
    try (AdminNode other = start("two")) {
      assertThat(other.firstPassword()).isPresent().get().isNotEqualTo(one);
    }
  }

  @Test
  void composeAndKubernetesFilesHaveNoSecretOfTheirOwn() throws IOException {
    List<String> secrets = new ArrayList<>();
    Object compose = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
    walk("", compose, secrets, ASKED_FOR);
    assertThat(secrets).as("secrets that compose asks for").hasSizeGreaterThanOrEqualTo(2);
    for (Object document :
        new Yaml().loadAll(Files.readString(ROOT.resolve("deploy/kubernetes.yaml")))) {
      walk("", document, secrets, ASKED_FOR);
    }
  }

  @Test
  void aPasswordInAFileIsFound() {
    Object careless = new Yaml().load("a: {environment: {DB_PASSWORD: 'change-me'}}");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> walk("", careless, new ArrayList<>(), ASKED_FOR))
        .isInstanceOf(AssertionError.class);
    Object fallback = new Yaml().load("a: {environment: {DB_PASSWORD: '${X:-example}'}}");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> walk("", fallback, new ArrayList<>(), ASKED_FOR))
        .isInstanceOf(AssertionError.class);
  }

  private static void walk(String path, Object value, List<String> secrets, Pattern allowed) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> walk(path + "/" + key, inner, secrets, allowed));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> walk(path + "/", inner, secrets, allowed));
    } else if (value instanceof String text) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (SECRET.matcher(name).matches()) {
        Matcher asked = allowed.matcher(text);
        assertThat(asked.matches()).as("%s: %s", path, text).isTrue();
        secrets.add(path);
      }
      assertThat(text).as(path).doesNotContainPattern("(?i)password=[^&$\"]");
    }
  }
}
