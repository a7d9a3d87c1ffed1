package io.ucad.admin.inspect;

/**
 * That most of some images look like another task.
 *
 * @param version that was asked
 * @param other the task that they look like
 * @param images how many do
 * @param asked how many were looked at
 */
public record Lookalike(int version, String other, int images, int asked) {}
