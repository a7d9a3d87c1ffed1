package io.ucad.detector.routing;

import java.util.OptionalDouble;

/**
 * The task that an image belongs to: the nearest one, where what a distance exceeds a task's limit
 * by counts twice. So a tight task does not take the images of a loose one just because it happens
 * to lie nearer, and a badly broken part still goes to its own task.
 *
 * @param task index of the task
 * @param distance mean over the image's tokens of the distance to the nearest key vector (paper Eq.
 *     4, divided by the number of tokens so that it does not depend on the input size)
 * @param margin how much farther the nearest other task is; negative if a nearer one lost by its
 *     limit; empty if there is only one task
 * @param known whether the distance keeps the task's limit
 */
public record Route(int task, float distance, OptionalDouble margin, boolean known) {}
