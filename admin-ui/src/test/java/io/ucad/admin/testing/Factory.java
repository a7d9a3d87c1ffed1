package io.ucad.admin.testing;

import com.google.gson.JsonObject;
import io.ucad.admin.AdminNode;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.version.VersionIndex;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.trainer.sample.SampleFactory;
import io.ucad.trainer.sample.SampleProgress;
import io.ucad.trainer.sample.SampleSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Two small generated products with tests and masks, as folders and as zips. */
public final class Factory {
  /** What it makes. */
  public static final List<String> PRODUCTS = List.of("tile", "fabric");

  private static @Nullable Path made;

  private Factory() {}

  /** The folder of a product in MVTec layout; made once. */
  public static synchronized Path folder(String product) {
    try {
      if (made == null) {
        Path folder = Files.createTempDirectory("ucad-factory").resolve("factory");
        new SampleFactory(new SampleSpec(3, 64, 12, 4, 4, PRODUCTS))
            .write(folder, SampleProgress.SILENT);
        made = folder;
      }
      return made.resolve(product);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A product as a zip in MVTec layout. */
  public static byte[] zip(String product) {
    Path folder = folder(product);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(
            new ZipEntry(folder.getFileName() + "/" + folder.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One image. */
  public static byte[] image(String product, String name) {
    try {
      return Files.readAllBytes(folder(product).resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Registers a product under a name and uploads it. */
  public static void register(AdminNode node, String product, String name) {
    As.admin(
        () -> {
          node.get(TaskService.class).register(name, "The " + name, "");
          node.get(ImageService.class)
              .addZip(name, new ByteArrayInputStream(zip(product)), done -> {});
        });
  }

  /** The newest version once more, byte for byte, so that there is something to switch to. */
  public static void publishAgain(AdminNode node) {
    ModelStore store = node.get(ModelStore.class);
    var note = new JsonObject();
    note.addProperty("note", "the same again");
    store.publish(
        Publication.on(store.latest()).attributes(note).summary("the same again").build());
    node.get(VersionIndex.class).sync();
  }
}
