package io.ucad.pretrain.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The order of all parameters in one vector: the network under timm's names, then the heads that
 * only training needs.
 */
final class Layout {
  /** A tensor and its place. */
  @SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
  record Slot(String name, int start, long[] shape) {
    int size() {
      return Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
    }

    /** Weight decay is for matrices. */
    boolean decays() {
      return shape.length > 1 && !name.equals("pos_embed");
    }

    boolean ships() {
      return !name.startsWith("head.");
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private int size;

  Layout(Network net, int classes, int descriptors) {
    long dim = net.dim();
    add("patch_embed.proj.weight", dim, 3, net.patch(), net.patch());
    add("patch_embed.proj.bias", dim);
    add("pos_embed", 1, (long) net.grid() * net.grid(), dim);
    for (int b = 0; b < net.depth(); b++) {
      String block = "blocks." + b + ".";
      add(block + "norm1.weight", dim);
      add(block + "norm1.bias", dim);
      add(block + "attn.qkv.weight", 3 * dim, dim);
      add(block + "attn.qkv.bias", 3 * dim);
      add(block + "attn.proj.weight", dim, dim);
      add(block + "attn.proj.bias", dim);
      add(block + "norm2.weight", dim);
      add(block + "norm2.bias", dim);
      add(block + "mlp.fc1.weight", net.mlp(), dim);
      add(block + "mlp.fc1.bias", net.mlp());
      add(block + "mlp.fc2.weight", dim, net.mlp());
      add(block + "mlp.fc2.bias", dim);
    }
    add("head.texture.weight", classes, dim);
    add("head.texture.bias", classes);
    for (String block : List.of("middle", "last")) {
      add("head.look." + block + ".weight", descriptors, dim);
      add("head.look." + block + ".bias", descriptors);
    }
  }

  private void add(String name, long... shape) {
    Slot slot = new Slot(name, size, shape);
    slots.add(slot);
    size = Math.addExact(size, slot.size());
  }

  List<Slot> slots() {
    return slots;
  }

  /** Number of parameters. */
  int size() {
    return size;
  }

  /** The sizes as the program wants them: "[a, b, c]". */
  String sizes() {
    return slots.stream().map(Slot::size).toList().toString();
  }

  /** 1 where weight decay applies. */
  float[] decayed() {
    float[] mask = new float[size];
    for (Slot slot : slots) {
      if (slot.decays()) {
        Arrays.fill(mask, slot.start(), slot.start() + slot.size(), 1);
      }
    }
    return mask;
  }
}
