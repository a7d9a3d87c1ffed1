package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucad.admin.AdminNode;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.HandClock;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Receiver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts under a clock that the test moves. Nothing here is in the queue of the node. */
@ParameterizedClass
@EnumSource
@Timeout(300)
class DelivererTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final AdminNode node;
  private final HandClock clock = new HandClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final DeliveryLedger ledger;
  private final Deliverer deliverer;
  private final Receiver receiver = new Receiver();
  private final WebhookService service;
  private final WebhookService.NewWebhook webhook;

  DelivererTest(Database database) {
    node = Nodes.on(database);
    ledger = new DeliveryLedger(JdbcClient.create(node.get(DataSource.class)), clock);
    var targets = new Targets(true, java.net.InetAddress::getAllByName);
    var post = new Post(targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), LONG, LONG);
    deliverer = new Deliverer(ledger, post, new DeliveryMetrics(registry, ledger), clock);
    service = node.get(WebhookService.class);
    webhook = As.admin(() -> service.create(form()));
  }

  private WebhookForm form() {
    return new WebhookForm("test", receiver.address("/hook"), EnumSet.copyOf(HookEvent.CHOICE), "");
  }

  @AfterEach
  void end() {
    receiver.close();
    As.admin(() -> service.remove(webhook.id()));
  }

  private DeliveryEntry add(HookEvent event) {
    return ledger.add(webhook.id(), UUID.randomUUID().toString(), event, "{\"a\":\"ä\"}");
  }

  private DeliveryRow row(DeliveryEntry entry) {
    String uuid =
        JdbcClient.create(node.get(DataSource.class))
            .sql("select uuid from webhook_delivery where id = ?")
            .param(entry.delivery())
            .query(String.class)
            .single();
    return ledger.find(webhook.id(), uuid).orElseThrow();
  }

  private double attempts(String outcome) {
    return registry.get("ucad.webhook.attempts").tag("outcome", outcome).counter().count();
  }

  /** As a receiver would, from what is documented. */
  private static void assertSigned(Receiver.Received request, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    String signed = request.header("X-Ucad-Timestamp") + "." + request.text();
    String expected =
        "sha256=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    assertThat(
            MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                request.header("X-Ucad-Signature").getBytes(StandardCharsets.US_ASCII)))
        .isTrue();
  }

  @Test
  void whatArrivesIsSignedAndSentOnce() throws Exception {
    DeliveryEntry entry = add(HookEvent.DRIFT);
    assertThat(deliverer.deliver(entry)).isEmpty();
    Receiver.Received request = receiver.take();
    assertSigned(request, webhook.secret());
    DeliveryRow row = row(entry);
    assertThat(request.header("X-Ucad-Event")).isEqualTo("DRIFT");
    assertThat(request.header("X-Ucad-Delivery")).isEqualTo(row.id());
    assertThat(request.header("X-Ucad-Timestamp"))
        .isEqualTo(String.valueOf(clock.instant().getEpochSecond()));
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.text()).isEqualTo("{\"a\":\"ä\"}");
    assertThat(row.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(row.outcome()).contains(Outcome.DELIVERED);
    assertThat(row.status()).isEqualTo(OptionalInt.of(200));
    assertThat(row.attempts()).isEqualTo(1);
    assertThat(row.endedAt()).contains(clock.instant());
    assertThat(deliverer.deliver(entry)).as("the entry once more").isEmpty();
    assertThat(receiver.poll()).isNull();
    assertThat(attempts("delivered")).isEqualTo(1);
  }

  @Test
  void whatFailsIsRepeatedLaterWithTheSameIdAndANewTime() throws Exception {
    receiver.answering(500);
    DeliveryEntry entry = add(HookEvent.JOB_FINISHED);
    Optional<Instant> next = deliverer.deliver(entry);
    assertThat(next).contains(clock.instant().plusSeconds(15));
    DeliveryRow waiting = row(entry);
    assertThat(waiting.state()).isEqualTo(DeliveryState.WAITING);
    assertThat(waiting.outcome()).contains(Outcome.STATUS);
    assertThat(waiting.status()).isEqualTo(OptionalInt.of(500));
    assertThat(waiting.nextAt()).isEqualTo(next);
    Receiver.Received first = receiver.take();

    assertThat(deliverer.deliver(entry)).as("too early").isEqualTo(next);
    assertThat(receiver.poll()).isNull();

    clock.pass(Duration.ofSeconds(15));
    assertThat(deliverer.deliver(entry)).isEmpty();
    Receiver.Received second = receiver.take();
    assertThat(second.header("X-Ucad-Delivery")).isEqualTo(first.header("X-Ucad-Delivery"));
    assertThat(second.header("X-Ucad-Timestamp")).isNotEqualTo(first.header("X-Ucad-Timestamp"));
    assertSigned(second, webhook.secret());
    assertThat(row(entry).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(row(entry).attempts()).isEqualTo(2);
    assertThat(attempts("status")).isEqualTo(1);
  }

  @Test
  void afterTenAttemptsItIsGivenUpUntilSomebodyAsks() throws Exception {
    receiver.answering(500, 501, 502, 503, 400, 401, 403, 404, 410, 429);
    DeliveryEntry entry = add(HookEvent.DEPLOYMENT_FAILED);
    Optional<Instant> next = Optional.of(clock.instant());
    int tried = 0;
    while (next.isPresent()) {
      clock.pass(Duration.between(clock.instant(), next.get()));
      next = deliverer.deliver(entry);
      tried++;
    }
    assertThat(tried).isEqualTo(10);
    DeliveryRow failed = row(entry);
    assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(failed.status()).isEqualTo(OptionalInt.of(429));
    assertThat(registry.get("ucad.webhook.failed").counter().count()).isEqualTo(1);
    for (int i = 0; i < tried; i++) {
      assertThat(receiver.take().header("X-Ucad-Delivery")).isEqualTo(failed.id());
    }

    clock.pass(Duration.ofDays(3));
    DeliveryEntry again = ledger.again(webhook.id(), failed.id()).orElseThrow();
    assertThat(again.delivery()).isEqualTo(entry.delivery());
    assertThat(deliverer.deliver(entry)).as("the entry of before").isEmpty();
    assertThat(receiver.poll()).isNull();
    assertThat(deliverer.deliver(again)).isEmpty();
    assertThat(receiver.take().header("X-Ucad-Delivery")).isEqualTo(failed.id());
    assertThat(row(entry).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(ledger.again(webhook.id() + 1, failed.id())).as("of another webhook").isEmpty();
  }

  @Test
  void whatGotTooOldWhileNobodyRanIsNotSent() {
    DeliveryEntry entry = add(HookEvent.DRIFT);
    clock.pass(Duration.ofHours(24));
    assertThat(deliverer.deliver(entry)).isEmpty();
    assertThat(row(entry).outcome()).contains(Outcome.EXPIRED);
    assertThat(row(entry).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(receiver.poll()).isNull();
  }

  @Test
  void oneThatIsOffIsToldNothingButATest() throws Exception {
    As.admin(() -> service.change(webhook.id(), form(), false));
    DeliveryEntry drift = add(HookEvent.DRIFT);
    DeliveryEntry test = add(HookEvent.TEST);
    assertThat(deliverer.deliver(drift)).isEmpty();
    assertThat(deliverer.deliver(test)).isEmpty();
    assertThat(receiver.take().header("X-Ucad-Event")).isEqualTo("TEST");
    assertThat(receiver.poll()).isNull();
    assertThat(row(drift).outcome()).contains(Outcome.DISABLED);
  }

  @Test
  void whatTheDeadHadBegunIsSentAgainAtOnceAndCounts() throws Exception {
    DeliveryEntry entry = add(HookEvent.DRIFT);
    assertThat(ledger.begin(ledger.parcel(entry).orElseThrow())).isTrue();
    assertThat(deliverer.deliver(entry)).isEmpty();
    receiver.take();
    assertThat(row(entry).attempts()).isEqualTo(2);
  }

  @Test
  void ofTwoNodesThatHaveTheSameEntryOneSends() {
    Parcel parcel = ledger.parcel(add(HookEvent.DRIFT)).orElseThrow();
    assertThat(ledger.begin(parcel)).isTrue();
    assertThat(ledger.begin(parcel)).isFalse();
    assertThat(parcel.toString()).doesNotContain(webhook.secret(), receiver.address("/hook"));
  }

  @Test
  void aNewSecretSignsWhatIsSentFromThenOn() throws Exception {
    DeliveryEntry entry = add(HookEvent.DRIFT);
    String renewed = As.admin(() -> service.renewSecret(webhook.id()));
    assertThat(renewed).isNotEqualTo(webhook.secret());
    deliverer.deliver(entry);
    assertSigned(receiver.take(), renewed);
  }

  @Test
  void whatHasEndedIsForgottenByAgeAndByNumber() {
    DeliveryEntry old = add(HookEvent.DRIFT);
    deliverer.deliver(old);
    DeliveryEntry waiting = add(HookEvent.DRIFT);
    clock.pass(Duration.ofDays(31));
    DeliveryEntry first = add(HookEvent.DRIFT);
    DeliveryEntry second = add(HookEvent.DRIFT);
    deliverer.deliver(first);
    deliverer.deliver(second);
    ledger.forget(clock.instant().minus(Duration.ofDays(30)), 10_000);
    assertThat(kept()).containsExactly(second, first, waiting);
    ledger.forget(clock.instant().minus(Duration.ofDays(30)), 1);
    assertThat(kept()).containsExactly(second, waiting);
  }

  private List<DeliveryEntry> kept() {
    return JdbcClient.create(node.get(DataSource.class))
        .sql("select id, round from webhook_delivery where webhook_id = ? order by id desc")
        .param(webhook.id())
        .query((row, n) -> new DeliveryEntry(row.getLong("id"), row.getInt("round")))
        .list();
  }
}
