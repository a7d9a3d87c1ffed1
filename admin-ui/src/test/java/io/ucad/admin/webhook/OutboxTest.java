package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.ucad.admin.AdminNode;
import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.alarm.Alarms;
import io.ucad.admin.job.JobService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Receiver;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** From what happens to whom it is told, through the queue of a node that runs. */
@ParameterizedClass
@EnumSource
@Timeout(300)
class OutboxTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final AdminNode node;
  private final WebhookService service;
  private final Receiver receiver = new Receiver();
  private final String task = "tile-" + UUID.randomUUID();
  private long webhook;

  OutboxTest(Database database) {
    node = Nodes.on(database);
    service = node.get(WebhookService.class);
  }

  private void tell(HookEvent... events) {
    webhook =
        As.admin(
                () ->
                    service.create(
                        new WebhookForm(
                            "test",
                            receiver.address("/hook"),
                            Set.of(events),
                            "https://ucad.example")))
            .id();
  }

  @AfterEach
  void end() {
    receiver.close();
    As.admin(() -> service.remove(webhook));
  }

  private JdbcClient sql() {
    return JdbcClient.create(node.get(DataSource.class));
  }

  private List<String> queued() {
    return sql()
        .sql("select task_instance from webhook_queue where task_name = 'deliver'")
        .query(String.class)
        .list();
  }

  @Test
  void aJobThatWasCancelledIsToldWithItsTasks() throws Exception {
    Factory.register(node, "tile", task);
    tell(HookEvent.JOB_FINISHED);
    JobService jobs = node.get(JobService.class);
    long job = As.admin(() -> jobs.learn(List.of(task), "fast", 1));
    As.admin(() -> jobs.cancel(job));
    Receiver.Received request = receiver.take();
    JsonObject body = request.json();
    assertThat(body.get("id").getAsString()).isEqualTo(request.header("X-Ucad-Delivery"));
    assertThat(body.get("event").getAsString()).isEqualTo("JOB_FINISHED");
    assertThat(Instant.parse(body.get("at").getAsString())).isBefore(Instant.now());
    assertThat(body.get("screen").getAsString()).isEqualTo("/learn/" + job);
    assertThat(body.get("link").getAsString()).isEqualTo("https://ucad.example/learn/" + job);
    JsonObject subject = body.getAsJsonObject("subject");
    assertThat(subject.get("job").getAsLong()).isEqualTo(job);
    assertThat(subject.get("state").getAsString()).isEqualTo("CANCELLED");
    assertThat(subject.getAsJsonArray("tasks").get(0).getAsJsonObject().get("task").getAsString())
        .isEqualTo(task);
  }

  @Test
  void driftIsToldWhenItIsRaisedAndWhenItIsOver() throws Exception {
    tell(HookEvent.DRIFT);
    Alarms alarms = node.get(Alarms.class);
    assertThat(alarms.raise(AlarmKind.DRIFT, task, "n = 100")).isTrue();
    assertThat(alarms.raise(AlarmKind.DRIFT, task, "n = 100")).as("once more").isFalse();
    JsonObject raised = receiver.take().json();
    assertThat(raised.get("screen").getAsString()).isEqualTo("/tasks/" + task);
    assertThat(raised.getAsJsonObject("subject").toString())
        .isEqualTo(
            "{\"task\":\"%s\",\"state\":\"RAISED\",\"figures\":\"n = 100\"}".formatted(task));
    assertThat(alarms.clear(AlarmKind.DRIFT, task)).isTrue();
    assertThat(alarms.clear(AlarmKind.DRIFT, task)).isFalse();
    assertThat(receiver.take().json().getAsJsonObject("subject").get("state").getAsString())
        .isEqualTo("CLEARED");
    assertThat(As.admin(() -> service.countDeliveries(webhook))).isEqualTo(2);
  }

  @Test
  void onlyWhatAWebhookIsForIsToldToItAndNothingWhileItIsOff() {
    tell(HookEvent.QUEUE);
    Alarms alarms = node.get(Alarms.class);
    alarms.raise(AlarmKind.DRIFT, task, "");
    As.admin(() -> service.change(webhook, service.get(webhook).form(), false));
    alarms.raise(AlarmKind.QUEUE, "", "n = 1");
    alarms.clear(AlarmKind.QUEUE, "");
    alarms.clear(AlarmKind.DRIFT, task);
    assertThat(As.admin(() -> service.countDeliveries(webhook))).isZero();
  }

  @Test
  void whatIsUndoneIsToldToNobody() {
    tell(HookEvent.DRIFT);
    Alarms alarms = node.get(Alarms.class);
    List<String> before = queued();
    List<String> added =
        node.get(TransactionTemplate.class)
            .execute(
                status -> {
                  alarms.raise(AlarmKind.DRIFT, task, "");
                  status.setRollbackOnly();
                  return queued().stream().filter(name -> !before.contains(name)).toList();
                });
    assertThat(added).hasSize(1);
    assertThat(queued()).doesNotContainAnyElementsOf(added);
    assertThat(As.admin(() -> service.countDeliveries(webhook))).isZero();
    Outbox outbox = node.get(Outbox.class);
    assertThatThrownBy(() -> outbox.add(HookEvent.DRIFT, "/", new JsonObject()))
        .as("without a transaction of what happened")
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void theLongestSubjectFits() throws Exception {
    tell(HookEvent.DRIFT);
    var subject = new JsonObject();
    subject.addProperty("x", "x".repeat(15_000));
    node.get(TransactionTemplate.class)
        .executeWithoutResult(status -> node.get(Outbox.class).add(HookEvent.DRIFT, "/", subject));
    assertThat(receiver.take().json().getAsJsonObject("subject")).isEqualTo(subject);
  }

  /** A node took it from the queue and died; its heartbeat is old. */
  @Test
  void whatADeadNodeHadTakenIsSentByAnother() throws Exception {
    tell(HookEvent.DRIFT);
    Timestamp longAgo = Timestamp.from(Instant.now().minus(Duration.ofHours(1)));
    node.get(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              node.get(Outbox.class).add(HookEvent.DRIFT, "/", new JsonObject());
              sql()
                  .sql(
                      "update webhook_queue set picked = true, picked_by = 'dead',"
                          + " last_heartbeat = :at where task_name = 'deliver'")
                  .param("at", longAgo)
                  .update();
            });
    assertThat(receiver.take().header("X-Ucad-Event")).isEqualTo("DRIFT");
  }

  @Test
  void aTestAndWhatIsSentAgainAreOnTheList() throws Exception {
    tell(HookEvent.DRIFT);
    receiver.answering(503);
    DeliveryRow sent = As.admin(() -> service.test(webhook));
    assertThat(receiver.take().json().getAsJsonObject("subject").get("webhook").getAsString())
        .isEqualTo("test");
    await().atMost(LONG).until(() -> last().outcome().isPresent());
    assertThat(last().state()).isEqualTo(DeliveryState.WAITING);
    assertThat(last().status()).hasValue(503);
    As.admin(() -> service.redeliver(webhook, sent.id()));
    assertThat(receiver.take().header("X-Ucad-Delivery")).isEqualTo(sent.id());
    await().atMost(LONG).until(() -> last().state() == DeliveryState.DELIVERED);
    assertThat(As.admin(() -> service.deliveries(webhook, 0, 10))).containsExactly(last());
    assertThat(As.admin(() -> service.list(0, 500)).stream().filter(w -> w.id() == webhook))
        .singleElement()
        .satisfies(row -> assertThat(row.last()).contains(last()));
  }

  private DeliveryRow last() {
    return As.admin(() -> service.get(webhook)).last().orElseThrow();
  }
}
