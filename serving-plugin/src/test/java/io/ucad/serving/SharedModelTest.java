package io.ucad.serving;

import static io.ucad.serving.Predictors.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslateException;
import io.ucad.detector.backbone.BackboneException;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.testing.Native;
import io.ucad.detector.testing.RandomVit;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One model, many workers: loaded once, freed once, never under a running call. */
class SharedModelTest {
  @TempDir private Path folder;
  private TinyModel tiny;

  @BeforeEach
  void start() {
    tiny = TinyModel.in(folder);
  }

  @Test
  void workersThatStartTogetherLoadTheModelOnce() throws Exception {
    try (Model model = Predictors.model()) {
      UcadTranslator translator = Predictors.translator(tiny.arguments());
      int expected = arraysOfOneWorker();
      var gate = new CountDownLatch(1);
      List<Callable<Output>> workers =
          Collections.nCopies(
              8,
              () -> {
                try (var predictor = Predictors.predictor(model, translator)) {
                  gate.await();
                  return predictor.predict(image(TinyModel.good(0, 0)));
                }
              });
      ExecutorService pool = Executors.newFixedThreadPool(8);
      try {
        List<Future<Output>> answers = workers.stream().map(pool::submit).toList();
        gate.countDown();
        for (Future<Output> answer : answers) {
          assertThat(answer.get().getCode()).isEqualTo(200);
        }
      } finally {
        pool.shutdown();
      }
      assertThat(translator.arrays()).isEqualTo(expected);
    }
  }

  @Test
  void workersThatComeAndGoLeaveNothingBehind() throws Exception {
    try (Model model = Predictors.model()) {
      UcadTranslator translator = Predictors.translator(tiny.arguments());
      int expected = arraysOfOneWorker();
      for (int i = 0; i < 50; i++) {
        try (var predictor = Predictors.predictor(model, translator)) {
          assertThat(predictor.predict(image(TinyModel.good(i % 3, i))).getCode()).isEqualTo(200);
        }
        assertThat(translator.arrays()).isEqualTo(expected);
        assertThat(Native.arrays(model.getNDManager())).isZero();
      }
    }
  }

  private int arraysOfOneWorker() throws Exception {
    try (Model model = Predictors.model()) {
      UcadTranslator translator = Predictors.translator(tiny.arguments());
      try (var predictor = Predictors.predictor(model, translator)) {
        predictor.predict(image(TinyModel.good(0, 0)));
        assertThat(translator.arrays()).isPositive();
        return translator.arrays();
      }
    }
  }

  @Test
  void aClosedModelIsFreedAndItsWorkersSaySo() throws Exception {
    Model model = Predictors.model();
    UcadTranslator translator = Predictors.translator(tiny.arguments());
    NDManager root = model.getNDManager().getParentManager();
    Predictor<Input, Output> predictor = Predictors.predictor(model, translator);
    assertThat(predictor.predict(image(TinyModel.good(0, 0))).getCode()).isEqualTo(200);

    model.close();

    assertThat(translator.arrays()).isZero();
    assertThat(root.isOpen()).isTrue();
    // The predictor went with its model; the translator itself still answers.
    List<Output> late = translator.answers(model, List.of(image(TinyModel.good(0, 0))));
    assertThat(late).extracting(Output::getCode).containsExactly(503);
    assertThat(late).extracting(Predictors::code).containsExactly("MODEL_UNAVAILABLE");
  }

  @Test
  void closingWaitsForTheInspectionsThatRun() throws Exception {
    Model model = Predictors.model();
    UcadTranslator translator = Predictors.translator(tiny.arguments());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      var busy = new CountDownLatch(8);
      List<Future<List<Integer>>> workers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        workers.add(
            pool.submit(
                () -> {
                  List<Integer> codes = new ArrayList<>();
                  do {
                    List<Input> batch =
                        List.of(image(TinyModel.good(0, 1)), image(TinyModel.good(1, 1)));
                    translator.answers(model, batch).forEach(o -> codes.add(o.getCode()));
                    busy.countDown();
                  } while (!codes.contains(503));
                  return codes;
                }));
      }
      busy.await();
      model.close();
      for (Future<List<Integer>> worker : workers) {
        assertThat(worker.get()).contains(200).containsOnly(200, 503);
      }
      assertThat(translator.arrays()).isZero();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aWorkerEmptiesItsQueueWhileItsModelIsBeingClosed() throws Exception {
    Model model = Predictors.model();
    UcadTranslator translator = Predictors.translator(tiny.arguments());
    Predictor<Input, Output> predictor = Predictors.predictor(model, translator);
    assertThat(predictor.predict(image(TinyModel.good(0, 0))).getCode()).isEqualTo(200);
    var closing = new Thread(model::close);

    closing.start();
    // A server's queue: the next request is taken as soon as the last is answered.
    while (model.getNDManager().isOpen()) {
      Thread.onSpinWait();
    }
    for (int queued = 0; queued < 20; queued++) {
      assertThat(predictor.predict(image(TinyModel.good(queued % 3, 0))).getCode()).isEqualTo(200);
    }
    closing.join();

    assertThat(translator.arrays()).isZero();
    assertThatThrownBy(() -> predictor.predict(image(TinyModel.good(0, 0))))
        .as("the predictor was closed at last")
        .isInstanceOf(TranslateException.class);
  }

  @Test
  void aDamagedVersionIsFoundBeforeAnyArrayIsMadeAndAnsweredAsOurs() throws Exception {
    Path memory = tiny.version().directory().resolve("gear.safetensors");
    flip(memory);

    assertThatThrownBy(() -> files().verify())
        .isInstanceOf(StoreException.Corrupt.class)
        .hasMessageContaining("gear.safetensors is corrupt");
    UcadTranslator translator = Predictors.translator(tiny.arguments());
    try (Model model = Predictors.model();
        var predictor = Predictors.predictor(model, translator)) {
      Output refused = predictor.predict(image(TinyModel.good(0, 0)));
      assertThat(refused.getCode()).isEqualTo(503);
      assertThat(Predictors.code(refused)).isEqualTo("MODEL_UNAVAILABLE");
      assertThat(translator.arrays()).isZero();
    }
  }

  @Test
  void anotherBackboneIsRefused() {
    RandomVit.deit(8, 16, 5, 2, 64).withSeed(2).write(tiny.backbone());

    assertThatThrownBy(() -> files().verify())
        .isInstanceOf(BackboneException.class)
        .hasMessageContaining("expected the backbone with SHA-256");
    assertThatThrownBy(
            () -> ServedModel.load(files(), new ImageGuard(ImageLimits.defaults()), Device.cpu()))
        .isInstanceOf(BackboneException.class);
  }

  @Test
  void aVersionOrBackboneThatIsNotThereIsRefused() {
    Map<String, String> arguments = new HashMap<>(tiny.arguments());
    arguments.put("ucad.version", "v9");
    assertThatThrownBy(() -> ServingSettings.of(arguments).files(folder).verify())
        .isInstanceOf(StoreException.NotFound.class);
    arguments.put("ucad.version", "latest");
    arguments.put("ucad.backbone", "absent.safetensors");
    assertThatThrownBy(() -> ServingSettings.of(arguments).files(folder).verify())
        .hasMessageContaining("absent.safetensors");
  }

  @Test
  void aModelDirectoryIsThatAroundTheLibsWithTheJar() {
    assertThat(PluginJar.modelDirectory(folder.resolve("m/libs/plugin.jar")))
        .contains(folder.resolve("m"));
    assertThat(PluginJar.modelDirectory(folder.resolve("m/lib/plugin.jar"))).isEmpty();
    assertThat(PluginJar.modelDirectory(folder.resolve("m/libs"))).isEmpty();
    assertThat(PluginJar.modelDirectory()).as("classes of a build").isEmpty();
  }

  private ModelFiles files() {
    return ServingSettings.of(tiny.arguments()).files(folder);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
