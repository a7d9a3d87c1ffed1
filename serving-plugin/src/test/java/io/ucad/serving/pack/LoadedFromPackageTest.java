package io.ucad.serving.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.serving.UcadTranslator;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages as DJL loads them: by name, from the jar in {@code libs}, in a loader of its own. */
class LoadedFromPackageTest {
  @TempDir private Path folder;
  private final ClassLoader usual = Thread.currentThread().getContextClassLoader();
  private Path target;

  @BeforeEach
  void pack() {
    TinyModel tiny = TinyModel.in(folder);
    target = folder.resolve("ucad");
    ModelPackage.write(
        ModelStore.open(tiny.store()),
        new VersionId(1),
        PackagedBackbone.copied(tiny.backbone()),
        target,
        PackageProgress.SILENT);
    Thread.currentThread().setContextClassLoader(new Server(usual));
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(usual);
  }

  @Test
  void itAnswersWithTheClassesOfItsOwnJar() throws Exception {
    try (ZooModel<Input, Output> model = load();
        Predictor<Input, Output> predictor = model.newPredictor()) {
      assertThat(model.getTranslator().getClass().getName())
          .isEqualTo(UcadTranslator.class.getName());
      assertThat(model.getTranslator()).isNotInstanceOf(UcadTranslator.class);
      for (int product = 0; product < 3; product++) {
        Input input = new Input();
        input.add("data", TinyModel.good(product, 1));
        List<Output> answers = predictor.batchPredict(List.of(input, new Input()));
        assertThat(answers).extracting(Output::getCode).containsExactly(200, 400);
        JsonObject json =
            JsonParser.parseString(
                    new String(answers.get(0).getData().getAsBytes(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        assertThat(json.getAsJsonObject("task").get("name").getAsString())
            .isEqualTo(TinyModel.TASKS.get(product));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store/versions/v1/gear.safetensors",
        "store/versions/v1/manifest.json",
        "store/store.json",
        "backbone.safetensors"
      })
  void aDamagedPackageIsRefusedWhenItIsLoadedNotWhenItIsAsked(String file) throws IOException {
    Path damaged = target.resolve(file);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 10] ^= 1;
    Files.write(damaged, bytes);

    assertThatThrownBy(this::load)
        .hasMessageMatching("(?s).*(is corrupt: expected|expected the backbone with SHA-256).*");
  }

  @Test
  void aPackageWithOneNameTooManyIsRefused() throws IOException {
    Files.writeString(target.resolve("store/versions/v1/extra.class"), "x");

    assertThatThrownBy(this::load).hasMessageContaining("a name not in the manifest");
  }

  private ZooModel<Input, Output> load() throws Exception {
    return Criteria.builder()
        .setTypes(Input.class, Output.class)
        .optModelUrls(target.toUri().toURL().toString())
        .optModelName("ucad")
        .optEngine("PyTorch")
        .optDevice(Device.cpu())
        .build()
        .loadModel();
  }

  /** Has what a server has: everything but our own classes. */
  private static final class Server extends ClassLoader {
    Server(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.ucad.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
