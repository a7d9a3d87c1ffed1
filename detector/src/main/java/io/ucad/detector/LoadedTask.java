package io.ucad.detector;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.memory.Calibration;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Key;
import io.ucad.detector.scoring.KnowledgeBank;
import io.ucad.detector.scoring.MapPainter;

/** A task's memory with its native arrays and everything that can be computed once. */
final class LoadedTask {
  private final TaskMemory memory;
  private final KnowledgeBank knowledge;
  private final MapPainter painter;
  private final int columns;
  private final float threshold;
  private final float reviewThreshold;
  private final float peakThreshold;
  private final float distanceLimit;

  LoadedTask(NDManager manager, Backbone backbone, TaskMemory memory) {
    ScoringSpec scoring = memory.scoring();
    Calibration calibration = memory.calibration();
    Preprocessing input = memory.features().preprocessing();
    int patch = backbone.info().shape().patch();
    int rows = input.height() / patch;
    this.memory = memory;
    this.columns = input.width() / patch;
    this.knowledge = new KnowledgeBank(manager, memory.knowledge(), scoring.reweightNeighbours());
    this.painter = new MapPainter(rows, columns, input.height(), input.width(), scoring.sigma());
    this.threshold = calibration.threshold(scoring.falseAlarmRate());
    this.reviewThreshold = calibration.threshold(scoring.reviewRate());
    this.peakThreshold = calibration.peakThreshold(scoring.falseAlarmRate());
    this.distanceLimit = calibration.distanceLimit(memory.key().spread());
  }

  TaskMemory memory() {
    return memory;
  }

  KnowledgeBank knowledge() {
    return knowledge;
  }

  MapPainter painter() {
    return painter;
  }

  /** Columns of the token grid. */
  int columns() {
    return columns;
  }

  float threshold() {
    return threshold;
  }

  float reviewThreshold() {
    return reviewThreshold;
  }

  float peakThreshold() {
    return peakThreshold;
  }

  /** What the task is recognised by. */
  Key key() {
    return new Key(memory.key().vectors(), memory.descriptors(), memory.key().dim(), distanceLimit);
  }

  boolean prompted() {
    return !(memory.prompts() instanceof PromptValues.None);
  }

  Verdict verdict(boolean known, float score) {
    if (!known) {
      return Verdict.UNKNOWN;
    }
    if (score > threshold) {
      return Verdict.NG;
    }
    return score > reviewThreshold ? Verdict.REVIEW : Verdict.OK;
  }
}
