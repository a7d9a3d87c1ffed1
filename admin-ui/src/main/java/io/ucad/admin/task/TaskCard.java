package io.ucad.admin.task;

import io.ucad.detector.image.RegionOfInterest;
import java.time.Instant;

/**
 * A task as lists and headings show it.
 *
 * @param name by which the model knows it
 * @param title for people
 * @param region what will be learned of its images
 */
public record TaskCard(
    long id,
    String name,
    String title,
    String description,
    boolean archived,
    Instant createdAt,
    RegionOfInterest region,
    ImageCounts images) {}
