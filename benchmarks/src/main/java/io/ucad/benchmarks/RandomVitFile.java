package io.ucad.benchmarks;

import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Random weights in the shape of DeiT-S/16: speed depends on the shape alone. */
final class RandomVitFile {
  private static final int PATCH = 16;
  private static final int DIM = 384;
  private static final int DEPTH = 12;
  private static final int MLP = 4 * DIM;
  private static final int TOKENS = 197;

  private final SplittableRandom random = new SplittableRandom(1);
  private final SafetensorsWriter writer = new SafetensorsWriter();

  private RandomVitFile() {
    writer.metadata("name", "random-vit-s16");
    add("cls_token", 1, 1, DIM);
    add("pos_embed", 1, TOKENS, DIM);
    add("patch_embed.proj.weight", DIM, 3, PATCH, PATCH);
    add("patch_embed.proj.bias", DIM);
    for (int b = 0; b < DEPTH; b++) {
      String block = "blocks." + b + ".";
      add(block + "norm1.weight", DIM);
      add(block + "norm1.bias", DIM);
      add(block + "attn.qkv.weight", 3 * DIM, DIM);
      add(block + "attn.qkv.bias", 3 * DIM);
      add(block + "attn.proj.weight", DIM, DIM);
      add(block + "attn.proj.bias", DIM);
      add(block + "norm2.weight", DIM);
      add(block + "norm2.bias", DIM);
      add(block + "mlp.fc1.weight", MLP, DIM);
      add(block + "mlp.fc1.bias", MLP);
      add(block + "mlp.fc2.weight", DIM, MLP);
      add(block + "mlp.fc2.bias", DIM);
    }
    add("norm.weight", DIM);
    add("norm.bias", DIM);
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

  static Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      new RandomVitFile().writer.writeTo(out);
    }
    return file;
  }
}
