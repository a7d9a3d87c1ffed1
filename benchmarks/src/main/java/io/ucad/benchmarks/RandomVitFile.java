package io.ucad.benchmarks;

import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Random weights in the shape of a ViT of patch 16: speed depends on the shape alone. */
final class RandomVitFile {
  private static final int PATCH = 16;
  private static final int DEPTH = 12;
  private static final int TOKENS = 197;

  private final SplittableRandom random = new SplittableRandom(1);
  private final SafetensorsWriter writer = new SafetensorsWriter();

  private RandomVitFile(String name, int dim) {
    int mlp = 4 * dim;
    writer.metadata("name", name);
    add("cls_token", 1, 1, dim);
    add("pos_embed", 1, TOKENS, dim);
    add("patch_embed.proj.weight", dim, 3, PATCH, PATCH);
    add("patch_embed.proj.bias", dim);
    for (int b = 0; b < DEPTH; b++) {
      String block = "blocks." + b + ".";
      add(block + "norm1.weight", dim);
      add(block + "norm1.bias", dim);
      add(block + "attn.qkv.weight", 3L * dim, dim);
      add(block + "attn.qkv.bias", 3L * dim);
      add(block + "attn.proj.weight", dim, dim);
      add(block + "attn.proj.bias", dim);
      add(block + "norm2.weight", dim);
      add(block + "norm2.bias", dim);
      add(block + "mlp.fc1.weight", mlp, dim);
      add(block + "mlp.fc1.bias", mlp);
      add(block + "mlp.fc2.weight", dim, mlp);
      add(block + "mlp.fc2.bias", dim);
    }
    add("norm.weight", dim);
    add("norm.bias", dim);
  }

  private void add(String name, long... shape) {
    int size = 1;
    for (long side : shape) {
      size = Math.toIntExact(size * side);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * 0.02);
    }
    writer.floats(name, values, shape);
  }

  /** ViT-S/16. */
  static Path small(Path folder) throws IOException {
    return write(folder, "random-vit-s16", 384);
  }

  /** ViT-B/16, the shape of the backbone that is taken if none is named. */
  static Path base(Path folder) throws IOException {
    return write(folder, "random-vit-b16", 768);
  }

  private static Path write(Path folder, String name, int dim) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      new RandomVitFile(name, dim).writer.writeTo(out);
    }
    return file;
  }
}
