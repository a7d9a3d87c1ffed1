package io.ucad.serving.pack;

import io.ucad.detector.Detector;
import io.ucad.serving.UcadTranslator;
import io.ucad.store.ModelStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The one jar that a model directory needs: the translator, the method and the store, as this very
 * program runs them. What they use besides (DJL, Gson, SLF4J) the server has, and a second copy of
 * it would clash.
 */
final class PluginClasses {
  /** One class of each part; its neighbours come with it. */
  private static final Map<String, Class<?>> PARTS =
      Map.of(
          "io/ucad/detector/", Detector.class,
          "io/ucad/serving/", UcadTranslator.class,
          "io/ucad/store/", ModelStore.class);

  /** Servers write no packages. */
  private static final String UNUSED = "io/ucad/serving/pack/";

  private final Map<String, byte[]> files;

  private PluginClasses(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Reads the classes from where this program was loaded from: jars, or folders of a build.
   *
   * @throws PackageException if it was loaded from something else
   */
  static PluginClasses ofThisProgram() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, Class<?>> part : PARTS.entrySet()) {
      Path source = source(part.getValue());
      if (Files.isDirectory(source)) {
        readFolder(source, part.getKey(), files);
      } else {
        readJar(source, part.getKey(), files);
      }
    }
    return new PluginClasses(files);
  }

  List<String> names() {
    return List.copyOf(files.keySet());
  }

  void writeTo(OutputStream out) throws IOException {
    try (var jar = new StoredZip(out)) {
      byte[] manifest = "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      jar.add(JarFile.MANIFEST_NAME, () -> new ByteArrayInputStream(manifest));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.add(file.getKey(), () -> new ByteArrayInputStream(file.getValue()));
      }
    }
  }

  private static Path source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      if (source != null) {
        return Path.of(source.getLocation().toURI());
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Told below.
    }
    throw new PackageException(
        "expected %s in a jar or a folder of classes, found it in %s; run the program from its lib folder"
            .formatted(type.getName(), source == null ? "nothing" : source.getLocation()));
  }

  private static void readFolder(Path root, String part, Map<String, byte[]> files)
      throws IOException {
    try (Stream<Path> found = Files.walk(root.resolve(part))) {
      for (Path file :
          found.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith(UNUSED)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
  }

  private static void readJar(Path file, String part, Map<String, byte[]> files)
      throws IOException {
    try (var jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        String name = entry.getName();
        if (name.startsWith(part) && !name.startsWith(UNUSED)) {
          try (InputStream in = jar.getInputStream(entry)) {
            files.put(name, in.readAllBytes());
          }
        }
      }
    }
  }
}
