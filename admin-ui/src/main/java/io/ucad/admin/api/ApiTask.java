package io.ucad.admin.api;

import io.ucad.admin.task.TaskCard;
import java.time.Instant;

/**
 * A task: a product to inspect.
 *
 * @param name by which the model and every answer of the endpoint know it
 * @param title for people
 * @param region what will be learned of its images when it is learned next
 * @param training good images to learn from
 * @param learnable whether these are enough
 */
record ApiTask(
    String name,
    String title,
    String description,
    boolean archived,
    Instant createdAt,
    ApiRegion region,
    long training,
    long testGood,
    long testDefective,
    boolean learnable) {
  static ApiTask of(TaskCard task) {
    return new ApiTask(
        task.name(),
        task.title(),
        task.description(),
        task.archived(),
        task.createdAt(),
        ApiRegion.of(task.region()),
        task.images().training(),
        task.images().testGood(),
        task.images().testDefective(),
        task.images().learnable());
  }
}
