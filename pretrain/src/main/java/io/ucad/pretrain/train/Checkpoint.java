package io.ucad.pretrain.train;

import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The state of a run in one safetensors file, which is replaced as a whole. */
final class Checkpoint {
  private final Path file;
  private final Settings settings;

  Checkpoint(Path file, Settings settings) {
    this.file = file;
    this.settings = settings;
  }

  void write(TrainingState state) throws IOException {
    long size = state.theta().length;
    var writer =
        new SafetensorsWriter()
            .metadata("settings", settings.beforeTheEnd().toString())
            .metadata("end", end())
            .metadata("endsFrom", Integer.toString(settings.endsFrom()))
            .metadata("step", Integer.toString(state.step()))
            .floats("theta", state.theta(), size)
            .floats("mean", state.mean(), size)
            .floats("variance", state.variance(), size);
    replace(file, writer);
  }

  /**
   * The state to go on from, if there is one. The end may be another one than before as long as it
   * has begun in neither run.
   *
   * @throws IllegalStateException if it belongs to a run with other settings
   */
  Optional<TrainingState> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (SafetensorsFile saved = SafetensorsFile.open(file)) {
      Map<String, String> found = saved.metadata();
      int step = Integer.parseInt(found.getOrDefault("step", "0"));
      int begun = Integer.parseInt(found.getOrDefault("endsFrom", "0"));
      boolean same = settings.beforeTheEnd().toString().equals(found.get("settings"));
      boolean sameEnd = end().equals(found.get("end"));
      if (!same || (!sameEnd && step > Math.min(begun, settings.endsFrom()))) {
        throw new IllegalStateException(
            "expected the checkpoint %s to be of %s, found %s with %d steps done and the end %s; name another folder or the same settings"
                .formatted(file, settings, found.get("settings"), step, found.get("end")));
      }
      return Optional.of(
          new TrainingState(
              step,
              saved.tensor("theta").toFloats(),
              saved.tensor("mean").toFloats(),
              saved.tensor("variance").toFloats()));
    }
  }

  private String end() {
    return settings.endsFrom() + " to " + settings.steps();
  }

  /** Writes beside the target, forces to disk, renames. */
  static void replace(Path target, SafetensorsWriter writer) throws IOException {
    Path staged = target.resolveSibling("." + target.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            staged,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writer.writeTo(channel);
      channel.force(true);
    }
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
