package io.ucad.detector.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG files with the JDK's encoder and adds or removes markers, for tests. */
final class JpegFixture {
  private JpegFixture() {}

  static byte[] encode(RenderedImage image, float quality, boolean progressive) {
    return write(new IIOImage(image, null, null), quality, progressive);
  }

  /**
   * Components as they are, without JFIF or Adobe marker, unsampled: {@code [height, width,
   * bands]}.
   */
  static byte[] encodeRaw(int width, int height, int bands, byte[] samples) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    Raster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(samples, samples.length),
            width,
            height,
            width * bands,
            bands,
            offsets,
            null);
    return write(new IIOImage(raster, null, null), 1f, false);
  }

  private static byte[] write(IIOImage image, float quality, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A picture with smooth colours, so that lossy coding changes it little. */
  static BufferedImage smooth(int width, int height, boolean grey) {
    BufferedImage image =
        new BufferedImage(
            width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 40 + 170 * x / width;
        int green = 220 - 150 * y / height;
        int blue = 60 + 120 * (x + y) / (width + height);
        if (grey) {
          image.getRaster().setSample(x, y, 0, red);
        } else {
          image.setRGB(x, y, (red << 16) | (green << 8) | blue);
        }
      }
    }
    return image;
  }

  /** Puts a segment behind the start marker. */
  static byte[] withSegment(byte[] jpeg, int marker, byte... body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(segment(marker, body));
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  static byte[] segment(int marker, byte... body) {
    byte[] segment = new byte[body.length + 4];
    segment[0] = (byte) 0xFF;
    segment[1] = (byte) marker;
    segment[2] = (byte) ((body.length + 2) >> 8);
    segment[3] = (byte) (body.length + 2);
    System.arraycopy(body, 0, segment, 4, body.length);
    return segment;
  }

  static byte[] withAdobe(byte[] jpeg, int transform) {
    return withSegment(jpeg, 0xEE, adobe(transform));
  }

  private static byte[] adobe(int transform) {
    return new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
  }

  static byte[] withOrientation(byte[] jpeg, int orientation) {
    return withSegment(
        jpeg,
        0xE1,
        concat(
            "Exif\0\0".getBytes(StandardCharsets.US_ASCII),
            tiff(orientation, orientation % 2 == 0)));
  }

  /** A TIFF block whose IFD0 holds one other entry and then the orientation. */
  static byte[] tiff(int orientation, boolean little) {
    byte[] tiff = new byte[8 + 2 + 24 + 4];
    tiff[0] = tiff[1] = (byte) (little ? 'I' : 'M');
    put(tiff, 2, 2, 42, little);
    put(tiff, 4, 4, 8, little);
    put(tiff, 8, 2, 2, little);
    put(tiff, 10, 2, 0x010F, little);
    put(tiff, 12, 2, 2, little);
    put(tiff, 14, 4, 2, little);
    put(tiff, 22, 2, 0x0112, little);
    put(tiff, 24, 2, 3, little);
    put(tiff, 26, 4, 1, little);
    put(tiff, 30, 2, orientation, little);
    return tiff;
  }

  private static void put(byte[] bytes, int at, int count, int value, boolean little) {
    for (int i = 0; i < count; i++) {
      bytes[at + (little ? i : count - 1 - i)] = (byte) (value >> (8 * i));
    }
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Index of the first occurrence of this marker. */
  static int indexOf(byte[] jpeg, int marker) {
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("No marker 0x%02X".formatted(marker));
  }

  /**
   * A grey progressive JPEG of any size and number of scans, all blocks equal, as small as the
   * format allows: one bit a block for the first scan, runs of 16,384 blocks for the others.
   */
  static byte[] progressive(int width, int height, int scans) {
    long blocks = (width + 7L) / 8 * ((height + 7L) / 8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    byte[] quantisation = new byte[65];
    Arrays.fill(quantisation, 1, 65, (byte) 1);
    out.writeBytes(segment(0xDB, quantisation));
    out.writeBytes(
        segment(
            0xC2,
            new byte[] {
              8,
              (byte) (height >> 8),
              (byte) height,
              (byte) (width >> 8),
              (byte) width,
              1,
              1,
              0x11,
              0
            }));
    out.writeBytes(segment(0xC4, oneSymbol(0x00, 0x00)));
    out.writeBytes(segment(0xC4, oneSymbol(0x10, 0xE0)));
    out.writeBytes(segment(0xDA, new byte[] {1, 1, 0, 0, 0, 0}));
    out.writeBytes(new byte[(int) ((blocks + 7) / 8)]);
    byte[] runs = new byte[(int) (((blocks + 16383) / 16384 * 15 + 7) / 8)];
    for (int i = 1; i < scans; i++) {
      out.writeBytes(segment(0xDA, new byte[] {1, 1, 0, 1, 63, 0}));
      out.writeBytes(runs);
    }
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return out.toByteArray();
  }

  /** A Huffman table in which the code {@code 0} means this symbol. */
  private static byte[] oneSymbol(int table, int symbol) {
    byte[] body = new byte[18];
    body[0] = (byte) table;
    body[1] = 1;
    body[17] = (byte) symbol;
    return body;
  }
}
