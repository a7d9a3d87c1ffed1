package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.ucad.detector.testing.Child;
import io.ucad.detector.testing.RandomVit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program goes to the engine through a temporary file, of which nothing stays. */
class ProgramFileTest {
  @TempDir Path folder;

  @Test
  void nothingOfItStays() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path weights = RandomVit.deit(16, 24, 2, 2, 32).write(folder.resolve("v.safetensors"));

    List<String> said =
        Child.run(
            List.of("-Djava.io.tmpdir=" + temporary), ProgramFileTest.class, weights.toString());

    assertThat(said).containsExactly("TORCH_SCRIPT: []");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(f -> f.getFileName().toString().startsWith("ucad"))).isEmpty();
    }
  }

  /** Loads a backbone and says what of it lies in the temporary folder then. */
  public static void main(String[] args) throws IOException {
    try (Backbone vit =
            Backbones.load(Path.of(args[0]), Device.cpu(), Implementation.TORCH_SCRIPT);
        Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      if (vit.info().shape().depth() != 2) {
        throw new IllegalStateException("expected 2 blocks, found " + vit.info().shape());
      }
      System.out.println(
          "TORCH_SCRIPT: "
              + files.filter(f -> f.getFileName().toString().startsWith("ucad")).toList());
    }
  }
}
