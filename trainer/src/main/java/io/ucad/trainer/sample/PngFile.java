package io.ucad.trainer.sample;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures and masks as PNG. */
final class PngFile {
  static {
    // Buffered images need no display; without this, a machine that has none may refuse to try.
    System.setProperty("java.awt.headless", "true");
  }

  private PngFile() {}

  static void write(Path file, Picture picture) {
    int size = picture.size();
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
    byte[] rgb = picture.rgb();
    for (int i = 0; i < size * size; i++) {
      int colour =
          (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
      image.setRGB(i % size, i / size, colour);
    }
    encode(file, image);
  }

  /** 255 on a defect, 0 elsewhere, one channel. */
  static void write(Path file, boolean[] mask, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < mask.length; i++) {
      image.getRaster().setSample(i % size, i / size, 0, mask[i] ? 255 : 0);
    }
    encode(file, image);
  }

  private static void encode(Path file, BufferedImage image) {
    try {
      Files.createDirectories(file.getParent());
      // Memory instead of ImageIO's default of a cache file in the temporary folder.
      try (var bytes = Files.newOutputStream(file);
          var stream = new MemoryCacheImageOutputStream(bytes)) {
        if (!ImageIO.write(image, "png", stream)) {
          throw new IOException("this Java runtime has no PNG encoder (module java.desktop)");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
