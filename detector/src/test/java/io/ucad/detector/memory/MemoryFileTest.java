package io.ucad.detector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ucad.detector.coreset.Bank;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was learned comes back from the file as it was, from files of earlier releases too. */
class MemoryFileTest {
  @TempDir Path folder;

  static Stream<PromptValues> prompts() {
    return Stream.of(new PromptValues.None(), MemoryFixture.additive(), MemoryFixture.prefix());
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void singlePrecisionComesBackExactly(PromptValues prompts) throws IOException {
    TaskMemory memory = MemoryFixture.with(prompts);

    TaskMemory read = read(bytes(memory, false));

    assertSame(read, memory, 0);
  }

  @Test
  void halfPrecisionComesBackToElevenBitsAndHalvesTheBanks() throws IOException {
    TaskMemory memory = MemoryFixture.with(MemoryFixture.additive());
    byte[] half = bytes(memory, true);

    assertSame(read(half), memory, 0x1p-11f);
    int bankValues = memory.key().vectors().length + memory.knowledge().vectors().length;
    assertThat(bytes(memory, false).length - half.length).isCloseTo(2 * bankValues, within(16));
  }

  @Test
  void halfPrecisionRefusesValuesThatItWouldMakeInfinite() {
    TaskMemory memory = MemoryFixture.with(new PromptValues.None());
    memory.knowledge().vectors()[7] = -65600;

    assertThatThrownBy(() -> bytes(memory, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'knowledge'")
        .hasMessageContaining("fp32");
  }

  @Test
  void smokeImagesComeBackAndAreNotNeededToInspect() throws IOException {
    TaskMemory memory = MemoryFixture.with(new PromptValues.None());
    var out = new ByteArrayOutputStream();
    MemoryFile.write(
        memory,
        false,
        List.of(
            new SmokeImage("a.png", new byte[] {1, -2, 3}, 0.25f),
            new SmokeImage("b.png", new byte[100_000], 0.5f)),
        out);
    Path file = Files.write(folder.resolve("smoke.safetensors"), out.toByteArray());

    List<SmokeImage> smoke = SmokeImages.read(file);

    assertThat(smoke).extracting(SmokeImage::name).containsExactly("a.png", "b.png");
    assertThat(smoke).extracting(SmokeImage::score).containsExactly(0.25f, 0.5f);
    assertThat(smoke.get(0).png()).containsExactly(1, -2, 3);
    assertThat(smoke.get(1).png()).hasSize(100_000);
    assertSame(MemoryFile.read(file), memory, 0);
    Path without = Files.write(folder.resolve("without.safetensors"), bytes(memory, false));
    assertThat(SmokeImages.read(without)).isEmpty();
  }

  @Test
  void smokeImagesThatAreNotThereAreATypedError() throws IOException {
    Path file = folder.resolve("broken.safetensors");
    try (var out = Files.newOutputStream(file)) {
      new SafetensorsWriter()
          .metadata("smoke", "[{\"image\":\"a.png\",\"score\":0.5}]")
          .floats("smoke.0", new float[] {1}, 1)
          .writeTo(out);
    }

    assertThatThrownBy(() -> SmokeImages.read(file))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("broken.safetensors");
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void theSameMemoryGivesTheSameBytes(PromptValues prompts) throws IOException {
    byte[] once = bytes(MemoryFixture.with(prompts), true);

    assertThat(bytes(MemoryFixture.with(prompts), true)).isEqualTo(once);
    assertThat(bytes(read(bytes(MemoryFixture.with(prompts), false)), false))
        .as("written, read and written again")
        .isEqualTo(bytes(MemoryFixture.with(prompts), false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void otherRatesChangeNothingElse(boolean half) throws IOException {
    TaskMemory memory = MemoryFixture.with(MemoryFixture.prefix());
    var smoke = List.of(new SmokeImage("a.png", new byte[] {1, -2, 3}, 0.25f));
    var out = new ByteArrayOutputStream();
    MemoryFile.write(memory, half, smoke, out);
    Path file = Files.write(folder.resolve("old.safetensors"), out.toByteArray());
    ScoringSpec wanted = memory.scoring().withRates(0.3, 0.4);
    Path rescored = folder.resolve("new.safetensors");
    try (var to = Files.newOutputStream(rescored)) {
      MemoryFile.rescore(file, wanted, to);
    }
    assertThat(MemoryFile.read(rescored).scoring()).isEqualTo(wanted);
    var undone = new ByteArrayOutputStream();
    MemoryFile.rescore(rescored, memory.scoring(), undone);
    assertThat(undone.toByteArray()).isEqualTo(out.toByteArray());
  }

  @Test
  void theGoldenFileOfVersionOneStillLoadsAndIsStillWhatWeWrite() throws IOException {
    byte[] golden = golden();

    assertSame(read(golden), MemoryFixture.with(MemoryFixture.additive()), 0);
    assertThat(bytes(MemoryFixture.with(MemoryFixture.additive()), false)).isEqualTo(golden);
  }

  @Test
  void aRegionOfInterestComesBackAndNeedsAReaderThatKnowsIt() throws IOException {
    TaskMemory whole = MemoryFixture.with(MemoryFixture.additive());
    var region = new RegionOfInterest(0.1, 0.2, 0.5, 0.7);
    FeatureSpec features = whole.features();
    var memory =
        new TaskMemory(
            whole.task(),
            whole.backbone(),
            whole.routing(),
            whole.key(),
            whole.descriptors(),
            new FeatureSpec(
                features.preprocessing().of(region),
                features.blocks(),
                features.normalised(),
                features.pooledWidth()),
            whole.prompts(),
            whole.knowledge(),
            whole.images(),
            whole.calibration(),
            whole.scoring(),
            whole.provenance());

    byte[] bytes = bytes(memory, false);

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("\\\"formatVersion\\\":2")
        .contains("\\\"region\\\"");
    assertThat(read(bytes).features()).isEqualTo(memory.features());
    assertThat(read(bytes).routing().preprocessing().region().isWhole()).isTrue();
    assertThat(new String(golden(), StandardCharsets.ISO_8859_1)).doesNotContain("region");
    assertThat(bytes).as("the golden file of version two").isEqualTo(golden("memory-v2"));
  }

  private static byte[] golden() {
    return golden("memory-v1");
  }

  private static byte[] golden(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            MemoryFileTest.class.getResourceAsStream(name + ".safetensors"), "golden file")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TaskMemory read(byte[] bytes) throws IOException {
    return MemoryFile.read(Files.write(folder.resolve("memory.safetensors"), bytes));
  }

  private static byte[] bytes(TaskMemory memory, boolean half) throws IOException {
    var out = new ByteArrayOutputStream();
    MemoryFile.write(memory, half, out);
    return out.toByteArray();
  }

  /** Everything is equal; values of banks up to a relative error. */
  private static void assertSame(TaskMemory found, TaskMemory expected, float error) {
    assertThat(found.task()).isEqualTo(expected.task());
    assertThat(found.backbone()).isEqualTo(expected.backbone());
    assertThat(found.routing()).isEqualTo(expected.routing());
    assertThat(found.features()).isEqualTo(expected.features());
    assertThat(found.scoring()).isEqualTo(expected.scoring());
    assertThat(found.images()).isEqualTo(expected.images());
    assertThat(found.provenance()).isEqualTo(expected.provenance());
    assertThat(found.descriptors()).isEqualTo(expected.descriptors());
    assertThat(found.calibration().scores()).isEqualTo(expected.calibration().scores());
    assertThat(found.calibration().peaks()).isEqualTo(expected.calibration().peaks());
    assertThat(found.calibration().distances()).isEqualTo(expected.calibration().distances());
    assertThat(found.prompts()).usingRecursiveComparison().isEqualTo(expected.prompts());
    assertThat(found.prompts()).hasSameClassAs(expected.prompts());
    assertSame(found.key(), expected.key(), error);
    assertSame(found.knowledge(), expected.knowledge(), error);
  }

  private static void assertSame(Bank found, Bank expected, float error) {
    assertThat(found.dim()).isEqualTo(expected.dim());
    assertThat(found.image()).isEqualTo(expected.image());
    assertThat(found.patch()).isEqualTo(expected.patch());
    assertThat(found.vectors()).hasSameSizeAs(expected.vectors());
    for (int i = 0; i < expected.vectors().length; i++) {
      float value = expected.vectors()[i];
      assertThat(found.vectors()[i]).isCloseTo(value, within(Math.abs(value) * error));
    }
  }
}
