package io.ucad.admin.webhook;

import io.ucad.admin.problem.UserProblem;
import java.util.Set;

/**
 * What somebody decides about a webhook.
 *
 * @param label what it is for
 * @param address where to send to; may hold a secret of the receiver
 * @param events at least one of {@link HookEvent#CHOICE}
 * @param links where people reach this program, such as {@code https://ucad.example}, so that what
 *     is sent can lead them there; empty if that is not to be told
 */
public record WebhookForm(String label, String address, Set<HookEvent> events, String links) {
  private static final int LABEL = 100;
  private static final int LINKS = 300;

  public WebhookForm {
    events = Set.copyOf(events);
    label = label.strip();
    address = address.strip();
    links = links.strip().replaceAll("/+$", "");
    if (label.isEmpty() || label.length() > LABEL) {
      throw new UserProblem("problem.webhook.label", LABEL);
    }
    if (events.isEmpty() || !HookEvent.CHOICE.containsAll(events)) {
      throw new UserProblem("problem.webhook.events");
    }
    HookAddress.parse(address);
    if (!links.isEmpty() && (links.length() > LINKS || !isPlain(links))) {
      throw new UserProblem("problem.webhook.links", LINKS);
    }
  }

  private static boolean isPlain(String links) {
    try {
      HookAddress parsed = HookAddress.parse(links);
      return parsed.uri().getRawQuery() == null;
    } catch (UserProblem e) {
      return false;
    }
  }

  HookAddress to() {
    return HookAddress.parse(address);
  }

  /** What of it may be written down anywhere. */
  String summary() {
    return label + ": " + to().origin() + ", " + HookEvent.join(events);
  }

  /** Without what may be a secret. */
  @Override
  public String toString() {
    return "WebhookForm[" + summary() + "]";
  }
}
