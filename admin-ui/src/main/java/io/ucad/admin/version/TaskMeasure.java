package io.ucad.admin.version;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How well a version does on the test images of a task.
 *
 * @param imageAuroc empty unless there are good and defective test images
 * @param imageAp average precision over images; empty as above
 * @param pixelAp average precision over pixels; empty without masks
 * @param aupro empty without masks
 * @param routedRight how many of the images were recognised as this task
 */
public record TaskMeasure(
    String task,
    int images,
    OptionalDouble imageAuroc,
    OptionalDouble imageAp,
    OptionalDouble pixelAp,
    OptionalDouble aupro,
    int routedRight,
    Instant measuredAt) {}
