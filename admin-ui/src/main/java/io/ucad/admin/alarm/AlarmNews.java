package io.ucad.admin.alarm;

import com.google.gson.JsonObject;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.Outbox;
import org.springframework.stereotype.Component;

/** Tells webhooks of alarms, in the transaction that raises or clears them. */
@Component
class AlarmNews {
  private final Outbox outbox;

  AlarmNews(Outbox outbox) {
    this.outbox = outbox;
  }

  void raised(AlarmKind kind, String subject, String figures) {
    JsonObject news = of(kind, subject, "RAISED");
    news.addProperty("figures", figures);
    add(kind, subject, news);
  }

  void cleared(AlarmKind kind, String subject) {
    add(kind, subject, of(kind, subject, "CLEARED"));
  }

  private static JsonObject of(AlarmKind kind, String subject, String state) {
    var news = new JsonObject();
    if (kind == AlarmKind.DRIFT) {
      news.addProperty("task", subject);
    }
    news.addProperty("state", state);
    return news;
  }

  private void add(AlarmKind kind, String subject, JsonObject news) {
    switch (kind) {
      case DRIFT -> outbox.add(HookEvent.DRIFT, "/tasks/" + subject, news);
      case QUEUE -> outbox.add(HookEvent.QUEUE, "/learn", news);
    }
  }
}
