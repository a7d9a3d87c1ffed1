package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Span;
import io.ucad.admin.webhook.DeliveryRow;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.WebhookForm;
import java.net.URI;
import java.util.stream.Collectors;

/** What both screens of webhooks say in the same way. */
final class WebhookParts {
  private WebhookParts() {}

  /** Where a delivery is, or why it is not there yet. */
  static Span state(DeliveryRow delivery) {
    return Parts.state(
        switch (delivery.state()) {
          case DELIVERED -> "good";
          case WAITING -> delivery.outcome().isEmpty() ? "quiet" : "busy";
          case FAILED -> "bad";
        },
        Words.t("delivery", delivery.state()));
  }

  /** What came of the last attempt, with the status if there was one. */
  static String outcome(DeliveryRow delivery) {
    String outcome = delivery.outcome().map(o -> Words.t("outcome", o)).orElse("");
    return delivery.status().isPresent() ? outcome + " · " + delivery.status().getAsInt() : outcome;
  }

  static String events(WebhookForm form) {
    return form.events().stream()
        .sorted()
        .map((HookEvent event) -> Words.t("hook", event))
        .collect(Collectors.joining(", "));
  }

  /** The rest of an address may be a secret of the receiver. */
  static String host(WebhookForm form) {
    URI address = URI.create(form.address());
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
