package io.ucad.trainer.learn;

import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.store.TaskName;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.preset.Preset;

/**
 * What is to be learned.
 *
 * @param region the part of the images that the task is about
 * @param seed of all randomness; the same request gives the same bytes on the same machine
 */
public record LearnRequest(
    TaskName task, TrainingImages images, RegionOfInterest region, Preset preset, long seed) {
  /** Of whole images. */
  public LearnRequest(TaskName task, TrainingImages images, Preset preset, long seed) {
    this(task, images, RegionOfInterest.WHOLE, preset, seed);
  }

  /** The same with a backbone: what the preset leaves to it is decided. */
  LearnRequest on(BackboneInfo backbone) {
    return new LearnRequest(task, images, region, preset.on(backbone), seed);
  }
}
