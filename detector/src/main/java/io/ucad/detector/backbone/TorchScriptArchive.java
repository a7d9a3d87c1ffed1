package io.ucad.detector.backbone;

import ai.djl.Device;
import ai.djl.Model;
import io.ucad.detector.script.ScriptProgram;
import java.util.Map;

/** The program of a ViT, for the sizes of one network. */
final class TorchScriptArchive {
  private static final String PROGRAM = "vit.py.txt";

  private TorchScriptArchive() {}

  /** Loads the program for a network; the caller closes the model. */
  static Model load(VitShape shape, Device device) {
    try {
      return ScriptProgram.load("Vit", program(shape), device);
    } catch (IllegalArgumentException e) {
      throw new BackboneException(
          "the ViT program " + PROGRAM + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** The program with the network's sizes filled in. */
  static String program(VitShape shape) {
    return ScriptProgram.text(
        TorchScriptArchive.class,
        PROGRAM,
        Map.of(
            "patch", shape.patch(),
            "patchValues", 3 * shape.patch() * shape.patch(),
            "prefix", shape.prefixTokens(),
            "dim", shape.dim(),
            "mlp", shape.mlp(),
            "qkvWidth", 3 * shape.dim(),
            "heads", shape.heads(),
            "headDim", shape.headDim(),
            "epsilon", shape.epsilon()));
  }
}
