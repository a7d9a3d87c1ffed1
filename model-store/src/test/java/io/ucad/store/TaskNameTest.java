package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNameTest {

  private static final String[] PIECES = {
    "a",
    "z",
    "0",
    "9",
    "_",
    "-",
    "bottle",
    "pcb",
    "v1",
    "A",
    "Z",
    ".",
    "..",
    "/",
    "\\",
    "\0",
    " ",
    "\n",
    "\r",
    "\t",
    ":",
    "%2e",
    "%00",
    "~",
    "$",
    "`",
    "|",
    "*",
    "?",
    "<",
    ">",
    "\"",
    "'",
    "\u00e9",
    "\u0130",
    "\u0131",
    "\u212a",
    "\uff41",
    "\u0660",
    "\u200b",
    "\u202e",
    "\ud83d\ude00",
    "\ud83d",
    "con",
    "nul",
    ".safetensors",
    "manifest.json",
    "-rf",
    "\u0000bottle"
  };

  @Test
  void acceptsExactlyTheRuleForTenThousandHostileNames() {
    Random random = new Random(36);
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      String name = hostile(random);
      boolean allowed = allowed(name);
      assertThat(accepts(name)).as(Names.printable(name)).isEqualTo(allowed);
      accepted += allowed ? 1 : 0;
    }
    assertThat(accepted).as("both sides of the rule were tried").isBetween(500, 9_500);
  }

  /** The rule spelled out a second time, without a regular expression. */
  private static boolean allowed(String name) {
    String letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    if (name.isEmpty() || name.length() > 63 || letters.indexOf(name.charAt(0)) < 0) {
      return false;
    }
    return name.chars().allMatch(c -> (letters + "_-").indexOf(c) >= 0);
  }

  private static String hostile(Random random) {
    StringBuilder name = new StringBuilder();
    boolean tame = random.nextInt(3) == 0;
    int pieces = random.nextInt(random.nextInt(10) == 0 ? 80 : 5);
    for (int i = 0; i < pieces; i++) {
      name.append(PIECES[random.nextInt(tame ? 9 : PIECES.length)]);
    }
    if (random.nextInt(10) == 0) {
      name.append((char) random.nextInt(0x10000));
    }
    return name.toString();
  }

  private static boolean accepts(String name) {
    try {
      return new TaskName(name).value().equals(name);
    } catch (StoreException.Refused e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bottle\n", "../bottle", "Bottle", "-bottle", "_b", "a.b", "a b", "b\u0000"})
  void refusesWithTheRuleInTheMessage(String name) {
    assertThatThrownBy(() -> new TaskName(name))
        .isInstanceOf(StoreException.Refused.class)
        .hasMessageContaining("[a-z0-9][a-z0-9_-]{0,62}")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void sixtyThreeCharactersAreTheLimit() {
    assertThat(accepts("a".repeat(63))).isTrue();
    assertThat(accepts("a".repeat(64))).isFalse();
  }

  @Test
  void anAliasCannotLookLikeAVersion() {
    for (String name : List.of("v1", "v42")) {
      assertThatThrownBy(() -> new AliasName(name)).isInstanceOf(StoreException.Refused.class);
    }
    assertThat(new AliasName("v0").value()).isEqualTo("v0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v0", "v01", "v", "7", "V7", "v-1", "v1000000000", "v7 ", "v\u0661"})
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> VersionId.parse(text)).isInstanceOf(StoreException.Refused.class);
  }
}
