package io.ucad.detector.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Decodes a JPEG that {@link JpegScanner} has accepted with the reader of the JDK (libjpeg), never
 * with one that happens to be on the class path, in memory, and never with a guess about colours.
 * The reader only warns about missing data; here that is a refusal.
 */
final class JpegDecoder {
  private static final int[] RGB_OFFSETS = {0, 1, 2};

  private final ImageReaderSpi readers = jdkReader();

  /**
   * Estimated bytes at the peak: samples, oriented copy, clean copy of the file, coefficients of a
   * progressive file.
   */
  static long cost(JpegStructure jpeg, int fileBytes) {
    JpegFrame frame = jpeg.frame();
    long pixels = (long) frame.width() * frame.height();
    int channels = frame.components().size();
    long copies = jpeg.orientation() == Orientation.AS_STORED ? 1 : 2;
    long coefficients = frame.progressive() ? 2L * channels : 0;
    return pixels * (channels * copies + coefficients) + fileBytes;
  }

  DecodedImage decode(byte[] bytes, JpegStructure jpeg) {
    JpegFrame frame = jpeg.frame();
    int width = frame.width();
    int height = frame.height();
    int channels = jpeg.colour() == JpegColour.GREY ? 1 : 3;
    byte[] samples;
    try {
      byte[] clean = jpeg.cleaned(bytes);
      samples =
          switch (jpeg.colour()) {
            case GREY -> readRaw(clean, frame);
            case YCBCR, RGB -> readRgb(clean, frame);
            case CMYK -> Cmyk.toRgb(readRaw(clean, frame));
            case YCCK -> Cmyk.ycckToRgb(readRaw(clean, frame));
          };
    } catch (IOException e) {
      throw refusal(e);
    }
    samples = jpeg.orientation().apply(samples, width, height, channels);
    ImageHeader shown = jpeg.header();
    return DecodedImage.of(shown.width(), shown.height(), channels, samples);
  }

  private byte[] readRgb(byte[] clean, JpegFrame frame) throws IOException {
    int width = frame.width();
    int height = frame.height();
    byte[] rgb = new byte[width * height * 3];
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length), width, height, width * 3, 3, RGB_OFFSETS, null);
    ComponentColorModel srgb =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    BufferedImage target = new BufferedImage(srgb, raster, false, null);
    read(
        clean,
        reader -> {
          ImageReadParam into = reader.getDefaultReadParam();
          into.setDestination(target);
          reader.read(0, into);
          return rgb;
        });
    return rgb;
  }

  /**
   * The components as they are stored, {@code [height, width, components]}, without any conversion
   * of colours.
   */
  private byte[] readRaw(byte[] clean, JpegFrame frame) throws IOException {
    byte[] raw =
        read(
            clean,
            reader -> ((DataBufferByte) reader.readRaster(0, null).getDataBuffer()).getData());
    long expected = (long) frame.width() * frame.height() * frame.components().size();
    if (raw.length != expected) {
      throw new IIOException("Expected " + expected + " samples, found " + raw.length);
    }
    return raw;
  }

  private byte[] read(byte[] clean, Reading reading) throws IOException {
    JpegWarnings warnings = new JpegWarnings();
    ImageReader reader = readers.createReaderInstance();
    try {
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(new ByteArrayImageInput(clean), true, true);
      byte[] samples = reading.samples(reader);
      warnings.throwIfDataIsMissing();
      return samples;
    } finally {
      reader.dispose();
    }
  }

  private static ImageRejectedException refusal(IOException cause) {
    return new ImageRejectedException(
        ImageErrorCode.CORRUPT_IMAGE,
        "Expected the data of a whole JPEG, found: "
            + cause.getMessage()
            + ". The file is damaged or incomplete; send it again from its source.",
        cause);
  }

  private static ImageReaderSpi jdkReader() {
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (all.hasNext()) {
      ImageReaderSpi spi = all.next();
      boolean ofJdk = spi.getClass().getModule() == ImageIO.class.getModule();
      if (ofJdk && Arrays.asList(spi.getFormatNames()).contains("jpeg")) {
        return spi;
      }
    }
    throw new IllegalStateException(
        "Expected the JPEG reader of the java.desktop module, found none. Run on a JDK with java.desktop.");
  }

  @FunctionalInterface
  private interface Reading {
    byte[] samples(ImageReader reader) throws IOException;
  }
}
