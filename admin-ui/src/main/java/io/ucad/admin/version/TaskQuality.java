package io.ucad.admin.version;

import java.util.Optional;

/**
 * How well a version does on one task, image by image.
 *
 * @param measure empty if it was not measured
 * @param sheet empty if the single scores were not kept
 */
public record TaskQuality(
    int version, String task, Optional<TaskMeasure> measure, Optional<ScoreSheet> sheet) {}
