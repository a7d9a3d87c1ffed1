package io.ucad.detector.testing;

import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A small ViT of random weights, as a file with timm's names. The same settings and seed give the
 * same bytes.
 *
 * @param patch pixels of a patch's side
 * @param dim width of a token
 * @param depth blocks
 * @param heads attention heads, written to the metadata
 * @param mlp hidden width
 * @param imageSize pixels of the side that the position embedding is for
 * @param classToken whether there is a class token
 * @param registers register tokens
 * @param layerScale whether blocks have gains (DINOv2)
 * @param preNorm whether there is a norm before the blocks (CLIP)
 * @param biases whether the projections of patches and of queries, keys and values have biases
 * @param classes classes of the head, 0 for none
 * @param seed of the weights
 */
public record RandomVit(
    int patch,
    int dim,
    int depth,
    int heads,
    int mlp,
    int imageSize,
    boolean classToken,
    int registers,
    boolean layerScale,
    boolean preNorm,
    boolean biases,
    int classes,
    long seed) {

  /** Like DeiT: a class token and nothing else. */
  public static RandomVit deit(int patch, int dim, int depth, int heads, int imageSize) {
    return new RandomVit(
        patch, dim, depth, heads, 4 * dim, imageSize, true, 0, false, false, true, 10, 1);
  }

  /** Like DINOv2 with registers: their positions are none, and blocks have gains. */
  public RandomVit withRegisters(int count) {
    return new RandomVit(
        patch,
        dim,
        depth,
        heads,
        mlp,
        imageSize,
        classToken,
        count,
        true,
        preNorm,
        biases,
        classes,
        seed);
  }

  /** Without class token. */
  public RandomVit withoutClassToken() {
    return new RandomVit(
        patch,
        dim,
        depth,
        heads,
        mlp,
        imageSize,
        false,
        registers,
        layerScale,
        preNorm,
        biases,
        classes,
        seed);
  }

  /** Like CLIP: a norm before the blocks, and no biases where it has none. */
  public RandomVit withPreNorm() {
    return new RandomVit(
        patch,
        dim,
        depth,
        heads,
        mlp,
        imageSize,
        classToken,
        registers,
        layerScale,
        true,
        false,
        classes,
        seed);
  }

  /** Without a head. */
  public RandomVit withoutHead() {
    return new RandomVit(
        patch,
        dim,
        depth,
        heads,
        mlp,
        imageSize,
        classToken,
        registers,
        layerScale,
        preNorm,
        biases,
        0,
        seed);
  }

  /** With other weights. */
  public RandomVit withSeed(long other) {
    return new RandomVit(
        patch,
        dim,
        depth,
        heads,
        mlp,
        imageSize,
        classToken,
        registers,
        layerScale,
        preNorm,
        biases,
        classes,
        other);
  }

  /** Writes the file and returns its path. */
  public Path write(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      writer().writeTo(out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's content, to which a test may add. */
  public SafetensorsWriter writer() {
    Tensors tensors = new Tensors(new SplittableRandom(seed));
    int side = imageSize / patch;
    int prefix = (classToken ? 1 : 0) + registers;
    tensors.add(
        "patch_embed.proj.weight", 0, Math.sqrt(1.0 / (3 * patch * patch)), dim, 3, patch, patch);
    tensors.add("pos_embed", 0, 0.2, 1, side * side + (registers > 0 ? 0 : prefix), dim);
    if (biases) {
      tensors.add("patch_embed.proj.bias", 0, 0.1, dim);
    }
    if (classToken) {
      tensors.add("cls_token", 0, 0.5, 1, 1, dim);
    }
    if (registers > 0) {
      tensors.add("reg_token", 0, 0.5, 1, registers, dim);
    }
    if (preNorm) {
      tensors.norm("norm_pre", dim);
    }
    for (int b = 0; b < depth; b++) {
      block(tensors, "blocks." + b + ".");
    }
    tensors.norm("norm", dim);
    if (classes > 0) {
      tensors.linear("head", classes, dim, true);
    }
    return tensors
        .writer
        .metadata("num_heads", String.valueOf(heads))
        .metadata("licence", "none: random");
  }

  private void block(Tensors tensors, String name) {
    tensors.norm(name + "norm1", dim);
    tensors.linear(name + "attn.qkv", 3 * dim, dim, biases);
    tensors.linear(name + "attn.proj", dim, dim, true);
    tensors.norm(name + "norm2", dim);
    tensors.linear(name + "mlp.fc1", mlp, dim, true);
    tensors.linear(name + "mlp.fc2", dim, mlp, true);
    if (layerScale) {
      tensors.add(name + "ls1.gamma", 0.7, 0.2, dim);
      tensors.add(name + "ls2.gamma", 0.7, 0.2, dim);
    }
  }

  private record Tensors(SplittableRandom random, SafetensorsWriter writer) {
    Tensors(SplittableRandom random) {
      this(random, new SafetensorsWriter());
    }

    void norm(String name, int dim) {
      add(name + ".weight", 1, 0.2, dim);
      add(name + ".bias", 0, 0.1, dim);
    }

    void linear(String name, int out, int in, boolean bias) {
      add(name + ".weight", 0, Math.sqrt(1.0 / in), out, in);
      if (bias) {
        add(name + ".bias", 0, 0.1, out);
      }
    }

    void add(String name, double mean, double deviation, int... shape) {
      long[] sizes = new long[shape.length];
      int count = 1;
      for (int i = 0; i < shape.length; i++) {
        sizes[i] = shape[i];
        count *= shape[i];
      }
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        // Uniform of the wanted deviation: as good as a normal here, and many times faster.
        values[i] = (float) (mean + deviation * Math.sqrt(3) * (2 * random.nextDouble() - 1));
      }
      writer.floats(name, values, sizes);
    }
  }
}
