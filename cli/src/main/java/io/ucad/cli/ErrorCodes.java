package io.ucad.cli;

import io.ucad.cli.batch.BatchException;
import io.ucad.deployment.DeploymentException;
import io.ucad.detector.DetectorException;
import io.ucad.detector.backbone.BackboneException;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.detector.memory.MemoryException;
import io.ucad.detector.safetensors.SafetensorsException;
import io.ucad.endpoint.EndpointException;
import io.ucad.endpoint.access.TokenException;
import io.ucad.serving.pack.PackageException;
import io.ucad.store.StoreException;
import io.ucad.trainer.data.DatasetException;
import io.ucad.trainer.learn.LearnException;
import io.ucad.trainer.preset.PresetException;
import io.ucad.trainer.progress.CancelledException;
import io.ucad.trainer.prompt.PromptTrainingException;
import io.ucad.trainer.sample.TargetNotEmptyException;
import io.ucad.trainer.tune.TuneException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Stable codes of everything whose message is meant for a user. */
final class ErrorCodes {
  private static final Map<Class<? extends Exception>, String> BY_TYPE =
      Map.ofEntries(
          Map.entry(BackboneException.class, "BACKBONE_INVALID"),
          Map.entry(BackboneUnavailableException.class, "BACKBONE_UNAVAILABLE"),
          Map.entry(BatchException.class, "BATCH_REFUSED"),
          Map.entry(CancelledException.class, "CANCELLED"),
          Map.entry(CommandException.class, "COMMAND_INVALID"),
          Map.entry(DatasetException.class, "DATASET_INVALID"),
          Map.entry(EndpointException.class, "ENDPOINT_REFUSED"),
          Map.entry(LearnException.class, "LEARNING_REFUSED"),
          Map.entry(PackageException.class, "PACKAGE_REFUSED"),
          Map.entry(PresetException.class, "PRESET_INVALID"),
          Map.entry(PromptTrainingException.class, "TRAINING_FAILED"),
          Map.entry(SafetensorsException.class, "SAFETENSORS_INVALID"),
          Map.entry(TargetNotEmptyException.class, "TARGET_NOT_EMPTY"),
          Map.entry(TokenException.class, "TOKENS_INVALID"),
          Map.entry(TuneException.class, "TUNING_REFUSED"),
          Map.entry(UncheckedIOException.class, "IO_FAILED"));

  private ErrorCodes() {}

  /** Empty for a fault of ours. */
  static Optional<String> of(Exception e) {
    if (e instanceof ImageRejectedException image) {
      return Optional.of(image.code().name());
    }
    if (e instanceof DetectorException detector) {
      return Optional.of(detector.code().name());
    }
    if (e instanceof StoreException store) {
      return Optional.of(store.code());
    }
    if (e instanceof DeploymentException deployment) {
      return Optional.of(deployment.code());
    }
    if (e instanceof MemoryException memory) {
      return Optional.of("MEMORY_" + memory.reason().name());
    }
    return BY_TYPE.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(e))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
