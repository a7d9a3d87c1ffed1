package io.ucad.pretrain.scene;

import io.ucad.pretrain.texture.Seeds;
import io.ucad.pretrain.texture.TextureBank;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws batches. A batch is a pure function of the bank, its shape and its seed. Thread-safe. */
public final class ScenePainter {
  /** From this share on, a patch counts as defective. */
  public static final float DEFECTIVE = 0.15f;

  private final TextureBank bank;

  public ScenePainter(TextureBank bank) {
    this.bank = bank;
  }

  /** Draws one batch. */
  public SceneBatch paint(BatchShape shape, long seed) {
    int tokens = shape.tokens();
    var batch =
        new SceneBatch(
            shape,
            new float[3 * shape.images() * shape.side() * shape.side()],
            new long[tokens * BatchShape.TEXTURES],
            new float[tokens * BatchShape.TEXTURES],
            new float[tokens * BatchShape.DESCRIPTORS],
            new float[shape.scenes() * shape.queries() * shape.patches()]);
    IntStream.range(0, shape.scenes())
        .parallel()
        .forEach(s -> paint(s, batch, new SplittableRandom(Seeds.child(seed, s))));
    return batch;
  }

  private void paint(int index, SceneBatch batch, SplittableRandom random) {
    BatchShape shape = batch.shape();
    Scene scene = Scene.random(random.split(), shape.side(), bank.classes());
    var renderer = new Renderer(bank);
    for (int i = 0; i < shape.renderings(); i++) {
      SplittableRandom r = random.split();
      var picture = new Picture(shape.side());
      boolean[] changed = new boolean[picture.pixels()];
      renderer.paint(scene, r, picture);
      if (i >= shape.memory()) {
        for (int defects = 1 + r.nextInt(3); defects > 0; defects--) {
          Damage.draw(picture, bank, r, changed);
        }
      }
      Camera.light(picture, scene.light(), r);
      int image = index * shape.renderings() + i;
      Descriptor.describe(
          picture,
          shape.patch(),
          batch.descriptors(),
          image * shape.patches() * BatchShape.DESCRIPTORS);
      label(scene, picture, changed, image, i - shape.memory(), index, batch);
      Camera.record(picture, scene.light(), r);
      int start = image * picture.rgb.length;
      for (int p = 0; p < picture.rgb.length; p++) {
        batch.images()[start + p] = 2 * picture.rgb[p] - 1;
      }
    }
  }

  private static void label(
      Scene scene,
      Picture picture,
      boolean[] changed,
      int image,
      int query,
      int sceneIndex,
      SceneBatch batch) {
    BatchShape shape = batch.shape();
    int area = shape.patch() * shape.patch();
    for (int p = 0; p < shape.patches(); p++) {
      int[] counts = new int[scene.parts().size()];
      int hit = 0;
      for (int i = 0; i < area; i++) {
        int y = p / shape.grid() * shape.patch() + i / shape.patch();
        int x = p % shape.grid() * shape.patch() + i % shape.patch();
        int at = y * shape.side() + x;
        counts[picture.part[at]]++;
        hit += changed[at] ? 1 : 0;
      }
      float damage = (float) hit / area;
      if (query >= 0) {
        batch.damage()[(sceneIndex * shape.queries() + query) * shape.patches() + p] = damage;
      }
      int token = image * shape.patches() + p;
      for (int k = 0; k < BatchShape.TEXTURES; k++) {
        int most = 0;
        for (int j = 1; j < counts.length; j++) {
          most = counts[j] > counts[most] ? j : most;
        }
        batch.classes()[token * BatchShape.TEXTURES + k] = scene.parts().get(most).texture();
        if (damage < DEFECTIVE) {
          batch.shares()[token * BatchShape.TEXTURES + k] = (float) counts[most] / area;
        }
        counts[most] = 0;
      }
    }
  }
}
