package io.ucad.trainer.prompt;

import io.ucad.detector.safetensors.SafetensorsException;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import io.ucad.trainer.preset.Preset;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checkpoints as one safetensors file that is replaced as a whole. */
public final class CheckpointFiles implements Checkpoints {
  private static final String NAME = "prompts.safetensors";
  private static final String RUN = "run";

  private final Path directory;
  private final String run;
  private final double learningRate;
  private final Preset.PromptKind kind;

  /**
   * @param run identifies everything that the result depends on; checkpoints of another run are not
   *     read
   */
  public CheckpointFiles(Path directory, String run, Preset.PromptSettings settings) {
    this.directory = directory;
    this.run = run;
    this.learningRate = settings.learningRate();
    this.kind = settings.kind();
  }

  @Override
  public Optional<Checkpoint> latest() {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return run.equals(tensors.metadata().get(RUN))
          ? Optional.of(read(tensors))
          : Optional.empty();
    } catch (SafetensorsException e) {
      // A damaged checkpoint costs time, not the result: the run starts anew.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Checkpoint read(SafetensorsFile tensors) {
    Map<String, String> metadata = tensors.metadata();
    int epoch = Integer.parseInt(field(metadata, "epoch"));
    int step = Integer.parseInt(field(metadata, "step"));
    int blocks = Integer.parseInt(field(metadata, "blocks"));
    int dim = Integer.parseInt(field(metadata, "dim"));
    return new Checkpoint(
        epoch,
        new PromptState(kind, blocks, dim, tensors.tensor("prompts").toFloats()),
        new Adam(
            learningRate,
            tensors.tensor("adam.mean").toFloats(),
            tensors.tensor("adam.variance").toFloats(),
            step),
        parse(field(metadata, "losses")),
        parse(field(metadata, "criterion")),
        new PromptState(kind, blocks, dim, tensors.tensor("best").toFloats()));
  }

  private static String field(Map<String, String> metadata, String name) {
    return Objects.requireNonNull(metadata.get(name), name);
  }

  private static double[] parse(String joined) {
    return joined.isEmpty()
        ? new double[0]
        : java.util.Arrays.stream(joined.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  private static String join(double[] values) {
    return java.util.Arrays.stream(values)
        .mapToObj(Double::toString)
        .collect(java.util.stream.Collectors.joining(","));
  }

  @Override
  public void write(Checkpoint checkpoint) {
    float[] values = checkpoint.prompts().values();
    var writer =
        new SafetensorsWriter()
            .metadata(RUN, run)
            .metadata("epoch", Integer.toString(checkpoint.epoch()))
            .metadata("step", Integer.toString(checkpoint.optimiser().step()))
            .metadata("blocks", Integer.toString(checkpoint.prompts().blocks()))
            .metadata("dim", Integer.toString(checkpoint.prompts().dim()))
            .metadata("losses", join(checkpoint.losses()))
            .metadata("criterion", join(checkpoint.criterion()))
            .floats("prompts", values, values.length)
            .floats("best", checkpoint.best().values(), values.length)
            .floats("adam.mean", checkpoint.optimiser().mean(), values.length)
            .floats("adam.variance", checkpoint.optimiser().variance(), values.length);
    Path staged = directory.resolve(NAME + ".staged");
    try {
      try (FileChannel channel =
              FileChannel.open(
                  staged,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING);
          OutputStream out = Channels.newOutputStream(channel)) {
        writer.writeTo(out);
        channel.force(true);
      }
      Files.move(
          staged,
          directory.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
