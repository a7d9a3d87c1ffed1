package io.ucad.admin.task;

import java.time.Instant;

/**
 * A task as lists and headings show it.
 *
 * @param name by which the model knows it
 * @param title for people
 */
public record TaskCard(
    long id,
    String name,
    String title,
    String description,
    boolean archived,
    Instant createdAt,
    ImageCounts images) {}
