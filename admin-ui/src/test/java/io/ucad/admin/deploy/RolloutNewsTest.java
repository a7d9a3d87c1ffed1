package io.ucad.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.ucad.admin.AdminNode;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Receiver;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.WebhookForm;
import io.ucad.admin.webhook.WebhookService;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rollout that came to nothing is told, also by others if its process is gone. */
@Timeout(300)
class RolloutNewsTest {
  @ParameterizedTest
  @EnumSource
  void aRolloutThatFailsOrIsLostIsToldOnceAndOneThatIsDoneIsNot(Database database)
      throws Exception {
    AdminNode node = Nodes.on(database);
    RolloutLedger ledger = node.get(RolloutLedger.class);
    WebhookService webhooks = node.get(WebhookService.class);
    try (var receiver = new Receiver()) {
      var form =
          new WebhookForm(
              "test", receiver.address("/hook"), Set.of(HookEvent.DEPLOYMENT_FAILED), "");
      long webhook = As.admin(() -> webhooks.create(form)).id();
      long done = ledger.begin("line-1", 3, RolloutAction.DEPLOY, "ann");
      ledger.end(done, RolloutState.DONE, "");
      long failed = ledger.begin("line-1", 4, RolloutAction.DEPLOY, "ann");
      ledger.end(failed, RolloutState.FAILED, "x".repeat(4000));
      JsonObject body = receiver.take().json();
      assertThat(body.get("screen").getAsString()).isEqualTo("/deployments/rollouts/" + failed);
      JsonObject subject = body.getAsJsonObject("subject");
      assertThat(subject.get("state").getAsString()).isEqualTo("FAILED");
      assertThat(subject.get("node").getAsString()).isEqualTo("line-1");
      assertThat(subject.get("version").getAsInt()).isEqualTo(4);
      assertThat(subject.get("problem").getAsString()).hasSize(500);

      long lost = ledger.begin("line-2", 5, RolloutAction.UNDEPLOY, "ann");
      node.get(RolloutWatch.class).check();
      assertThat(ledger.find(lost).orElseThrow().state()).isEqualTo(RolloutState.RUNNING);
      fallSilent(node, lost);
      node.get(RolloutWatch.class).check();
      node.get(RolloutWatch.class).check();
      subject = receiver.take().json().getAsJsonObject("subject");
      assertThat(subject.get("rollout").getAsLong()).isEqualTo(lost);
      assertThat(subject.get("state").getAsString()).isEqualTo("LOST");
      ledger.step(lost, RolloutStep.REMOVE_OLD, "it was only slow");
      assertThat(ledger.find(lost).orElseThrow().state()).isEqualTo(RolloutState.RUNNING);
      ledger.end(lost, RolloutState.DONE, "");
      assertThat(As.admin(() -> webhooks.countDeliveries(webhook))).isEqualTo(2);
      As.admin(() -> webhooks.remove(webhook));
    }
  }

  private static void fallSilent(AdminNode node, long rollout) {
    JdbcClient.create(node.get(DataSource.class))
        .sql("update rollout set touched_at = ? where id = ?")
        .params(Timestamp.from(Instant.now().minus(RolloutLedger.SILENCE).minusSeconds(1)), rollout)
        .update();
  }

  @ParameterizedTest
  @EnumSource
  void aRolloutOfWhichAStepTakesLongIsNotTakenForLost(Database database) {
    AdminNode node = Nodes.on(database);
    RolloutLedger ledger = node.get(RolloutLedger.class);
    long slow = ledger.begin("line-3", 6, RolloutAction.DEPLOY, "ann");
    long silent = ledger.begin("line-4", 6, RolloutAction.DEPLOY, "ann");
    try (var pulse = new RolloutPulse(ledger, Duration.ofMillis(20))) {
      try (RolloutPulse.Beating beating = pulse.start(slow)) {
        fallSilent(node, slow);
        fallSilent(node, silent);
        await().until(() -> !ledger.silent().contains(slow));
        assertThat(ledger.silent()).contains(silent);
        node.get(RolloutWatch.class).check();
        assertThat(ledger.find(slow).orElseThrow().state()).isEqualTo(RolloutState.RUNNING);
        assertThat(ledger.find(silent).orElseThrow().state()).isEqualTo(RolloutState.LOST);
      }
      ledger.end(slow, RolloutState.DONE, "");
      ledger.touch(slow);
      assertThat(ledger.find(slow).orElseThrow().state()).isEqualTo(RolloutState.DONE);
    }
  }
}
