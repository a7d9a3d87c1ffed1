package io.ucad.admin.deploy;

import com.google.gson.JsonObject;
import io.ucad.admin.text.Texts;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.Outbox;
import org.springframework.stereotype.Component;

/** Tells webhooks that a rollout came to nothing, in the transaction that says so. */
@Component
class RolloutNews {
  private static final int PROBLEM = 500;

  private final Outbox outbox;

  RolloutNews(Outbox outbox) {
    this.outbox = outbox;
  }

  void failed(RolloutRow rollout) {
    String problem = rollout.problem();
    var subject = new JsonObject();
    subject.addProperty("rollout", rollout.id());
    subject.addProperty("state", rollout.state().name());
    subject.addProperty("action", rollout.action().name());
    subject.addProperty("version", rollout.version());
    subject.addProperty("node", rollout.node());
    subject.addProperty("createdBy", rollout.actor());
    subject.addProperty("problem", Texts.cut(problem, PROBLEM));
    outbox.add(HookEvent.DEPLOYMENT_FAILED, "/deployments/rollouts/" + rollout.id(), subject);
  }
}
