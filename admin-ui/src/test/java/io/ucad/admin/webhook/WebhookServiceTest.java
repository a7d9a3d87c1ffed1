package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks as administrators see them. */
class WebhookServiceTest {
  private static final Set<HookEvent> DRIFT = Set.of(HookEvent.DRIFT);

  private final String label = "hook-" + UUID.randomUUID();

  @ParameterizedTest
  @EnumSource
  void aWebhookIsMadeChangedAndRemovedAndAllOfItIsRecordedButNoSecret(Database database) {
    AdminNode node = Nodes.on(database);
    WebhookService service = node.get(WebhookService.class);
    var form = new WebhookForm(label, "http://10.0.0.1:1/path-secret", DRIFT, "");
    WebhookService.NewWebhook made = As.admin(() -> service.create(form));
    assertThat(made.toString()).doesNotContain(made.secret());
    WebhookRow row = As.admin(() -> service.get(made.id()));
    assertThat(row.form()).isEqualTo(form);
    assertThat(row.enabled()).isTrue();
    assertThat(row.createdBy()).isEqualTo("admin");
    assertThat(row.last()).isEmpty();
    var changed =
        new WebhookForm(
            label, "https://10.0.0.2/other-secret", Set.of(HookEvent.QUEUE), "https://ucad");
    As.admin(() -> service.change(made.id(), changed, false));
    assertThat(As.admin(() -> service.get(made.id())).form()).isEqualTo(changed);
    String renewed = As.admin(() -> service.renewSecret(made.id()));
    As.admin(() -> service.remove(made.id()));
    assertProblem("problem.webhook.none", () -> As.admin(() -> service.get(made.id())));

    List<AuditRecord> records = As.admin(() -> node.get(AuditService.class).search(label, 0, 100));
    assertThat(records)
        .extracting(AuditRecord::action)
        .containsExactly("webhook.remove", "webhook.secret", "webhook.change", "webhook.create");
    assertThat(records.get(2).before()).isEqualTo(label + ": http://10.0.0.1:1, DRIFT");
    assertThat(records.get(2).after()).isEqualTo(label + ": https://10.0.0.2, QUEUE, off");
    assertThat(records.toString())
        .doesNotContain(made.secret(), renewed, "path-secret", "other-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254/latest/meta-data, problem.webhook.nowhere",
    "https://[fe80::1]/, problem.webhook.nowhere",
    "http://8.8.8.8/, problem.webhook.open",
    "https://no-such-host.invalid/, problem.webhook.unknown",
    "https://me:secret@10.0.0.1/, problem.webhook.address"
  })
  void whatMayNotBeSentToIsRefusedWhenItIsMadeAndWhenItIsChanged(String to, String problem) {
    WebhookService service = Nodes.on(Database.H2).get(WebhookService.class);
    assertProblem(
        problem, () -> As.admin(() -> service.create(new WebhookForm(label, to, DRIFT, ""))));
    long id =
        As.admin(() -> service.create(new WebhookForm(label, "http://10.0.0.1/", DRIFT, ""))).id();
    assertProblem(
        problem,
        () -> As.admin(() -> service.change(id, new WebhookForm(label, to, DRIFT, ""), true)));
    assertThat(As.admin(() -> service.get(id)).form().address()).isEqualTo("http://10.0.0.1/");
    As.admin(() -> service.remove(id));
  }

  @Test
  void whatIsNotThereIsSaid() {
    WebhookService service = Nodes.on(Database.H2).get(WebhookService.class);
    assertProblem("problem.webhook.none", () -> As.admin(() -> service.test(999_999)));
    long id =
        As.admin(() -> service.create(new WebhookForm(label, "http://10.0.0.1/", DRIFT, ""))).id();
    assertProblem("problem.delivery.none", () -> As.admin(() -> service.redeliver(id, "x")));
    As.admin(() -> service.remove(id));
  }

  private static void assertProblem(
      String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserProblem.class, problem -> assertThat(problem.key()).isEqualTo(key));
  }
}
