package io.ucad.detector.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A vision transformer (Dosovitskiy et al. 2021) operation by operation. The twin against which the
 * fast one is tested, so it stays simple.
 *
 * <p>A result of the engine belongs to the manager of the first operand. So the activation always
 * comes first, and everything lives in a scratch manager that dies with the call; only taps leave
 * it.
 */
final class NDArrayVit extends FrozenVit {
  private final Weights weights;

  NDArrayVit(BackboneInfo info, Path file, Weights weights) {
    super(info, file);
    this.weights = weights;
  }

  @Override
  NDList run(NDArray input, int first, Prompts prompts, int[] taps, boolean training) {
    NDList out = new NDList(taps.length);
    try (NDManager scratch = input.getManager().newSubManager()) {
      NDArray view = input.reshape(input.getShape());
      view.attach(scratch);
      NDArray x = first == 0 ? embed(view) : view;
      int next = 0;
      for (int b = first; next < taps.length; b++) {
        x = block(b, x, prompts, training);
        if (b == taps[next]) {
          out.add(x);
          next++;
        }
      }
      out.attach(input.getManager());
    }
    return out;
  }

  /**
   * {@code [n, 3, h, w]} to {@code [n, tokens, dim]}: each patch is a row that one matrix projects;
   * then the special tokens.
   */
  private NDArray embed(NDArray images) {
    NDManager scratch = images.getManager();
    Shape size = images.getShape();
    PatchGrid grid = shape.grid((int) size.get(2), (int) size.get(3));
    long n = size.get(0);
    int patch = shape.patch();
    NDArray rows =
        images
            .reshape(n, 3, grid.rows(), patch, grid.columns(), patch)
            .transpose(0, 2, 4, 1, 3, 5)
            .reshape(n, grid.patches(), 3L * patch * patch);
    NDArray projection = weights.get("patch_embed.proj.weight").reshape(shape.dim(), -1);
    projection.attach(scratch);
    NDArray x = linear(rows, projection, weights.find("patch_embed.proj.bias"));
    x = x.add(weights.patchPositions(grid, scratch));
    if (shape.prefixTokens() > 0) {
      x = prefixTokens(scratch).broadcast(n, shape.prefixTokens(), shape.dim()).concat(x, 1);
    }
    return shape.preNorm() ? layerNorm(x, "norm_pre") : x;
  }

  private NDArray prefixTokens(NDManager scratch) {
    NDArray tokens =
        scratch.create(weights.prefixPositions(), new Shape(1, shape.prefixTokens(), shape.dim()));
    NDArray content = scratch.create(new Shape(1, 0, shape.dim()), DataType.FLOAT32);
    if (shape.classToken()) {
      content = content.concat(weights.get("cls_token"), 1);
    }
    if (shape.registers() > 0) {
      content = content.concat(weights.get("reg_token"), 1);
    }
    return tokens.add(content);
  }

  private NDArray block(int b, NDArray input, Prompts prompts, boolean training) {
    String name = "blocks." + b + ".";
    NDArray x = prompts instanceof Prompts.Additive p ? addPrompt(b, input, p, training) : input;
    NDArray attended = attention(b, layerNorm(x, name + "norm1"), prompts, training);
    x = x.add(scaled(attended, name + "ls1.gamma"));
    NDArray hidden = linear(layerNorm(x, name + "norm2"), name + "mlp.fc1");
    hidden = linear(Activation.gelu(hidden), name + "mlp.fc2");
    return x.add(scaled(hidden, name + "ls2.gamma"));
  }

  /**
   * softmax(q k^T / sqrt(d)) v per head, with the prompt's keys and values beside the tokens' own.
   */
  private NDArray attention(int b, NDArray x, Prompts prompts, boolean training) {
    String name = "blocks." + b + ".attn.";
    long n = x.getShape().get(0);
    long tokens = x.getShape().get(1);
    NDArray qkv =
        linear(x, weights.get(name + "qkv.weight"), weights.find(name + "qkv.bias"))
            .reshape(n, tokens, 3, shape.heads(), shape.headDim())
            .transpose(2, 0, 3, 1, 4);
    NDManager scratch = x.getManager();
    NDArray q = qkv.get(scratch, 0);
    NDArray k = qkv.get(scratch, 1);
    NDArray v = qkv.get(scratch, 2);
    if (prompts instanceof Prompts.Prefix p && b < p.blocks()) {
      k = k.concat(heads(promptOf(b, p.keys(), scratch, training), n), 2);
      v = v.concat(heads(promptOf(b, p.values(), scratch, training), n), 2);
    }
    NDArray similarity = q.mul((float) (1 / Math.sqrt(shape.headDim()))).matMul(k.swapAxes(2, 3));
    NDArray mixed = similarity.softmax(-1).matMul(v);
    return linear(mixed.swapAxes(1, 2).reshape(n, tokens, shape.dim()), name + "proj");
  }

  /** {@code [1 or n, tokens, dim]} to {@code [n, heads, tokens, dim / heads]}. */
  private NDArray heads(NDArray prompt, long n) {
    long images = prompt.getShape().get(0);
    long tokens = prompt.getShape().get(1);
    return prompt
        .reshape(images, tokens, shape.heads(), shape.headDim())
        .swapAxes(1, 2)
        .broadcast(n, shape.heads(), tokens, shape.headDim());
  }

  private NDArray addPrompt(int b, NDArray x, Prompts.Additive prompts, boolean training) {
    if (b >= prompts.blocks()) {
      return x;
    }
    NDManager scratch = x.getManager();
    NDArray patches = x.get(scratch, new NDIndex(":, {}:", shape.prefixTokens()));
    patches = patches.add(promptOf(b, prompts.values(), scratch, training).expandDims(1));
    return shape.prefixTokens() == 0
        ? patches
        : x.get(scratch, new NDIndex(":, :{}", shape.prefixTokens())).concat(patches, 1);
  }

  private static NDArray promptOf(int b, NDArray prompts, NDManager scratch, boolean training) {
    NDArray prompt = prompts.get(scratch, b);
    if (training) {
      return prompt;
    }
    // Server threads record gradients by default; an inference must not keep its activations for
    // one.
    NDArray detached = prompt.stopGradient();
    detached.attach(scratch);
    return detached;
  }

  private NDArray scaled(NDArray x, String gamma) {
    return shape.layerScale() ? x.mul(weights.get(gamma)) : x;
  }

  private NDArray layerNorm(NDArray x, String name) {
    NDArray gain = weights.get(name + ".weight");
    NDArray offset = weights.get(name + ".bias");
    return LayerNorm.layerNorm(x, new Shape(shape.dim()), gain, offset, (float) shape.epsilon())
        .singletonOrThrow();
  }

  private NDArray linear(NDArray x, String name) {
    return linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
  }

  private static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return (bias == null ? Linear.linear(x, weight) : Linear.linear(x, weight, bias))
        .singletonOrThrow();
  }

  @Override
  public void close() {
    weights.close();
  }
}
