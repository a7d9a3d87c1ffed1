package io.ucad.detector;

import io.ucad.detector.DetectorException.Code;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.PatchGrid;
import io.ucad.detector.backbone.VitShape;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.TaskMemory;

/** Refuses memories that cannot answer together on a backbone, before any image is sent. */
final class MemoryCheck {
  private final Backbone backbone;
  private final FeatureSpec routing;

  /**
   * @param routing what all tasks must be routed by
   */
  MemoryCheck(Backbone backbone, FeatureSpec routing) {
    this.backbone = backbone;
    this.routing = routing;
  }

  void require(TaskMemory memory) {
    requireBackbone(memory);
    if (!memory.routing().equals(routing)) {
      throw new DetectorException(
          Code.MIXED_ROUTING,
          "expected every task of a model to be routed by %s, found '%s' routed by %s; learn it with the settings of the others"
              .formatted(routing, memory.task(), memory.routing()));
    }
    requireTokens(memory, "key", memory.key(), memory.routing());
    requireTokens(memory, "knowledge", memory.knowledge(), memory.features());
    requirePrompts(memory);
  }

  private void requireBackbone(TaskMemory memory) {
    String found = memory.backbone().sha256();
    if (!found.equals(backbone.info().sha256())) {
      throw new DetectorException(
          Code.WRONG_BACKBONE,
          "expected the backbone that task '%s' was learned with, '%s' (%s), found '%s' (%s); start with that one"
              .formatted(
                  memory.task(),
                  memory.backbone().name(),
                  found,
                  backbone.info().name(),
                  backbone.info().sha256()));
    }
  }

  private void requireTokens(TaskMemory memory, String name, Bank bank, FeatureSpec features) {
    VitShape shape = backbone.info().shape();
    int width = features.width(shape.dim());
    if (bank.dim() != width || features.lastBlock() >= shape.depth()) {
      throw misfit(
          memory,
          "%s of blocks below %d and width %d".formatted(name, shape.depth(), width),
          "blocks %s and width %d".formatted(features.blocks(), bank.dim()));
    }
    int patches = grid(memory, features.preprocessing()).patches();
    for (int patch : bank.patch()) {
      if (patch >= patches) {
        throw misfit(memory, name + " from patches below " + patches, "patch " + patch);
      }
    }
  }

  private PatchGrid grid(TaskMemory memory, Preprocessing input) {
    try {
      return backbone.grid(input.height(), input.width());
    } catch (IllegalArgumentException e) {
      throw misfit(
          memory,
          "an input of whole patches of %d pixels".formatted(backbone.info().shape().patch()),
          input.height() + " x " + input.width());
    }
  }

  private void requirePrompts(TaskMemory memory) {
    VitShape shape = backbone.info().shape();
    int blocks = 0;
    int dim = shape.dim();
    if (memory.prompts() instanceof PromptValues.Additive additive) {
      blocks = additive.blocks();
      dim = additive.dim();
    } else if (memory.prompts() instanceof PromptValues.Prefix prefix) {
      blocks = prefix.blocks();
      dim = prefix.dim();
    }
    if (blocks > shape.depth() || dim != shape.dim()) {
      throw misfit(
          memory,
          "prompts of at most %d blocks and width %d".formatted(shape.depth(), shape.dim()),
          blocks + " blocks and width " + dim);
    }
  }

  private DetectorException misfit(TaskMemory memory, String expected, String found) {
    return new DetectorException(
        Code.MISFIT,
        "task '%s' does not fit backbone '%s': expected %s, found %s; verify the version"
            .formatted(memory.task(), backbone.info().name(), expected, found));
  }
}
