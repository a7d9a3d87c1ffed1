package io.ucad.detector.image;

import java.util.function.Supplier;

/**
 * The only place of the product that decodes images. Whatever the bytes are, the answer is an image
 * or an {@link ImageRejectedException}; no other exception, no {@code Error}, no file, no unbounded
 * time or memory.
 *
 * <ul>
 *   <li>The format is told by the content alone: PNG or JPEG.
 *   <li>Structure, sizes and cost are checked before a pixel is decoded; a refusal for them needs
 *       no permit and allocates nothing of note.
 *   <li>Damage that decoders paper over (missing data, wrong checksums) is a refusal: a half-grey
 *       picture must not be scored.
 *   <li>Metadata is dropped unread, except the EXIF orientation, which is applied.
 *   <li>Padding and further JPEG pictures behind the image are ignored; anything else there is
 *       refused as a polyglot.
 *   <li>Decodes are bounded in number and in memory together; callers beyond that wait.
 * </ul>
 *
 * Thread-safe; one per process.
 */
public final class ImageGuard {
  private final ImageLimits limits;
  private final DecodeBudget budget;
  private final JpegDecoder jpegDecoder = new JpegDecoder();

  public ImageGuard(ImageLimits limits) {
    this.limits = limits;
    this.budget = new DecodeBudget(limits.maxConcurrentDecodes(), limits.maxDecodeBytes());
  }

  public ImageLimits limits() {
    return limits;
  }

  /**
   * Format and oriented size, from the header alone; the rest of the file may still be damaged.
   *
   * @throws ImageRejectedException if it is not an acceptable image
   */
  public ImageHeader inspect(byte[] bytes) {
    return guarded(
        () ->
            switch (formatOf(bytes)) {
              case PNG -> PngScanner.header(bytes, limits);
              case JPEG -> JpegScanner.header(bytes, limits);
            });
  }

  /**
   * The pixels of a PNG or JPEG. The bytes must not change meanwhile.
   *
   * @throws ImageRejectedException if it is not an acceptable image
   */
  public DecodedImage decode(byte[] bytes) {
    return guarded(
        () ->
            switch (formatOf(bytes)) {
              case PNG -> {
                PngStructure png = PngScanner.scan(bytes, limits);
                yield budget.decode(PngDecoder.cost(png), () -> PngDecoder.decode(bytes, png));
              }
              case JPEG -> {
                JpegStructure jpeg = JpegScanner.scan(bytes, limits);
                yield budget.decode(
                    JpegDecoder.cost(jpeg, bytes.length), () -> jpegDecoder.decode(bytes, jpeg));
              }
            });
  }

  /**
   * The marked pixels of a mask image.
   *
   * @throws ImageRejectedException if it is not an acceptable image
   */
  public Mask readMask(byte[] bytes) {
    return Mask.of(decode(bytes));
  }

  /**
   * The exact values of a label map: a PNG of grey values (8 or 16 bit, not scaled) or of palette
   * indices.
   *
   * @throws ImageRejectedException if it is not an acceptable image, or one whose stored values are
   *     colours
   */
  public LabelMap readLabels(byte[] bytes) {
    return guarded(
        () -> {
          if (formatOf(bytes) != ImageFormat.PNG) {
            throw new ImageRejectedException(
                ImageErrorCode.UNSUPPORTED_ENCODING,
                "Expected labels as a PNG, found a JPEG, which does not keep exact values. Save the labels as a grey or indexed PNG.");
          }
          PngStructure png = PngScanner.scan(bytes, limits);
          return budget.decode(2 * PngDecoder.cost(png), () -> PngDecoder.decodeLabels(bytes, png));
        });
  }

  private ImageFormat formatOf(byte[] bytes) {
    limits.checkBytes(bytes.length);
    return ImageFormat.of(bytes);
  }

  /**
   * Nothing but an {@link ImageRejectedException} may leave: an Error here would end the worker
   * that serves everybody.
   */
  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (ImageRejectedException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new ImageRejectedException(
          ImageErrorCode.DECODER_OVERLOADED,
          "Expected memory for an image within the limits, found none left. Send it again later, or give the process more heap.",
          e);
    } catch (RuntimeException e) {
      throw new ImageRejectedException(
          ImageErrorCode.CORRUPT_IMAGE,
          "Expected an image that its decoder understands, found one it does not (%s). Send it again from its source."
              .formatted(e.getClass().getSimpleName()),
          e);
    }
  }
}
