package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.problem.UserProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an administrator may have something sent, and where not. */
class TargetsTest {
  private static final Targets SHARED = new Targets(false, InetAddress::getAllByName);
  private static final Targets ALONE = new Targets(true, InetAddress::getAllByName);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "ftp://10.0.0.1/x",
        "file:///etc/passwd",
        "jar:file:///x!/",
        "//10.0.0.1/x",
        "https:///x",
        "https://user@10.0.0.1/x",
        "https://user:secret@10.0.0.1/x",
        "https://10.0.0.1/x#y",
        "https://10.0.0.1:0/x",
        "https://10.0.0.1:65536/x",
        "https://10.0.0.1/x y",
        "https://10.0.0.1/x\r\nX-Evil: 1",
        "https://10.0.0.1\r\nX-Evil: 1/",
        "https://10.0.0.1/\u0000",
        "https://10.0.0.1/ä",
        "https://bücher.example/x",
        "https://exa_mple/x",
        "http://127.1/",
        "http://0x7f.0.0.1/"
      })
  void whatIsNoAddressIsRefused(String address) {
    assertProblem("problem.webhook.address", () -> HookAddress.parse(address));
  }

  @Test
  void anAddressIsNoLongerThanItsColumn() {
    HookAddress.parse("https://10.0.0.1/" + "x".repeat(483));
    assertProblem(
        "problem.webhook.address", () -> HookAddress.parse("https://10.0.0.1/" + "x".repeat(484)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://169.254.169.254/latest/meta-data, problem.webhook.nowhere",
    "http://169.254.169.254/, problem.webhook.nowhere",
    "http://2852039166/, problem.webhook.nowhere",
    "http://0.0.0.0:8080/, problem.webhook.nowhere",
    "http://0/, problem.webhook.nowhere",
    "http://[::]/, problem.webhook.nowhere",
    "http://[fe80::1]/, problem.webhook.nowhere",
    "http://[::ffff:169.254.169.254]/, problem.webhook.nowhere",
    "https://[64:ff9b::a9fe:a9fe]/, problem.webhook.nowhere",
    "http://224.0.0.1/, problem.webhook.nowhere",
    "http://127.0.0.1:5432/, problem.webhook.here",
    "https://127.0.0.1/, problem.webhook.here",
    "http://localhost/, problem.webhook.here",
    "http://2130706433/, problem.webhook.here",
    "http://[::1]/, problem.webhook.here",
    "http://[::ffff:127.0.0.1]/, problem.webhook.here",
    "http://8.8.8.8/, problem.webhook.open"
  })
  void whereNothingMayBeSentIsRefused(String address, String problem) {
    assertProblem(problem, () -> SHARED.resolve(HookAddress.parse(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.1.2.3/hook",
        "http://172.20.0.1:8080/hook?sig=a%2Fb",
        "https://192.168.0.9/",
        "https://[fd12::1]:8443",
        "HTTPS://8.8.8.8/services/T0/B0/x"
      })
  void aPlantAndTheOpenOverTlsMayBeSentTo(String address) throws Exception {
    assertThat(SHARED.resolve(HookAddress.parse(address))).isNotEmpty();
  }

  @Test
  void thisMachineMayBeSentToWhereNobodyElseComes() throws Exception {
    assertThat(ALONE.resolve(HookAddress.parse("http://127.0.0.1:9/"))).hasSize(1);
    assertProblem(
        "problem.webhook.nowhere", () -> ALONE.resolve(HookAddress.parse("http://169.254.1.1/")));
  }

  @Test
  void oneBadAddressOfAHostIsEnough() {
    var mixed =
        new Targets(
            true,
            host ->
                new InetAddress[] {
                  InetAddress.getByName("10.0.0.1"), InetAddress.getByName("169.254.169.254")
                });
    assertProblem(
        "problem.webhook.nowhere", () -> mixed.resolve(HookAddress.parse("http://plant/x")));
  }

  @Test
  void aHostThatNobodyKnowsIsSaid() {
    assertThatThrownBy(() -> SHARED.resolve(HookAddress.parse("https://no-such-host.invalid/")))
        .isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Plant.example, Plant.example, 443, Plant.example, /, https://Plant.example",
    "http://plant:8080/a?b=c, plant, 8080, plant:8080, /a?b=c, http://plant:8080",
    "https://[fd12::1]:1/a%20b, fd12::1, 1, [fd12::1]:1, /a%20b, https://[fd12::1]:1",
    "http://plant?x, plant, 80, plant, /?x, http://plant"
  })
  void anAddressHasParts(
      String text, String host, int port, String authority, String resource, String origin) {
    HookAddress address = HookAddress.parse(text);
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.authority()).isEqualTo(authority);
    assertThat(address.resource()).isEqualTo(resource);
    assertThat(address.origin()).isEqualTo(origin);
    assertThat(address).hasToString(origin);
  }

  @Test
  void aFormNeedsALabelEventsAndPlainLinks() {
    Set<HookEvent> drift = Set.of(HookEvent.DRIFT);
    String to = "https://10.0.0.1/secret";
    assertProblem("problem.webhook.label", () -> new WebhookForm(" ", to, drift, ""));
    assertProblem("problem.webhook.label", () -> new WebhookForm("x".repeat(101), to, drift, ""));
    assertProblem("problem.webhook.events", () -> new WebhookForm("x", to, Set.of(), ""));
    assertProblem(
        "problem.webhook.events", () -> new WebhookForm("x", to, Set.of(HookEvent.TEST), ""));
    for (String links : new String[] {"javascript:alert(1)", "https://a/?b", "https://a/#b"}) {
      assertProblem("problem.webhook.links", () -> new WebhookForm("x", to, drift, links));
    }
    var form = new WebhookForm(" x ", to, drift, "https://ucad.example/base//");
    assertThat(form.label()).isEqualTo("x");
    assertThat(form.links()).isEqualTo("https://ucad.example/base");
    assertThat(form.toString()).doesNotContain("secret");
  }

  private static void assertProblem(
      String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserProblem.class, problem -> assertThat(problem.key()).isEqualTo(key));
  }
}
