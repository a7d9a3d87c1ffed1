package io.ucad.serving.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The jar that servers load. */
class PluginClassesTest {
  private static final int JAVA_17 = 61;

  private record Entry(String name, byte[] content) {}

  @Test
  void itHoldsTheThreePartsAndNothingThatAServerHas() throws IOException {
    List<String> names = jar().stream().map(Entry::name).toList();

    assertThat(names)
        .startsWith("META-INF/MANIFEST.MF")
        .contains(
            "io/ucad/serving/UcadTranslator.class",
            "io/ucad/detector/Detector.class",
            "io/ucad/detector/backbone/vit.py.txt",
            "io/ucad/store/ModelStore.class")
        .doesNotHaveDuplicates();
    assertThat(names.subList(1, names.size()))
        .isSorted()
        .allMatch(
            name ->
                name.startsWith("io/ucad/detector/")
                    || name.startsWith("io/ucad/serving/")
                    || name.startsWith("io/ucad/store/"))
        .noneMatch(name -> name.startsWith("io/ucad/serving/pack/"));
  }

  @Test
  void itIsTheSameToTheLastByteEachTime() throws IOException {
    assertThat(bytes()).isEqualTo(bytes());
  }

  @Test
  void itRunsOnTheJavaOfTheServers() throws IOException {
    int own =
        major(
            PluginClassesTest.class.getResourceAsStream("PluginClassesTest.class").readAllBytes());
    if (own > JAVA_17) {
      String message = "SKIPPED: this build was compiled for Java " + (own - 44) + ", not by Maven";
      System.err.println(message);
      Assumptions.abort(message);
    }
    assertThat(jar())
        .filteredOn(entry -> entry.name().endsWith(".class"))
        .allMatch(entry -> major(entry.content()) <= JAVA_17);
  }

  private static int major(byte[] type) {
    return type[6] << 8 | type[7];
  }

  private static byte[] bytes() throws IOException {
    var out = new ByteArrayOutputStream();
    PluginClasses.ofThisProgram().writeTo(out);
    return out.toByteArray();
  }

  private static List<Entry> jar() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.add(new Entry(entry.getName(), zip.readAllBytes()));
      }
    }
    return entries;
  }
}
