package io.ucad.benchmarks;

import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Images of a folder as JPEG of one size. */
final class LoadImages {
  private static final int SIDE = 450;
  private static final int MOST = 64;

  private LoadImages() {}

  static List<byte[]> of(Path folder) throws IOException {
    var guard = new ImageGuard(ImageLimits.defaults());
    List<byte[]> jpegs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(f -> f.toString().matches(".*\\.(jpg|jpeg|png)"))
              .sorted()
              .limit(MOST)
              .toList()) {
        jpegs.add(jpeg(guard.decode(Files.readAllBytes(file))));
      }
    }
    if (jpegs.isEmpty()) {
      throw new IOException("expected PNG or JPEG files in " + folder + ", found none");
    }
    return jpegs;
  }

  private static byte[] jpeg(DecodedImage image) throws IOException {
    var whole = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = image.rgb();
    for (int i = 0; i < image.width() * image.height(); i++) {
      int colour =
          ((rgb[3 * i] & 0xFF) << 16) | ((rgb[3 * i + 1] & 0xFF) << 8) | (rgb[3 * i + 2] & 0xFF);
      whole.setRGB(i % image.width(), i / image.width(), colour);
    }
    var scaled = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(whole, 0, 0, SIDE, SIDE, null);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(scaled, "jpeg", out);
    return out.toByteArray();
  }
}
