package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.deploy.NodeState;
import io.ucad.admin.deploy.RolloutAction;
import io.ucad.admin.deploy.RolloutState;
import io.ucad.admin.deploy.RolloutStep;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.Proposal;
import io.ucad.admin.job.JobState;
import io.ucad.admin.job.LogLevel;
import io.ucad.admin.task.IntakeFault;
import io.ucad.admin.task.Split;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.VersionDetail;
import io.ucad.admin.webhook.DeliveryState;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.Outcome;
import io.ucad.detector.Verdict;
import io.ucad.detector.image.ImageErrorCode;
import io.ucad.trainer.preset.Presets;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence that the program can say is there in both languages, and no other. */
class TranslationsTest {
  private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+(?:\\.[a-z_]+)+)\"");
  private static final Pattern SAYING =
      Pattern.compile(
          "(?:Words\\.t|\\bt|new UserProblem|item|head)\\(([^;]*?)[;{]", Pattern.DOTALL);

  private static Properties words(String language) throws IOException {
    var words = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                TranslationsTest.class.getResourceAsStream(
                    "/vaadin-i18n/translations_" + language + ".properties")),
            StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  /** Keys that stand in the source where something is said. */
  private static Set<String> said() throws IOException {
    Set<String> said = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher saying = SAYING.matcher(Files.readString(source));
        while (saying.find()) {
          LITERAL.matcher(saying.group(1)).results().forEach(found -> said.add(found.group(1)));
        }
      }
    }
    said.removeAll(prefixes().toList());
    return said;
  }

  private static Stream<String> prefixes() {
    return Stream.of("job.state", "job.now");
  }

  /** Keys that are made of values. */
  private static Set<String> made() {
    Set<String> made = new TreeSet<>();
    add(made, "job.state", JobState.values());
    add(made, "job.now", JobState.values());
    add(made, "log", LogLevel.values());
    add(made, "fault", IntakeFault.values());
    add(made, "split", Split.values());
    add(made, "role", Role.values());
    add(made, "scope", TokenScope.values());
    for (TokenScope scope : TokenScope.values()) {
      made.add("scope." + scope.word() + ".note");
    }
    add(made, "change", VersionDetail.Change.values());
    add(made, "summary", Summary.values());
    add(made, "measure", Measure.values());
    add(made, "verdict", Verdict.values());
    add(made, "feedback", Feedback.values());
    add(made, "proposal", Proposal.values());
    add(made, "reject", ImageErrorCode.values());
    add(made, "alarm", AlarmKind.values());
    add(made, "hook", HookEvent.values());
    add(made, "delivery", DeliveryState.values());
    add(made, "outcome", Outcome.values());
    add(made, "health", NodeState.Health.values());
    add(made, "rollout", RolloutState.values());
    add(made, "doing", RolloutAction.values());
    add(made, "step", RolloutStep.values());
    made.addAll(List.of("steps.later", "steps.done", "steps.now", "steps.broken"));
    Presets.NAMES.forEach(
        name -> made.addAll(List.of("preset." + name, "preset." + name + ".note")));
    return made;
  }

  private static void add(Set<String> keys, String prefix, Enum<?>[] values) {
    Arrays.stream(values).forEach(v -> keys.add(prefix + "." + v.name().toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void everythingThatIsSaidIsThereAndNothingElse(String language) throws IOException {
    Set<String> expected = new TreeSet<>(said());
    expected.addAll(made());
    assertThat(expected).hasSizeGreaterThan(200);
    assertThat(new TreeSet<>(words(language).stringPropertyNames())).isEqualTo(expected);
  }

  @Test
  void bothLanguagesHaveTheSameGapsToFill() throws IOException {
    Properties english = words("en");
    Properties korean = words("ko");
    for (String key : english.stringPropertyNames()) {
      assertThat(gaps(korean.getProperty(key))).as(key).isEqualTo(gaps(english.getProperty(key)));
    }
  }

  private static Set<String> gaps(String sentence) {
    Set<String> gaps = new TreeSet<>();
    Pattern.compile("\\{(\\d)}").matcher(sentence).results().forEach(g -> gaps.add(g.group(1)));
    return gaps;
  }

  @Test
  void aPersonWhoSpeaksNeitherGetsEnglishAndQuotesSurvive() {
    var translations = new Translations();
    assertThat(translations.getTranslation("nav.tasks", Locale.FRENCH)).isEqualTo("Tasks");
    assertThat(translations.getTranslation("nav.tasks", Locale.KOREA)).isEqualTo("태스크");
    assertThat(translations.getTranslation("pager.place", Locale.ENGLISH, 1, 2, 3))
        .isEqualTo("1 to 2 of 3");
  }
}
