package io.ucad.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.SmokeImages;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.StoreException;
import io.ucad.store.TaskName;
import io.ucad.store.Unchanged;
import io.ucad.store.Version;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnResult;
import io.ucad.trainer.learn.TinyFactory;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other rates are another version, and nothing but the rates is another. */
class TuningTest {
  private static final TaskName TILE = new TaskName("tile");
  private static final TaskName FABRIC = new TaskName("fabric");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private Backbone backbone;
  private NDManager manager;
  private ModelStore store;
  private TinyFactory factory;

  @BeforeEach
  void learnTwo() throws IOException {
    factory = TinyFactory.in(shared);
    backbone = factory.backbone();
    manager = NDManager.newBaseManager();
    store = ModelStore.openOrCreate(folder.resolve("store"));
    learn("tile");
    learn("fabric");
  }

  @AfterEach
  void close() {
    manager.close();
    backbone.close();
  }

  private LearnResult learn(String task) {
    return new ContinualTrainer(
            store, backbone, manager, new ImageGuard(ImageLimits.defaults()), new GraphSegmenter())
        .learn(
            factory.request(task, TinyFactory.plain()), ProgressListener.NONE, new Cancellation());
  }

  @Test
  void onlyTheRatesOfTheTaskChangeAndTheOtherFilesAreTheSameFiles() throws IOException {
    Version before = store.latest().orElseThrow();
    TuneReport report = Tuning.tune(store, TILE, 0.25, 0.5);
    Version after = store.latest().orElseThrow();
    assertThat(report.published()).isTrue();
    assertThat(after.id()).isEqualTo(report.version().id()).isGreaterThan(before.id());
    assertThat(after.manifest().parent()).contains(before.id());
    assertThat(Files.isSameFile(before.file(FABRIC), after.file(FABRIC))).isTrue();
    assertThat(report.unchanged()).extracting(Unchanged::task).containsExactly(FABRIC);
    TaskMemory old = MemoryFile.read(before.file(TILE));
    TaskMemory tuned = MemoryFile.read(after.file(TILE));
    assertThat(tuned.scoring()).isEqualTo(old.scoring().withRates(0.25, 0.5));
    assertThat(tensors(after.file(TILE))).isEqualTo(tensors(before.file(TILE)));
    assertThat(SmokeImages.read(after.file(TILE)))
        .usingRecursiveComparison()
        .isEqualTo(SmokeImages.read(before.file(TILE)));
    var undone = new ByteArrayOutputStream();
    MemoryFile.rescore(after.file(TILE), old.scoring(), undone);
    assertThat(undone.toByteArray())
        .as("with the old rates it is the old file")
        .isEqualTo(Files.readAllBytes(before.file(TILE)));
    assertThat(report.before().threshold()).isEqualTo(old.calibration().threshold(0.1));
    assertThat(report.after().threshold()).isEqualTo(old.calibration().threshold(0.25));
    assertThat(report.after().threshold()).isLessThan(report.before().threshold());
    assertThat(store.verifyAll().ok()).isTrue();
  }

  /** All that comes after the header. */
  private static byte[] tensors(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    return Arrays.copyOfRange(bytes, Math.toIntExact(8 + header), bytes.length);
  }

  @Test
  void scoresStayAndVerdictsFollowTheNewRates() throws IOException {
    Version before = store.latest().orElseThrow();
    TuneReport report = Tuning.tune(store, TILE, 0.4, 0.9);
    byte[] png =
        Files.readAllBytes(
            factory.request("tile", TinyFactory.plain()).images().images().get(0).file());
    DecodedImage image = new ImageGuard(ImageLimits.defaults()).decode(png);
    try (Detector old = Detector.load(manager, backbone, before.files());
        Detector now = Detector.load(manager, backbone, report.version().files())) {
      Inspection was = old.inspect(image, InspectionOptions.DEFAULT);
      Inspection is = now.inspect(image, InspectionOptions.DEFAULT);
      assertThat(is.score()).isEqualTo(was.score());
      assertThat(is.task()).isEqualTo(was.task());
      assertThat(is.threshold()).isEqualTo(report.after().threshold());
      assertThat(is.reviewThreshold()).isEqualTo(report.after().reviewThreshold());
      assertThat(was.threshold()).isEqualTo(report.before().threshold());
    }
  }

  @Test
  void theRatesThatItHasPublishNothingAndARollBackUndoesIt() {
    Version before = store.latest().orElseThrow();
    assertThat(Tuning.tune(store, TILE, 0.1, 0.2).published()).isFalse();
    assertThat(store.latest().orElseThrow().id()).isEqualTo(before.id());
    Tuning.tune(store, TILE, 0.3, 0.3);
    store.point(AliasName.LATEST, before.id());
    TuneReport again = Tuning.tune(store, TILE, 0.1, 0.2);
    assertThat(again.published()).as("after the roll-back").isFalse();
  }

  @Test
  void aTunedTaskIsToldFromALearnedOneAndIsNotLearnedAgain() {
    Version before = store.latest().orElseThrow();
    Version tuned = Tuning.tune(store, TILE, 0.3, 0.3).version();
    var old = before.manifest().task(TILE).orElseThrow();
    var now = tuned.manifest().task(TILE).orElseThrow();
    assertThat(Tuning.isTunedFrom(now, old)).isTrue();
    assertThat(Tuning.isTunedFrom(old, old)).isFalse();
    assertThat(now.attributes().getAsJsonObject(Tuning.ATTRIBUTE).get("reviewRate").getAsDouble())
        .isEqualTo(0.3);
    assertThat(learn("tile").alreadyLearned()).isTrue();
    assertThat(store.latest().orElseThrow().id()).isEqualTo(tuned.id());
  }

  @Test
  void whatMakesNoSenseIsRefusedAndPublishesNothing() {
    var before = store.versions();
    assertThatThrownBy(() -> Tuning.tune(store, TILE, 0.2, 0.1))
        .isInstanceOf(TuneException.class)
        .hasMessageContaining("falseAlarmRate <= reviewRate")
        .hasMessageContaining("0.2");
    assertThatThrownBy(() -> Tuning.tune(store, TILE, Double.NaN, 0.1))
        .isInstanceOf(TuneException.class);
    assertThatThrownBy(() -> Tuning.tune(store, TILE, 0, 0.1)).isInstanceOf(TuneException.class);
    assertThatThrownBy(() -> Tuning.tune(store, new TaskName("none"), 0.1, 0.1))
        .isInstanceOf(StoreException.NotFound.class);
    assertThat(store.versions()).isEqualTo(before);
  }

  @Test
  void aFileThatCannotBeWrittenAgainAsItIsIsLeftAlone() throws IOException {
    Version latest = store.latest().orElseThrow();
    byte[] bytes = Files.readAllBytes(latest.file(TILE));
    byte[] spaced = withAnotherHeader(bytes);
    store.publish(
        Publication.on(latest.id())
            .put(
                TILE,
                out -> out.write(spaced),
                latest.manifest().task(TILE).orElseThrow().attributes())
            .build());
    assertThatThrownBy(() -> Tuning.tune(store, TILE, 0.3, 0.3))
        .isInstanceOf(TuneException.class)
        .hasMessageContaining("learn the task again");
  }

  /** The same tensors behind a header that is eight spaces longer. */
  private static byte[] withAnotherHeader(byte[] file) {
    var old = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(old.getLong(0));
    var made = ByteBuffer.allocate(file.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    made.putLong(header + 8)
        .put(file, 8, header)
        .put(" ".repeat(8).getBytes(StandardCharsets.US_ASCII));
    made.put(file, 8 + header, file.length - 8 - header);
    return made.array();
  }
}
