package io.ucad.detector.memory;

import com.google.gson.Gson;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.safetensors.DType;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes and reads the memory of a task as one safetensors file (docs/formats/memory-v1.md). */
public final class MemoryFile {
  private static final Gson GSON = new Gson();
  private static final float LARGEST_HALF = 65504;

  private MemoryFile() {}

  /**
   * Writes the same bytes for the same memory.
   *
   * @param halfPrecision whether bank vectors are stored as fp16
   * @throws IllegalArgumentException if they are and one is larger than fp16 can be
   */
  public static void write(TaskMemory memory, boolean halfPrecision, OutputStream out)
      throws IOException {
    write(memory, halfPrecision, List.of(), out);
  }

  /** As {@link #write(TaskMemory, boolean, OutputStream)}, with images to test deployments by. */
  public static void write(
      TaskMemory memory, boolean halfPrecision, List<SmokeImage> smoke, OutputStream out)
      throws IOException {
    var format = MemoryFormat.of(memory, kind(memory.prompts()));
    var writer =
        new SafetensorsWriter()
            .metadata(MemoryFormat.KEY, format.toJson())
            .metadata(MemoryFormat.IMAGES, GSON.toJson(memory.images()));
    bank(writer, "key", memory.key(), halfPrecision);
    bank(writer, "knowledge", memory.knowledge(), halfPrecision);
    int dim = memory.key().dim();
    writer.floats("descriptors", memory.descriptors(), memory.descriptors().length / dim, dim);
    if (memory.prompts() instanceof PromptValues.Additive p) {
      writer.floats("prompt.additive", p.values(), p.blocks(), p.dim());
    }
    if (memory.prompts() instanceof PromptValues.Prefix p) {
      writer.floats("prompt.key", p.key(), p.blocks(), p.tokens(), p.dim());
      writer.floats("prompt.value", p.value(), p.blocks(), p.tokens(), p.dim());
    }
    SmokeImages.addTo(writer, smoke);
    Calibration calibration = memory.calibration();
    writer.floats("calibration.scores", calibration.scores(), calibration.size());
    writer.floats("calibration.peaks", calibration.peaks(), calibration.size());
    writer.floats("calibration.distances", calibration.distances(), calibration.size());
    writer.writeTo(out);
  }

  private static String kind(PromptValues prompts) {
    if (prompts instanceof PromptValues.Additive) {
      return "additive";
    }
    return prompts instanceof PromptValues.Prefix ? "prefix" : "none";
  }

  private static void bank(SafetensorsWriter writer, String name, Bank bank, boolean half) {
    if (half) {
      requireHalf(name, bank.vectors());
      writer.halfs(name, bank.vectors(), bank.size(), bank.dim());
    } else {
      writer.floats(name, bank.vectors(), bank.size(), bank.dim());
    }
    int[] source = new int[2 * bank.size()];
    for (int i = 0; i < bank.size(); i++) {
      source[2 * i] = bank.image()[i];
      source[2 * i + 1] = bank.patch()[i];
    }
    writer.ints(name + ".source", source, bank.size(), 2);
  }

  private static void requireHalf(String name, float[] values) {
    for (float value : values) {
      if (Math.abs(value) > LARGEST_HALF) {
        throw new IllegalArgumentException(
            "expected values of '%s' up to %s, found %s; store it in fp32"
                .formatted(name, LARGEST_HALF, value));
      }
    }
  }

  /**
   * Writes a memory that has been found intact by its checksum again, judging by other rates.
   * Nothing else changes: with the scoring that the file has, its own bytes come out.
   *
   * @throws MemoryException if the file does not hold what it must
   */
  public static void rescore(Path file, ScoringSpec scoring, OutputStream out) throws IOException {
    write(read(file).with(scoring), isHalf(file), SmokeImages.read(file), out);
  }

  private static boolean isHalf(Path file) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return tensors.dtype("knowledge") == DType.F16;
    }
  }

  /**
   * Reads a memory that has been found intact by its checksum.
   *
   * @throws MemoryException if it does not hold what it must
   */
  public static TaskMemory read(Path file) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return read(tensors);
    } catch (MemoryException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever a reader trips over is the file's fault: Gson alone has five ways to say so.
      throw new MemoryException(
          MemoryException.Reason.CORRUPT,
          "expected a task memory in %s, found: %s".formatted(file.getFileName(), rootMessage(e)),
          e);
    }
  }

  /**
   * Reads memories that have been found intact by their checksums.
   *
   * @throws MemoryException if one does not hold what it must
   * @throws UncheckedIOException if one cannot be read
   */
  public static List<TaskMemory> readAll(List<Path> files) {
    List<TaskMemory> memories = new ArrayList<>(files.size());
    for (Path file : files) {
      try {
        memories.add(read(file));
      } catch (IOException e) {
        throw new UncheckedIOException("the memory " + file + " cannot be read", e);
      }
    }
    return memories;
  }

  /** Gson wraps what the constructor of a record says. */
  private static String rootMessage(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return String.valueOf(root.getMessage());
  }

  private static TaskMemory read(SafetensorsFile tensors) {
    MemoryFormat format = format(tensors);
    return new TaskMemory(
        format.task(),
        format.backbone(),
        format.routing(),
        bank(tensors, "key"),
        descriptors(tensors),
        format.features(),
        prompts(tensors, format.prompts()),
        bank(tensors, "knowledge"),
        images(tensors),
        new Calibration(
            series(tensors, "calibration.scores"),
            series(tensors, "calibration.peaks"),
            series(tensors, "calibration.distances")),
        format.scoring(),
        format.provenance());
  }

  private static MemoryFormat format(SafetensorsFile tensors) {
    return MemoryFormat.parse(metadata(tensors, MemoryFormat.KEY));
  }

  private static String metadata(SafetensorsFile tensors, String key) {
    String text = tensors.metadata().get(key);
    if (text == null) {
      throw new IllegalArgumentException(
          "expected metadata '%s', found %s".formatted(key, tensors.metadata().keySet()));
    }
    return text;
  }

  /** The shape of a tensor that must have so many dimensions. */
  private static int[] shape(SafetensorsFile tensors, String name, int rank) {
    long[] shape = tensors.shape(name);
    if (shape.length != rank) {
      throw new IllegalArgumentException(
          "expected '%s' with %d dimensions, found %s"
              .formatted(name, rank, Arrays.toString(shape)));
    }
    return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
  }

  private static float[] series(SafetensorsFile tensors, String name) {
    shape(tensors, name, 1);
    return tensors.tensor(name).toFloats();
  }

  private static Bank bank(SafetensorsFile tensors, String name) {
    int[] shape = shape(tensors, name, 2);
    int[] sources = shape(tensors, name + ".source", 2);
    if (sources[0] != shape[0] || sources[1] != 2) {
      throw new IllegalArgumentException(
          "expected %d sources of '%s' as image and patch, found %s"
              .formatted(shape[0], name, Arrays.toString(sources)));
    }
    int[] source = tensors.tensor(name + ".source").toInts();
    int[] image = new int[source.length / 2];
    int[] patch = new int[source.length / 2];
    for (int i = 0; i < image.length; i++) {
      image[i] = source[2 * i];
      patch[i] = source[2 * i + 1];
    }
    return new Bank(tensors.tensor(name).toFloats(), shape[1], image, patch);
  }

  private static PromptValues prompts(SafetensorsFile tensors, String kind) {
    return switch (kind) {
      case "none" -> new PromptValues.None();
      case "additive" -> {
        int[] shape = shape(tensors, "prompt.additive", 2);
        yield new PromptValues.Additive(
            shape[0], shape[1], tensors.tensor("prompt.additive").toFloats());
      }
      case "prefix" -> {
        int[] shape = shape(tensors, "prompt.key", 3);
        yield new PromptValues.Prefix(
            shape[0],
            shape[1],
            shape[2],
            tensors.tensor("prompt.key").toFloats(),
            tensors.tensor("prompt.value").toFloats());
      }
      default ->
          throw new IllegalArgumentException(
              "expected prompts none, additive or prefix, found '" + kind + "'");
    };
  }

  private static List<String> images(SafetensorsFile tensors) {
    String[] names = GSON.fromJson(metadata(tensors, MemoryFormat.IMAGES), String[].class);
    if (names == null || Arrays.asList(names).contains(null)) {
      throw new IllegalArgumentException("expected names of images, found null");
    }
    return List.of(names);
  }

  private static float[] descriptors(SafetensorsFile tensors) {
    int[] shape = shape(tensors, "descriptors", 2);
    int[] key = shape(tensors, "key", 2);
    if (shape[1] != key[1]) {
      throw new IllegalArgumentException(
          "expected descriptors as wide as keys, %d, found %d".formatted(key[1], shape[1]));
    }
    return tensors.tensor("descriptors").toFloats();
  }
}
