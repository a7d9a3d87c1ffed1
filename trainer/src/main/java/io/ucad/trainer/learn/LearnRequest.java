package io.ucad.trainer.learn;

import io.ucad.store.TaskName;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.preset.Preset;

/**
 * What is to be learned.
 *
 * @param seed of all randomness; the same request gives the same bytes on the same machine
 */
public record LearnRequest(TaskName task, TrainingImages images, Preset preset, long seed) {}
