package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tasks: the products to inspect. */
@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "tasks")
class TaskApi {
  private final TaskService tasks;

  TaskApi(TaskService tasks) {
    this.tasks = tasks;
  }

  /** Tasks by name, whose name or title holds a text. */
  @GetMapping
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiTask> list(
      @RequestParam(defaultValue = "") @Size(max = 200) String text,
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(
        tasks.list(text, archived, page, size),
        ApiTask::of,
        page,
        size,
        tasks.count(text, archived));
  }

  /** One task. */
  @GetMapping("/{task}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiTask get(@PathVariable String task) {
    return ApiTask.of(tasks.get(task));
  }

  /** Registers a task; the same name twice is a conflict. */
  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  public ResponseEntity<ApiTask> register(@Valid @RequestBody NewTask wanted) {
    TaskCard made =
        tasks.register(
            wanted.name(), wanted.title(), Objects.requireNonNullElse(wanted.description(), ""));
    return ResponseEntity.created(URI.create("/api/v1/tasks/" + made.name()))
        .body(ApiTask.of(made));
  }

  /**
   * Describes a task, says which part of its images it is about, puts it away or takes it out
   * again; what is left out stays as it is.
   */
  @PatchMapping("/{task}")
  @PreAuthorize("hasRole('OPERATOR')")
  public ApiTask change(@PathVariable String task, @Valid @RequestBody TaskChange change) {
    TaskCard before = tasks.get(task);
    if (change.title() != null || change.description() != null) {
      tasks.describe(
          task,
          Objects.requireNonNullElse(change.title(), before.title()),
          Objects.requireNonNullElse(change.description(), before.description()));
    }
    if (change.region() != null) {
      tasks.lookAt(task, change.region().region());
    }
    if (change.archived() != null) {
      tasks.archive(task, change.archived());
    }
    return ApiTask.of(tasks.get(task));
  }

  /**
   * A task to register.
   *
   * @param name a-z, 0-9, _ and -; it never changes
   */
  record NewTask(
      @NotNull @Size(min = 1, max = 63) String name,
      @NotBlank @Size(max = 200) String title,
      @Nullable @Size(max = 2000) String description) {}

  /** What is to be different about a task. */
  record TaskChange(
      @Nullable @Size(min = 1, max = 200) String title,
      @Nullable @Size(max = 2000) String description,
      @Nullable @Valid ApiRegion region,
      @Nullable Boolean archived) {}
}
