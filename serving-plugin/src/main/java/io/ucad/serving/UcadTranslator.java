package io.ucad.serving;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslatorContext;
import io.ucad.detector.image.ImageGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into UCAD for DJL Serving, or for any predictor of {@code Input} and {@code Output} over
 * a model with an identity block: requests of the inference contract in, its answers out. See
 * {@link ServingSettings} for the arguments.
 *
 * <p>A whole batch is answered in {@link #batchProcessInput}; nothing is left for the block to do.
 * Every request of a batch gets an answer of its own with a status of its own, and none makes a
 * method here throw: the server would fail the whole batch, and say 400 for faults that are ours.
 *
 * <p>One instance serves all workers of a model on a device. The first to come loads it, and it is
 * freed when the DJL model is closed.
 */
public final class UcadTranslator implements ServingTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(UcadTranslator.class);
  private static final String ANSWERS = "answers";

  /** Reading a model that cannot be loaded costs as much as reading a good one. */
  private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

  private @Nullable ServingSettings settings;
  private @Nullable ImageGuard guard;
  private @Nullable ServedModel served;
  private @Nullable RuntimeException failure;
  private long failedAt;

  /** Servers make it by name. */
  public UcadTranslator() {}

  /**
   * Takes the arguments. If this class was loaded from the {@code libs} of a model directory, the
   * version and backbone that they name are verified to their last byte, so that a server refuses
   * to load what is damaged.
   *
   * @throws IllegalArgumentException if an argument is missing or wrong
   * @throws RuntimeException if a file of the model is not what it must be
   */
  @Override
  public synchronized void setArguments(Map<String, ?> arguments) {
    ServingSettings read = ServingSettings.of(arguments);
    PluginJar.modelDirectory().ifPresent(directory -> read.files(directory).verify());
    settings = read;
    guard = new ImageGuard(read.limits());
  }

  /** Not null, so that a predictor hands over whole batches; never asked to stack anything. */
  @Override
  public Batchifier getBatchifier() {
    return Batchifier.STACK;
  }

  /** Loads the model, unless another worker did. */
  @Override
  public void prepare(TranslatorContext context) {
    try {
      served(context.getModel()).adopt(context.getPredictorManager());
    } catch (RuntimeException e) {
      LOG.error("the model cannot be loaded; requests are refused until it can", e);
    }
  }

  @Override
  public NDList batchProcessInput(TranslatorContext context, List<Input> inputs) {
    context.setAttachment(ANSWERS, answers(context.getModel(), inputs));
    return new NDList();
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Output> batchProcessOutput(TranslatorContext context, NDList list) {
    return (List<Output>) context.getAttachment(ANSWERS);
  }

  @Override
  public NDList processInput(TranslatorContext context, Input input) {
    return batchProcessInput(context, List.of(input));
  }

  @Override
  public Output processOutput(TranslatorContext context, NDList list) {
    return batchProcessOutput(context, list).get(0);
  }

  List<Output> answers(Model model, List<Input> inputs) {
    try {
      return served(model).inspect(inputs);
    } catch (RuntimeException | Error e) {
      LOG.error("a batch of {} requests cannot be answered", inputs.size(), e);
      return ServedModel.unavailable(inputs);
    }
  }

  /** Arrays that are held for all workers together. */
  synchronized int arrays() {
    return served == null || served.closed() ? 0 : served.arrays();
  }

  /** The loaded model; workers that come meanwhile wait for it. */
  private synchronized ServedModel served(Model model) {
    if (served == null || served.closed()) {
      if (failure != null && System.nanoTime() - failedAt < RETRY_NANOS) {
        throw failure;
      }
      try {
        served = load(model);
        failure = null;
      } catch (RuntimeException e) {
        failure = e;
        failedAt = System.nanoTime();
        throw e;
      }
    }
    return served;
  }

  private ServedModel load(Model model) {
    if (!model.getNDManager().isOpen()) {
      throw new IllegalStateException("expected an open model, found a closed one");
    }
    Path directory = Objects.requireNonNullElse(model.getModelPath(), Path.of(""));
    ServingSettings read =
        Objects.requireNonNull(settings, "expected arguments, found none; call setArguments");
    ServedModel loaded =
        ServedModel.load(
            read.files(directory), Objects.requireNonNull(guard), model.getNDManager().getDevice());
    try {
      model.getNDManager().attachInternal("ucad-" + UUID.randomUUID(), loaded);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
    return loaded;
  }
}
