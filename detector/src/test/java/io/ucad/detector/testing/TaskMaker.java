package io.ucad.detector.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import io.ucad.detector.PromptBatch;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.coreset.TokenPool;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.features.Tokens;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.image.Preprocessor;
import io.ucad.detector.memory.BackboneId;
import io.ucad.detector.memory.Calibration;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Key;
import io.ucad.detector.routing.Router;
import io.ucad.detector.scoring.KnowledgeBank;
import io.ucad.detector.scoring.MapPainter;
import io.ucad.detector.scoring.PatchScores;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a task from images held in memory, the shortest way that gives a usable memory: half of
 * the images fill the banks, the other half calibrates.
 *
 * @param bank vectors of key and knowledge
 */
public record TaskMaker(Backbone backbone, FeatureSpec routing, ScoringSpec scoring, int bank) {

  /** Routed and scored as the detector does. */
  public TaskMemory make(
      String task, FeatureSpec features, PromptValues prompts, List<DecodedImage> images) {
    int half = images.size() / 2;
    List<float[]> keyTokens = tokens(routing, new PromptValues.None(), images);
    List<float[]> tokens = tokens(features, prompts, images);
    int dim = backbone.info().shape().dim();
    Bank key = bank(keyTokens.subList(0, half), routing.width(dim));
    Bank knowledge = bank(tokens.subList(0, half), features.width(dim));
    float[] descriptors = mean(keyTokens.get(0), routing.width(dim));
    float[] scores = new float[images.size() - half];
    float[] peaks = new float[scores.length];
    float[] distances = new float[scores.length];
    Preprocessing input = features.preprocessing();
    int patch = backbone.info().shape().patch();
    var painter =
        new MapPainter(
            input.height() / patch,
            input.width() / patch,
            input.height(),
            input.width(),
            scoring.sigma());
    try (NDManager scratch = Native.manager();
        var known = new KnowledgeBank(scratch, knowledge, scoring.reweightNeighbours());
        var router =
            new Router(
                scratch, List.of(new Key(key.vectors(), descriptors, routing.width(dim))), 1)) {
      for (int i = 0; i < scores.length; i++) {
        PatchScores score = known.score(array(scratch, tokens.get(half + i), knowledge.dim()))[0];
        scores[i] = score.imageScore();
        peaks[i] = painter.paint(score.distance()).max();
        distances[i] =
            router.route(array(scratch, keyTokens.get(half + i), key.dim())).get(0).distance();
      }
    }
    return new TaskMemory(
        task,
        new BackboneId(backbone.info().name(), backbone.info().sha256()),
        routing,
        key,
        descriptors,
        features,
        prompts,
        knowledge,
        IntStream.range(0, half).mapToObj(i -> task + "/" + i + ".png").toList(),
        new Calibration(scores, peaks, distances),
        scoring,
        new JsonObject());
  }

  /** Tokens of every image, row-major [patches, width], one image a pass. */
  public List<float[]> tokens(
      FeatureSpec features, PromptValues prompts, List<DecodedImage> images) {
    Preprocessing input = features.preprocessing();
    var preprocessor = new Preprocessor(input);
    return images.stream()
        .map(
            image -> {
              try (NDManager scratch = Native.manager()) {
                NDArray pixels =
                    scratch.create(
                        preprocessor.apply(image), new Shape(1, 3, input.height(), input.width()));
                return Tokens.of(
                        backbone.forward(pixels, PromptBatch.of(scratch, prompts), features.taps()),
                        backbone.info().shape().prefixTokens(),
                        features)
                    .toFloatArray();
              }
            })
        .toList();
  }

  private Bank bank(List<float[]> tokens, int width) {
    var pool = new TokenPool(width, 4096, bank, 0, 1);
    for (int i = 0; i < tokens.size(); i++) {
      pool.add(i, tokens.get(i));
    }
    return pool.chooser().choose(bank);
  }

  private static float[] mean(float[] tokens, int width) {
    float[] mean = new float[width];
    for (int i = 0; i < tokens.length; i++) {
      mean[i % width] += tokens[i] * width / tokens.length;
    }
    return mean;
  }

  private static NDArray array(NDManager manager, float[] tokens, int dim) {
    return manager.create(tokens, new Shape(1, tokens.length / dim, dim));
  }
}
