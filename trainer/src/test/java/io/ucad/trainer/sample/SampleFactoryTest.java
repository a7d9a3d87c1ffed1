package io.ucad.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFactoryTest {
  private static final SampleSpec SMALL =
      new SampleSpec(7, 64, 3, 2, 8, List.of("flange", "circuit"));

  @TempDir Path dir;

  @Test
  void writesTheMvtecLayout() throws IOException {
    Path out = dir.resolve("factory");
    new SampleFactory(SMALL).write(out, SampleProgress.SILENT);

    assertThat(names(out)).containsExactly("circuit", "flange");
    Path flange = out.resolve("flange");
    assertThat(names(flange)).containsExactly("ground_truth", "test", "train");
    assertThat(names(flange.resolve("train/good")))
        .containsExactly("000.png", "001.png", "002.png");
    assertThat(names(flange.resolve("test/good"))).containsExactly("000.png", "001.png");
    assertThat(names(flange.resolve("test")))
        .containsExactly("chip", "dent", "good", "missing", "scratch", "stain");
    assertThat(names(flange.resolve("test/scratch"))).containsExactly("000.png", "001.png");
    assertThat(names(flange.resolve("test/chip"))).containsExactly("000.png");
    Path masks = flange.resolve("ground_truth");
    for (Path mask : files(masks)) {
      String image = masks.relativize(mask).toString().replace("_mask", "");
      assertThat(flange.resolve("test").resolve(image)).exists();
    }
    assertThat(files(flange.resolve("ground_truth"))).hasSize(8);
  }

  @Test
  void honoursTheImageSizeAndWritesMasksOf0And255() throws IOException {
    SampleSpec spec = new SampleSpec(1, 96, 1, 0, 2, List.of("wood"));
    new SampleFactory(spec).write(dir.resolve("factory"), SampleProgress.SILENT);

    for (Path file : files(dir.resolve("factory"))) {
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image.getWidth()).isEqualTo(96);
      assertThat(image.getHeight()).isEqualTo(96);
      if (file.toString().endsWith("_mask.png")) {
        int[] values = image.getRaster().getSamples(0, 0, 96, 96, 0, (int[]) null);
        assertThat(IntStream.of(values).distinct().sorted().toArray()).containsExactly(0, 255);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherDoesNot() throws IOException {
    SampleSpec spec = new SampleSpec(3, 64, 1, 1, 6, SampleSpec.allProducts());
    SampleSpec other = new SampleSpec(4, 64, 1, 1, 6, SampleSpec.allProducts());

    Map<String, byte[]> first = generate(spec, "first");
    Map<String, byte[]> second = generate(spec, "second");
    Map<String, byte[]> third = generate(other, "third");

    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
    first.forEach((name, bytes) -> assertThat(third.get(name)).as(name).isNotEqualTo(bytes));
  }

  @Test
  void anImageDoesNotDependOnWhichOthersAreAskedFor() throws IOException {
    Map<String, byte[]> few = generate(new SampleSpec(3, 64, 1, 1, 3, List.of("cap")), "few");
    Map<String, byte[]> many =
        generate(new SampleSpec(3, 64, 2, 2, 9, List.of("tile", "cap")), "many");

    assertThat(few).isNotEmpty();
    few.forEach((name, bytes) -> assertThat(many.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void refusesAFolderThatHoldsSomethingAndLeavesItAlone() throws IOException {
    Files.writeString(dir.resolve("mine.txt"), "keep");

    assertThatThrownBy(() -> new SampleFactory(SMALL).write(dir, SampleProgress.SILENT))
        .isInstanceOf(TargetNotEmptyException.class)
        .hasMessageContaining(dir.toString())
        .hasMessageContaining("empty");
    assertThat(names(dir)).containsExactly("mine.txt");
  }

  @Test
  void fillsAnEmptyFolder() throws IOException {
    Path out = Files.createDirectory(dir.resolve("empty"));
    new SampleFactory(new SampleSpec(1, 64, 1, 0, 0, List.of("bolt")))
        .write(out, SampleProgress.SILENT);
    assertThat(names(out.resolve("bolt/train/good"))).containsExactly("000.png");
  }

  @Test
  void tellsItsProgressImageByImage() throws IOException {
    List<Integer> heard = new ArrayList<>();
    new SampleFactory(SMALL)
        .write(
            dir.resolve("factory"),
            (done, total) -> {
              assertThat(total).isEqualTo(26);
              heard.add(done);
            });
    assertThat(heard).isEqualTo(IntStream.rangeClosed(1, 26).boxed().toList());
  }

  @Test
  void anInterruptLeavesNothingBehind() throws IOException {
    Path out = dir.resolve("factory");
    assertThatThrownBy(
            () ->
                new SampleFactory(SMALL)
                    .write(out, (done, total) -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(names(dir)).isEmpty();
  }

  @Test
  void aFailingListenerLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () ->
                new SampleFactory(SMALL)
                    .write(
                        dir.resolve("factory"),
                        (done, total) -> {
                          throw new IllegalStateException("stop");
                        }))
        .hasMessage("stop");
    assertThat(names(dir)).isEmpty();
  }

  @Test
  void aSpecThatCannotBeMadeSaysWhy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleSpec(1, 32, 1, 1, 1, List.of("cap")))
        .withMessageContaining("64 to 2048")
        .withMessageContaining("32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleSpec(1, 64, 1, 1, 1, List.of("unicorn")))
        .withMessageContaining("unicorn")
        .withMessageContaining("flange");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleSpec(1, 64, 1, 1, 1, List.of("cap", "cap")))
        .withMessageContaining("once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleSpec(1, 64, 0, 1, 1, List.of("cap")))
        .withMessageContaining("train");
  }

  private Map<String, byte[]> generate(SampleSpec spec, String name) throws IOException {
    Path out = dir.resolve(name);
    new SampleFactory(spec).write(out, SampleProgress.SILENT);
    Map<String, byte[]> contents = new TreeMap<>();
    for (Path file : files(out)) {
      contents.put(out.relativize(file).toString(), Files.readAllBytes(file));
    }
    return contents;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> content = Files.walk(folder)) {
      return content.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
