package io.ucad.pretrain.scene;

/**
 * The sizes of a batch.
 *
 * @param scenes different scenes
 * @param memory renderings of each that show no defect and make up its memory
 * @param queries further renderings of each, with defects
 * @param grid patches of an image's side
 * @param patch pixels of a patch's side
 */
public record BatchShape(int scenes, int memory, int queries, int grid, int patch) {
  public BatchShape {
    if (scenes < 1 || memory < 1 || queries < 1 || grid < 1 || patch < 2 || patch % 2 != 0) {
      throw new IllegalArgumentException(
          "expected positive sizes and an even patch, found %d scenes, %d + %d renderings, grid %d, patch %d"
              .formatted(scenes, memory, queries, grid, patch));
    }
  }

  /** Textures that are told of each patch, those that cover most of it. */
  public static final int TEXTURES = 3;

  /** Numbers that describe a patch. */
  public static final int DESCRIPTORS = Descriptor.LENGTH;

  public int renderings() {
    return memory + queries;
  }

  public int images() {
    return scenes * renderings();
  }

  /** Patches of one image. */
  public int patches() {
    return grid * grid;
  }

  /** Patches of all images. */
  public int tokens() {
    return images() * patches();
  }

  /** Pixels of an image's side. */
  public int side() {
    return grid * patch;
  }
}
