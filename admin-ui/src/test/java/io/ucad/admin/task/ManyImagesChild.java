package io.ucad.admin.task;

import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Takes in a zip of many images, and prints how much of the heap is in use on the way. */
final class ManyImagesChild {
  private static final int SIDE = 96;

  private ManyImagesChild() {}

  /** Arguments: an empty folder, how many images. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int images = Integer.parseInt(arguments[1]);
    var settings = new AdminSettings(folder, Optional.empty(), true, NodeRole.UI);
    try (AdminNode node = Nodes.start(settings, Database.H2.address(folder));
        InputStream zip = zip(images)) {
      As.admin(
          () -> {
            node.get(TaskService.class).register("many", "Many", "");
            IntakeReport report =
                node.get(ImageService.class)
                    .addZip(
                        "many",
                        zip,
                        done -> {
                          if (done == images / 10 || done == images) {
                            System.out.println("used " + used());
                          }
                        });
            System.out.println("taken " + report.images());
          });
    }
    System.exit(0);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** A zip that is written while it is read. */
  private static InputStream zip(int images) throws IOException {
    var in = new PipedInputStream(1 << 16);
    var out = new PipedOutputStream(in);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (var zip = new ZipOutputStream(out)) {
                var random = new SplittableRandom(1);
                for (int i = 0; i < images; i++) {
                  zip.putNextEntry(new ZipEntry("many/train/good/%05d.png".formatted(i)));
                  zip.write(noise(random));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return in;
  }

  private static byte[] noise(SplittableRandom random) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
