package io.ucad.admin.task;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.image.RegionOfInterest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers, describes and archives tasks. */
@Service
public class TaskService {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final int TITLE = 200;
  private static final int DESCRIPTION = 2000;
  private static final int MOST = 500;

  private final Tasks tasks;
  private final Images images;
  private final AuditLog audit;
  private final Clock clock;

  TaskService(Tasks tasks, Images images, AuditLog audit, Clock clock) {
    this.tasks = tasks;
    this.images = images;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of tasks whose name or title holds a text.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<TaskCard> list(String text, boolean archived, int page, int size) {
    List<Task> found =
        tasks.search(pattern(text), archived, PageRequest.of(page, Math.min(size, MOST)));
    Map<Long, ImageCounts> counts = counts(found.stream().map(Task::id).toList());
    return found.stream()
        .map(task -> task.toCard(counts.getOrDefault(task.id(), ImageCounts.NONE)))
        .toList();
  }

  /** How many tasks {@link #list} has over all pages. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public long count(String text, boolean archived) {
    return tasks.count(pattern(text), archived);
  }

  /** One task by its name. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public TaskCard get(String name) {
    return card(find(name));
  }

  /** Registers a product. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public TaskCard register(String name, String title, String description) {
    if (!NAME.matcher(name).matches()) {
      throw new UserProblem("problem.task.name");
    }
    requireLengths(title, description);
    if (tasks.findByName(name).isPresent()) {
      throw new UserProblem("problem.task.exists", name);
    }
    Task task = tasks.save(new Task(name, title.strip(), description.strip(), clock.instant()));
    audit.record("task.register", name, "", task.describedAs());
    return card(task);
  }

  /** Changes what people read of a task. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public TaskCard describe(String name, String title, String description) {
    requireLengths(title, description);
    Task task = find(name);
    String before = task.describedAs();
    task.describe(title.strip(), description.strip());
    audit.record("task.describe", name, before, task.describedAs());
    return card(task);
  }

  /**
   * Says which part of its images a task is about. Versions that have learned it stay as they are;
   * it counts when the task is learned next.
   */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public TaskCard lookAt(String name, RegionOfInterest region) {
    Task task = find(name);
    RegionOfInterest before = task.region();
    if (!region.equals(before)) {
      task.lookAt(region);
      audit.record("task.region", name, before.text(), region.text());
    }
    return card(task);
  }

  /** Puts a task away, or takes it out again. The model is not touched. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public void archive(String name, boolean archived) {
    Task task = find(name);
    if (task.archived() != archived) {
      task.archive(archived);
      audit.record(archived ? "task.archive" : "task.restore", name, "", "");
    }
  }

  private TaskCard card(Task task) {
    return task.toCard(counts(List.of(task.id())).getOrDefault(task.id(), ImageCounts.NONE));
  }

  private Task find(String name) {
    return tasks.findByName(name).orElseThrow(() -> new UserProblem("problem.task.none", name));
  }

  private Map<Long, ImageCounts> counts(List<Long> ids) {
    Map<Long, ImageCounts> counts = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Object[] row : images.counts(ids)) {
        counts.put(number(row[0]), new ImageCounts(number(row[1]), number(row[2]), number(row[3])));
      }
    }
    return counts;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static void requireLengths(String title, String description) {
    if (title.isBlank() || title.length() > TITLE || description.length() > DESCRIPTION) {
      throw new UserProblem("problem.task.text", TITLE, DESCRIPTION);
    }
  }

  private static String pattern(String text) {
    return "%" + text.toLowerCase(Locale.ROOT).strip() + "%";
  }
}
