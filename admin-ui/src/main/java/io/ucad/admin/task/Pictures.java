package io.ucad.admin.task;

import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.files.Png;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.Mask;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Pictures for screens: small ones for grids, of which the last few thousand are kept in memory.
 */
@Component
class Pictures {
  private static final int SMALL = 192;
  private static final int LARGE = 1600;
  private static final float FINE = 0.92f;
  private static final float COARSE = 0.75f;
  private static final int MARKED = 800;

  /** A translucent magenta, which hardly any product has. */
  private static final int MARK = 0x99FF2BD6;

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

  Pictures(ImageFiles files, ImageGuard guard) {
    this.files = files;
    this.guard = guard;
  }

  /** A JPEG whose longer side has at most 192 px. */
  byte[] small(String sha256) {
    synchronized (kept) {
      byte[] found = kept.get(sha256);
      if (found != null) {
        return found;
      }
    }
    byte[] made = draw(guard.decode(files.read(sha256)), SMALL, COARSE);
    synchronized (kept) {
      kept.put(sha256, made);
    }
    return made;
  }

  /** A JPEG whose longer side has at most 1600 px. */
  byte[] large(String sha256) {
    return draw(guard.decode(files.read(sha256)), LARGE, FINE);
  }

  /** A PNG whose longer side has at most 800 px: what is marked in one colour, the rest clear. */
  byte[] mask(String sha256) {
    Mask mask = guard.readMask(files.read(sha256));
    double scale = Math.min(1.0, (double) MARKED / Math.max(mask.width(), mask.height()));
    int width = Math.max(1, (int) (mask.width() * scale));
    int height = Math.max(1, (int) (mask.height() * scale));
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (mask.isMarked((int) (x / scale), (int) (y / scale))) {
          picture.setRGB(x, y, MARK);
        }
      }
    }
    return Png.of(picture);
  }

  private static byte[] draw(DecodedImage image, int side, float quality) {
    BufferedImage picture = picture(image);
    // Halving by steps keeps fine structure from flickering.
    while (Math.max(picture.getWidth(), picture.getHeight()) > 2 * side) {
      picture =
          scaled(
              picture, Math.max(1, picture.getWidth() / 2), Math.max(1, picture.getHeight() / 2));
    }
    double scale = Math.min(1.0, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
    BufferedImage small =
        scaled(
            picture,
            Math.max(1, (int) Math.round(picture.getWidth() * scale)),
            Math.max(1, (int) Math.round(picture.getHeight() * scale)));
    return jpeg(small, quality);
  }

  private static byte[] jpeg(BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
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
