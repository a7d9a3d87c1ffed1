package io.ucad.benchmarks;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.answer.AnswerContext;
import io.ucad.detector.answer.AnswerJson;
import io.ucad.detector.answer.MapEncoding;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Router;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnRequest;
import io.ucad.trainer.preset.Presets;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import io.ucad.trainer.sample.SampleFactory;
import io.ucad.trainer.sample.SampleProgress;
import io.ucad.trainer.sample.SampleSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * JPEG bytes to JSON with a map, against the backbone calls in it; a thousand tasks against one.
 */
final class EndToEnd {
  private static final int TASKS = 1000;

  private final Path weights;
  private final Path folder;

  EndToEnd(Path weights, Path folder) {
    this.weights = weights;
    this.folder = folder;
  }

  void measure(Results results) throws IOException {
    Path data = folder.resolve("factory");
    new SampleFactory(new SampleSpec(1, 448, 40, 8, 0, List.of("flange")))
        .write(data, SampleProgress.SILENT);
    var guard = new ImageGuard(ImageLimits.defaults());
    try (Backbone vit = Backbones.load(weights, Device.cpu(), Implementation.TORCH_SCRIPT);
        NDManager manager = NDManager.newBaseManager()) {
      TaskMemory memory = learn(data.resolve("flange"), guard, vit, manager);
      byte[][] jpegs = jpegs(data.resolve("flange/test/good"), guard);
      String name = vit.info().name();
      try (Detector one = new Detector(manager, vit, List.of(memory), Router.CANDIDATES);
          Detector many = new Detector(manager, vit, crowd(memory), Router.CANDIDATES)) {
        List<Double> shares = new ArrayList<>();
        int[] at = new int[2];
        double[] ms =
            Measure.inTurn(
                20,
                100,
                () -> shares.add(answer(guard, one, jpegs[at[0]++ % jpegs.length])),
                () -> answer(guard, many, jpegs[at[1]++ % jpegs.length]));
        double[] measured =
            shares.subList(20, shares.size()).stream().mapToDouble(s -> s).toArray();
        results.add(name + ": end to end / its backbone calls", Measure.median(measured), "");
        results.add(name + ": end to end", ms[0], "ms");
        results.add(name + ": " + TASKS + " tasks / one task, end to end", ms[1] / ms[0], "");
      }
    }
  }

  private TaskMemory learn(Path images, ImageGuard guard, Backbone vit, NDManager manager) {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    var request =
        new LearnRequest(
            new TaskName("flange"), TrainingImages.of(images), Presets.find("fast"), 1);
    new ContinualTrainer(store, vit, manager, guard, new GraphSegmenter())
        .learn(request, ProgressListener.NONE, new Cancellation());
    return MemoryFile.readAll(store.latest().orElseThrow().files()).get(0);
  }

  /** The task itself among others that share its knowledge, with keys shifted at random. */
  private static List<TaskMemory> crowd(TaskMemory memory) {
    List<TaskMemory> crowd = new ArrayList<>();
    crowd.add(memory);
    var random = new SplittableRandom(1);
    for (int t = 1; t < TASKS; t++) {
      float[] shift = new float[memory.key().dim()];
      for (int d = 0; d < shift.length; d++) {
        shift[d] = (float) (random.nextGaussian() * 0.05);
      }
      Bank key = memory.key();
      crowd.add(
          new TaskMemory(
              "task" + t,
              memory.backbone(),
              memory.routing(),
              new Bank(shifted(key.vectors(), shift), key.dim(), key.image(), key.patch()),
              shifted(memory.descriptors(), shift),
              memory.features(),
              memory.prompts(),
              // Knowledge is only read for the chosen task: a small one keeps the crowd in memory.
              first(memory.knowledge(), 8),
              memory.images(),
              memory.calibration(),
              memory.scoring(),
              memory.provenance()));
    }
    return crowd;
  }

  private static float[] shifted(float[] vectors, float[] shift) {
    float[] out = vectors.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += shift[i % shift.length];
    }
    return out;
  }

  private static Bank first(Bank bank, int count) {
    return new Bank(
        java.util.Arrays.copyOf(bank.vectors(), count * bank.dim()),
        bank.dim(),
        java.util.Arrays.copyOf(bank.image(), count),
        java.util.Arrays.copyOf(bank.patch(), count));
  }

  /** Answers one request; gives its time divided by the time of its own backbone calls. */
  private static double answer(ImageGuard guard, Detector detector, byte[] jpeg) {
    long start = System.nanoTime();
    DecodedImage image = guard.decode(jpeg);
    double decode = (System.nanoTime() - start) / 1e6;
    Inspection inspection = detector.inspect(image, InspectionOptions.DEFAULT);
    String json =
        AnswerJson.of(
                new AnswerContext("r", "v1", detector.backbone().info().name(), decode),
                inspection,
                MapEncoding.PNG)
            .toString();
    if (json.length() < 1000) {
      throw new IllegalStateException("expected an answer with a map, found " + json);
    }
    return (System.nanoTime() - start) / 1e6 / inspection.timings().backbone();
  }

  private static byte[][] jpegs(Path images, ImageGuard guard) throws IOException {
    try (Stream<Path> files = Files.list(images)) {
      return files.sorted().map(f -> jpeg(f, guard)).toArray(byte[][]::new);
    }
  }

  private static byte[] jpeg(Path png, ImageGuard guard) {
    try {
      DecodedImage image = guard.decode(Files.readAllBytes(png));
      var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
      byte[] rgb = image.rgb();
      for (int i = 0; i < image.width() * image.height(); i++) {
        int colour =
            ((rgb[3 * i] & 0xFF) << 16) | ((rgb[3 * i + 1] & 0xFF) << 8) | (rgb[3 * i + 2] & 0xFF);
        picture.setRGB(i % image.width(), i / image.width(), colour);
      }
      var out = new ByteArrayOutputStream();
      ImageIO.write(picture, "jpeg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
