package io.ucad.endpoint;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.nn.Blocks;
import io.ucad.detector.backbone.Backbones;
import io.ucad.endpoint.model.ModelLoader;
import io.ucad.endpoint.model.ServedModel;
import io.ucad.serving.UcadTranslator;
import io.ucad.store.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves versions by the translator that DJL Serving loads, so that both give the same answers. */
public final class TranslatorLoader implements ModelLoader {
  private final Path store;
  private final Path backbone;
  private final Device device;
  private final Map<String, String> limits;

  /**
   * @param limits further arguments of the translator, see {@code ServingSettings}
   */
  public TranslatorLoader(Path store, Path backbone, Device device, Map<String, String> limits) {
    this.store = store.toAbsolutePath();
    this.backbone = backbone.toAbsolutePath();
    this.device = device;
    this.limits = Map.copyOf(limits);
  }

  @Override
  public ServedModel load(Version version, int workers) {
    // Every byte is read, so that damage has a name before the translator, which only logs it.
    version.files();
    recordedBackbone(version).ifPresent(sha256 -> Backbones.verify(backbone, sha256));
    Map<String, String> arguments = new HashMap<>(limits);
    arguments.put("ucad.store", store.toString());
    arguments.put("ucad.version", version.id().toString());
    arguments.put("ucad.backbone", backbone.toString());
    var translator = new UcadTranslator();
    translator.setArguments(arguments);
    Model model = Model.newInstance("ucad-" + version.id(), device, "PyTorch");
    try {
      model.setBlock(Blocks.identityBlock());
      return new TranslatedModel(model, translator, workers);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The hash of the backbone that the tasks of a version were learned with. */
  private static Optional<String> recordedBackbone(Version version) {
    return version.manifest().tasks().stream()
        .map(entry -> entry.attributes().get("backbone"))
        .filter(json -> json != null && json.isJsonObject() && json.getAsJsonObject().has("sha256"))
        .map(json -> json.getAsJsonObject().get("sha256").getAsString())
        .findFirst();
  }

  private static final class TranslatedModel implements ServedModel {
    private final Model model;
    private final UcadTranslator translator;
    private final List<Predictor<Input, Output>> predictors = new ArrayList<>();

    TranslatedModel(Model model, UcadTranslator translator, int workers) {
      this.model = model;
      this.translator = translator;
      for (int i = 0; i < workers; i++) {
        predictors.add(model.newPredictor(translator));
      }
    }

    @Override
    public List<Output> answer(int worker, List<Input> batch) throws Exception {
      return predictor(worker).batchPredict(batch);
    }

    private synchronized Predictor<Input, Output> predictor(int worker) {
      return predictors.get(worker);
    }

    @Override
    public synchronized void renew(int worker) {
      predictors.set(worker, model.newPredictor(translator)).close();
    }

    @Override
    public synchronized void close() {
      predictors.forEach(Predictor::close);
      model.close();
    }
  }
}
