package io.ucad.trainer.data;

import java.nio.file.Path;

/**
 * A normal image to learn from.
 *
 * @param file where it lies
 * @param name its path from the folder that was given, with '/', such as {@code train/good/012.png}
 */
public record TrainingImage(Path file, String name) {}
