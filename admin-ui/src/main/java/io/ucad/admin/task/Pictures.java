package io.ucad.admin.task;

import io.ucad.admin.files.ImageFiles;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/** Small pictures for grids; the last few thousand are kept in memory. */
@Component
class Thumbnails {
  private static final int SIDE = 192;
  private static final int KEPT = 2_000;

  private final ImageFiles files;
  private final ImageGuard guard;

  private final Map<String, byte[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  Thumbnails(ImageFiles files, ImageGuard guard) {
    this.files = files;
    this.guard = guard;
  }

  /** A JPEG whose longer side has at most 192 px. */
  byte[] of(String sha256) {
    synchronized (kept) {
      byte[] found = kept.get(sha256);
      if (found != null) {
        return found;
      }
    }
    byte[] made = draw(guard.decode(files.read(sha256)));
    synchronized (kept) {
      kept.put(sha256, made);
    }
    return made;
  }

  private static byte[] draw(DecodedImage image) {
    BufferedImage picture = picture(image);
    // Halving by steps keeps fine structure from flickering.
    while (Math.max(picture.getWidth(), picture.getHeight()) > 2 * SIDE) {
      picture =
          scaled(
              picture, Math.max(1, picture.getWidth() / 2), Math.max(1, picture.getHeight() / 2));
    }
    double scale = Math.min(1.0, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    BufferedImage small =
        scaled(
            picture,
            Math.max(1, (int) Math.round(picture.getWidth() * scale)),
            Math.max(1, (int) Math.round(picture.getHeight() * scale)));
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(small, "jpg", out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage picture(DecodedImage image) {
    var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = image.rgb();
    int[] row = new int[image.width()];
    for (int y = 0, at = 0; y < image.height(); y++) {
      for (int x = 0; x < row.length; x++, at += 3) {
        row[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
      }
      picture.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return picture;
  }

  private static BufferedImage scaled(BufferedImage picture, int width, int height) {
    var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
