package io.ucad.detector.backbone;

import io.ucad.detector.safetensors.DType;
import io.ucad.detector.safetensors.SafetensorsException;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.TensorView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A safetensors file with timm's names for a ViT. Derives the shape from the tensors and checks
 * every one: a missing, unknown, misshaped or odd-typed tensor is refused by name, because a
 * network that ignores one computes something else.
 */
final class VitFile implements AutoCloseable {
  /** DeiT, DINO, DINOv2 and the ViTs of timm. */
  private static final double EPSILON = 1e-6;

  /** timm's CLIP-like models, the only ones with a norm before the blocks. */
  private static final double PRE_NORM_EPSILON = 1e-5;

  private static final int LARGEST_INPUT = 1024;
  private static final Set<DType> FLOATS = Set.of(DType.F32, DType.F16, DType.BF16);

  /** Used by pre-training or by a classifier only; no block output depends on them. */
  private static final List<String> UNUSED =
      List.of("mask_token", "head.", "fc_norm.", "pre_logits.", "head_drop.");

  private final SafetensorsFile file;
  private final VitShape shape;
  private final Set<String> known = new HashSet<>();

  private VitFile(SafetensorsFile file, OptionalInt heads) {
    this.file = file;
    this.shape = derive(heads);
    checkAll();
  }

  /**
   * Opens and checks a file.
   *
   * @param heads overrides the number of heads, which no tensor tells; otherwise the metadata
   *     {@code num_heads}, otherwise dim / 64
   * @throws BackboneException if it is no ViT that can be run
   * @throws SafetensorsException if the file is not sound
   */
  static VitFile open(Path path, OptionalInt heads) throws IOException {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      return new VitFile(file, heads);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  VitShape shape() {
    return shape;
  }

  Map<String, String> metadata() {
    return file.metadata();
  }

  boolean has(String name) {
    return file.has(name);
  }

  long[] dims(String name) {
    if (!file.has(name)) {
      throw new BackboneException("expected a tensor '" + name + "', found none");
    }
    return file.shape(name);
  }

  /** A tensor of one of the float types, or a {@link BackboneException}. */
  TensorView floats(String name) {
    dims(name);
    if (!FLOATS.contains(file.dtype(name))) {
      throw new BackboneException(
          "tensor '" + name + "': expected F32, F16 or BF16, found " + file.dtype(name));
    }
    return file.tensor(name);
  }

  /** The tensors that blocks depend on, in no order. */
  Set<String> used() {
    return known;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private VitShape derive(OptionalInt heads) {
    long[] patches = dims("patch_embed.proj.weight");
    if (patches.length != 4 || patches[1] != 3 || patches[2] != patches[3]) {
      throw misfit("patch_embed.proj.weight", "[dim, 3, patch, patch]", patches);
    }
    int dim = size("patch_embed.proj.weight", patches[0]);
    int depth = 0;
    while (file.has("blocks." + depth + ".norm1.weight")) {
      depth++;
    }
    if (depth == 0) {
      throw new BackboneException("expected a tensor 'blocks.0.norm1.weight', found none");
    }
    long[] fc1 = dims("blocks.0.mlp.fc1.weight");
    if (fc1.length != 2) {
      throw misfit("blocks.0.mlp.fc1.weight", "[mlp, " + dim + "]", fc1);
    }
    boolean classToken = file.has("cls_token");
    int registers = 0;
    if (file.has("reg_token")) {
      long[] found = dims("reg_token");
      if (found.length != 3) {
        throw misfit("reg_token", "[1, registers, " + dim + "]", found);
      }
      registers = size("reg_token", found[1]);
    }
    boolean preNorm = file.has("norm_pre.weight");
    int prefix = (classToken ? 1 : 0) + registers;
    long[] positions = dims("pos_embed");
    if (positions.length != 3) {
      throw misfit("pos_embed", "[1, tokens, " + dim + "]", positions);
    }
    int count = size("pos_embed", positions[1]);
    // timm gives registers no positions; without registers every token has one.
    boolean prefixPositions = prefix > 0 && (squareRoot(count) == 0 || registers == 0);
    int side = squareRoot(prefixPositions ? count - prefix : count);
    if (side == 0) {
      throw misfit("pos_embed", "[1, (" + prefix + " +) g * g, " + dim + "]", positions);
    }
    try {
      return new VitShape(
          size("patch_embed.proj.weight", patches[2]),
          dim,
          depth,
          heads.isPresent() ? heads.getAsInt() : headsOf(dim),
          size("blocks.0.mlp.fc1.weight", fc1[0]),
          classToken,
          registers,
          file.has("blocks.0.ls1.gamma"),
          preNorm,
          new PatchGrid(side, side),
          prefixPositions,
          epsilon(preNorm));
    } catch (IllegalArgumentException e) {
      throw new BackboneException("the file's sizes do not fit together: " + e.getMessage(), e);
    }
  }

  private int headsOf(int dim) {
    String text = file.metadata().get("num_heads");
    if (text == null) {
      if (dim % 64 != 0) {
        throw new BackboneException(
            "expected a width that is a multiple of 64, or the number of heads in the metadata 'num_heads', found the width "
                + dim);
      }
      return dim / 64;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BackboneException(
          "expected a number in the metadata 'num_heads', found '" + text + "'", e);
    }
  }

  private double epsilon(boolean preNorm) {
    String text = file.metadata().get("layer_norm_eps");
    if (text == null) {
      return preNorm ? PRE_NORM_EPSILON : EPSILON;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BackboneException(
          "expected a number in the metadata 'layer_norm_eps', found '" + text + "'", e);
    }
  }

  /** Of the images that the weights are meant for, pixels. */
  int inputSize() {
    String text = file.metadata().get("input_size");
    int patch = shape.patch();
    if (text == null) {
      return Math.max(1, BackboneInfo.USUAL_SIZE / patch) * patch;
    }
    // Four digits bound what a file may make a machine work.
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) > LARGEST_INPUT
        || Integer.parseInt(text) < patch
        || Integer.parseInt(text) % patch != 0) {
      throw new BackboneException(
          "expected a multiple of the patch, %d, up to %d in the metadata 'input_size', found '%s'"
              .formatted(patch, LARGEST_INPUT, text));
    }
    return Integer.parseInt(text);
  }

  private void checkAll() {
    long dim = shape.dim();
    expect("patch_embed.proj.weight", dim, 3, shape.patch(), shape.patch());
    expectIfAny("patch_embed.proj.bias", dim);
    int tokens = shape.positions().patches() + (shape.prefixPositions() ? shape.prefixTokens() : 0);
    expect("pos_embed", 1, tokens, dim);
    expectIfAny("cls_token", 1, 1, dim);
    expectIfAny("reg_token", 1, shape.registers(), dim);
    if (shape.preNorm()) {
      expect("norm_pre.weight", dim);
      expect("norm_pre.bias", dim);
    }
    expectIfAny("norm.weight", dim);
    expectIfAny("norm.bias", dim);
    for (int b = 0; b < shape.depth(); b++) {
      checkBlock("blocks." + b + ".");
    }
    for (String name : file.names()) {
      if (!known.contains(name) && UNUSED.stream().noneMatch(name::startsWith)) {
        throw new BackboneException(
            "tensor '"
                + name
                + "' is not part of a plain ViT with timm's names: this network cannot be run");
      }
    }
  }

  private void checkBlock(String block) {
    long dim = shape.dim();
    long mlp = shape.mlp();
    for (String norm : List.of("norm1", "norm2")) {
      expect(block + norm + ".weight", dim);
      expect(block + norm + ".bias", dim);
    }
    expect(block + "attn.qkv.weight", 3 * dim, dim);
    expectIfAny(block + "attn.qkv.bias", 3 * dim);
    expect(block + "attn.proj.weight", dim, dim);
    expect(block + "attn.proj.bias", dim);
    expect(block + "mlp.fc1.weight", mlp, dim);
    expect(block + "mlp.fc1.bias", mlp);
    expect(block + "mlp.fc2.weight", dim, mlp);
    expect(block + "mlp.fc2.bias", dim);
    if (shape.layerScale()) {
      expect(block + "ls1.gamma", dim);
      expect(block + "ls2.gamma", dim);
    }
  }

  private void expectIfAny(String name, long... expected) {
    if (file.has(name)) {
      expect(name, expected);
    }
  }

  private void expect(String name, long... expected) {
    long[] found = dims(name);
    if (!Arrays.equals(found, expected)) {
      throw misfit(name, Arrays.toString(expected), found);
    }
    if (!FLOATS.contains(file.dtype(name))) {
      throw new BackboneException(
          "tensor '" + name + "': expected F32, F16 or BF16, found " + file.dtype(name));
    }
    known.add(name);
  }

  private static int size(String name, long value) {
    // Larger than any ViT; keeps every product of two sizes inside an int.
    if (value < 1 || value > 1 << 20) {
      throw new BackboneException(
          "tensor '" + name + "': expected sizes of 1 to 2^20, found " + value);
    }
    return (int) value;
  }

  private static int squareRoot(int count) {
    int root = (int) Math.round(Math.sqrt(Math.max(count, 0)));
    return root * root == count ? root : 0;
  }

  static BackboneException misfit(String name, String expected, long[] found) {
    return new BackboneException(
        "tensor '"
            + name
            + "': expected the shape "
            + expected
            + ", found "
            + Arrays.toString(found));
  }
}
