package io.ucad.admin.webhook;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a webhook tells of. */
public enum HookEvent {
  /** A job is done, has failed, or was cancelled. */
  JOB_FINISHED,

  /** A version was not put to work or taken away as somebody wanted. */
  DEPLOYMENT_FAILED,

  /** The alarm for drift of a task is raised or cleared. */
  DRIFT,

  /** The alarm for jobs that wait in vain is raised or cleared. */
  QUEUE,

  /** Somebody tries a webhook out. */
  TEST;

  /** Those that a webhook can be made for. */
  public static final List<HookEvent> CHOICE =
      List.of(JOB_FINISHED, DEPLOYMENT_FAILED, DRIFT, QUEUE);

  static String join(Collection<HookEvent> events) {
    return events.stream().sorted().map(HookEvent::name).collect(Collectors.joining(" "));
  }

  static Set<HookEvent> split(String names) {
    return Arrays.stream(names.split(" "))
        .map(HookEvent::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(HookEvent.class)));
  }
}
