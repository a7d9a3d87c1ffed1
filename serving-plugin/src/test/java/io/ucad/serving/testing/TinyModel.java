package io.ucad.serving.testing;

import ai.djl.Device;
import com.google.gson.JsonObject;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.testing.Products;
import io.ucad.detector.testing.RandomVit;
import io.ucad.detector.testing.TaskMaker;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A store with a version of three products, learned from JPEG files, on a ViT of five narrow
 * blocks: one product without prompts, two with prompts of different depth.
 */
public final class TinyModel {
  /** The product of index i is learned under the name of index i. */
  public static final List<String> TASKS = List.of("bolt", "gear", "panel");

  private static final int WIDTH = 120;
  private static final int HEIGHT = 88;
  private static final ScoringSpec SCORING = new ScoringSpec(0, 4, 0.1, 0.3);
  private static final Preprocessing INPUT = Preprocessing.imageNet(64, 64);
  private static final ImageGuard GUARD = new ImageGuard(ImageLimits.defaults());

  private final Path root;
  private final Version version;

  private TinyModel(Path root, Version version) {
    this.root = root;
    this.version = version;
  }

  /** Learns it into a folder that is empty. */
  public static TinyModel in(Path root) {
    return in(root, 16);
  }

  /** The same with tokens of another width: one of 256 has 16 MB of weights. */
  public static TinyModel in(Path root, int dim) {
    Path file = RandomVit.deit(8, dim, 5, 2, 64).write(root.resolve("vit.safetensors"));
    try (Backbone backbone = Backbones.load(file, Device.cpu(), Implementation.TORCH_SCRIPT)) {
      var maker = new TaskMaker(backbone, new FeatureSpec(INPUT, List.of(1), true, 0), SCORING, 80);
      var publication = Publication.first().summary("learned three products");
      for (int product = 0; product < TASKS.size(); product++) {
        TaskMemory memory = memory(maker, product);
        var attributes = new JsonObject();
        var made = new JsonObject();
        made.addProperty("name", memory.backbone().name());
        made.addProperty("sha256", memory.backbone().sha256());
        attributes.add("backbone", made);
        publication.put(
            new TaskName(TASKS.get(product)),
            out -> MemoryFile.write(memory, false, out),
            attributes);
      }
      ModelStore store = ModelStore.openOrCreate(root.resolve("store"));
      return new TinyModel(root, store.publish(publication.build()));
    }
  }

  private static TaskMemory memory(TaskMaker maker, int product) {
    int dim = maker.backbone().info().shape().dim();
    List<Integer> blocks = List.of(0, 2);
    PromptValues prompts =
        switch (product) {
          case 0 -> new PromptValues.None();
          case 1 -> new PromptValues.Additive(3, dim, random(3 * dim, 2));
          default -> new PromptValues.Additive(2, dim, random(2 * dim, 4));
        };
    return maker.make(
        TASKS.get(product),
        new FeatureSpec(INPUT, blocks, true, 0),
        prompts,
        IntStream.range(0, 24).mapToObj(i -> GUARD.decode(learned(product, i))).toList());
  }

  private static float[] random(int count, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }

  public Path store() {
    return root.resolve("store");
  }

  public Path backbone() {
    return root.resolve("vit.safetensors");
  }

  public Version version() {
    return version;
  }

  /** What a translator is told. */
  public Map<String, String> arguments() {
    return Map.of(
        "ucad.store", store().toString(),
        "ucad.version", version.id().toString(),
        "ucad.backbone", backbone().toString());
  }

  /** Publishes the same tasks as the next version. */
  public Version publishAgain(String summary) {
    ModelStore models = ModelStore.open(store());
    var attributes = new JsonObject();
    attributes.addProperty("note", summary);
    return models.publish(
        Publication.on(models.latest()).attributes(attributes).summary(summary).build());
  }

  private static byte[] learned(int product, int image) {
    return jpeg(Products.normal(product, image, WIDTH, HEIGHT));
  }

  /** A JPEG of a good part that was not learned. */
  public static byte[] good(int product, int image) {
    return jpeg(Products.normal(product, 1000 + image, WIDTH, HEIGHT));
  }

  /** A JPEG of a part with a defect. */
  public static byte[] defective(int product, int image) {
    return jpeg(Products.defective(product, 1000 + image, WIDTH, HEIGHT));
  }

  /** The pixels as a JPEG. */
  public static byte[] jpeg(DecodedImage image) {
    var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        picture.setRGB(
            x, y, image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2));
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, "jpg", bytes)) {
        throw new IllegalStateException("expected the JDK to write JPEG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
