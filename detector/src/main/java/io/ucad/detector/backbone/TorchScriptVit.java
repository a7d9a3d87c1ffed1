package io.ucad.detector.backbone;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.List;

/**
 * A vision transformer as one native call: the program {@code vit.py.txt} runs in the engine with
 * fused attention. Weights are arguments, not part of the program, so nothing of a checkpoint is
 * ever executed.
 */
final class TorchScriptVit extends FrozenVit {
  /** The engine passes arrays of such names as one list. */
  private static final String STEM = "stem[]";

  private static final String BLOCKS = "w[]";

  private static final List<String> BLOCK_ORDER =
      List.of(
          "norm1.weight",
          "norm1.bias",
          "attn.qkv.weight",
          "attn.qkv.bias",
          "attn.proj.weight",
          "attn.proj.bias",
          "norm2.weight",
          "norm2.bias",
          "mlp.fc1.weight",
          "mlp.fc1.bias",
          "mlp.fc2.weight",
          "mlp.fc2.bias");

  private static final List<String> MATRICES =
      List.of("attn.qkv", "attn.proj", "mlp.fc1", "mlp.fc2");

  private final Weights weights;
  private final Model inference;
  private final Model training;
  private final NDList blocks = new NDList();
  private final NDArray nothing;
  private final NDArray projection;
  private final NDArray projectionBias;
  private final NDArray prefix;

  TorchScriptVit(BackboneInfo info, Path file, Weights weights) {
    super(info, file);
    this.weights = weights;
    NDManager manager = weights.manager();
    this.nothing = manager.create(new Shape(0), DataType.FLOAT32);
    this.projection = projection();
    this.projectionBias = named("patch_embed.proj.bias", STEM, shape.dim());
    this.prefix = prefix();
    foldLayerScale();
    transposeMatrices();
    for (int b = 0; b < shape.depth(); b++) {
      for (String name : BLOCK_ORDER) {
        blocks.add(named("blocks." + b + "." + name, BLOCKS, 3 * shape.dim()));
      }
    }
    // Two instances: the engine switches an instance between the modes at a call, which others
    // might be running.
    this.inference = TorchScriptArchive.load(shape, manager.getDevice());
    try {
      this.training = TorchScriptArchive.load(shape, manager.getDevice());
    } catch (RuntimeException e) {
      inference.close();
      throw e;
    }
  }

  @Override
  NDList run(NDArray input, int first, Prompts prompts, int[] taps, boolean differentiable) {
    try (NDManager scratch = input.getManager().newSubManager()) {
      NDList arguments = new NDList(6 + 6 + blocks.size());
      arguments.add(anonymous(input, scratch));
      arguments.add(plan(first, taps, differentiable, scratch));
      addPrompts(arguments, prompts, scratch);
      addStem(arguments, input, scratch);
      arguments.addAll(blocks);
      Block program = (differentiable ? training : inference).getBlock();
      NDList out = program.forward(new ParameterStore(scratch, false), arguments, differentiable);
      out.attach(input.getManager());
      return out;
    }
  }

  /**
   * A view without the name that the caller may have given, because names decide how arguments are
   * passed.
   */
  private static NDArray anonymous(NDArray array, NDManager scratch) {
    NDArray view = array.reshape(array.getShape());
    view.attach(scratch);
    return view;
  }

  private static NDArray plan(int first, int[] taps, boolean differentiable, NDManager scratch) {
    long[] plan = new long[2 + taps[taps.length - 1] - first + 1];
    plan[0] = differentiable ? 1 : 0;
    plan[1] = first;
    for (int tap : taps) {
      plan[2 + tap - first] = 1;
    }
    // On the host: the program reads it as numbers.
    return scratch.create(plan).toDevice(Device.cpu(), false);
  }

  private void addPrompts(NDList arguments, Prompts prompts, NDManager scratch) {
    if (prompts instanceof Prompts.Additive additive) {
      arguments.add(anonymous(additive.values(), scratch));
    } else {
      arguments.add(nothing);
    }
    if (prompts instanceof Prompts.Prefix pair) {
      arguments.add(anonymous(pair.keys(), scratch));
      arguments.add(anonymous(pair.values(), scratch));
    } else {
      arguments.add(nothing);
      arguments.add(nothing);
    }
  }

  private void addStem(NDList arguments, NDArray input, NDManager scratch) {
    Shape size = input.getShape();
    arguments.add(projection);
    arguments.add(projectionBias);
    arguments.add(prefix);
    // A resumed pass does not read the positions.
    PatchGrid grid =
        size.dimension() == 4
            ? shape.grid((int) size.get(2), (int) size.get(3))
            : shape.positions();
    NDArray positions = anonymous(weights.patchPositions(grid, scratch), scratch);
    positions.setName(STEM);
    arguments.add(positions);
    if (shape.preNorm()) {
      arguments.add(named("norm_pre.weight", STEM, shape.dim()));
      arguments.add(named("norm_pre.bias", STEM, shape.dim()));
    }
  }

  /** The class token and registers with their positions, {@code [1, prefix, dim]}. */
  private NDArray prefix() {
    NDManager manager = weights.manager();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray tokens = scratch.create(new Shape(1, 0, shape.dim()), DataType.FLOAT32);
      if (shape.classToken()) {
        tokens = tokens.concat(weights.get("cls_token"), 1);
      }
      if (shape.registers() > 0) {
        tokens = tokens.concat(weights.get("reg_token"), 1);
      }
      NDArray positions = scratch.create(weights.prefixPositions(), tokens.getShape());
      NDArray sum = owned(tokens.add(positions));
      sum.setName(STEM);
      return sum;
    }
  }

  /** {@code [dim, 3, patch, patch]} to {@code [3 * patch * patch, dim]}. */
  private NDArray projection() {
    transpose("patch_embed.proj.weight");
    return named("patch_embed.proj.weight", STEM, 0);
  }

  private void transposeMatrices() {
    for (int b = 0; b < shape.depth(); b++) {
      for (String layer : MATRICES) {
        transpose("blocks." + b + "." + layer + ".weight");
      }
    }
  }

  /**
   * {@code [out, ...]} to {@code [in, out]}, in memory too: a mere view would be read as slowly as
   * before.
   */
  private void transpose(String name) {
    try (NDManager scratch = weights.manager().newSubManager()) {
      NDArray kernel = weights.get(name);
      NDArray matrix = kernel.reshape(kernel.getShape().get(0), -1);
      matrix.attach(scratch);
      NDArray view = matrix.transpose();
      NDArray copied = view.reshape(-1);
      weights.replace(name, copied.reshape(view.getShape()));
    }
  }

  /** g * (W x + b) = (g W) x + g b, so that the gains cost nothing. */
  private void foldLayerScale() {
    if (!shape.layerScale()) {
      return;
    }
    for (int b = 0; b < shape.depth(); b++) {
      fold("blocks." + b + ".ls1.gamma", "blocks." + b + ".attn.proj");
      fold("blocks." + b + ".ls2.gamma", "blocks." + b + ".mlp.fc2");
    }
  }

  private void fold(String gamma, String layer) {
    NDArray gain = weights.get(gamma);
    weights.replace(layer + ".bias", weights.get(layer + ".bias").mul(gain));
    try (NDArray column = gain.reshape(-1, 1)) {
      weights.replace(layer + ".weight", weights.get(layer + ".weight").mul(column));
    }
  }

  private NDArray named(String tensor, String argument, int length) {
    NDArray array = weights.find(tensor);
    if (array == null) {
      array = weights.manager().zeros(new Shape(length));
      weights.replace(tensor, array);
    }
    array.setName(argument);
    return array;
  }

  private NDArray owned(NDArray array) {
    array.attach(weights.manager());
    return array;
  }

  @Override
  public void close() {
    inference.close();
    training.close();
    weights.close();
  }
}
