package io.ucad.detector.image;

import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Collects what libjpeg only warns about. After cleaning, every warning left is about the data.
 * Padding before the end marker is harmless and some cameras write it; everything else means that
 * data is missing and was replaced by grey.
 */
final class JpegWarnings implements IIOReadWarningListener {
  private static final String PADDING = "extraneous bytes before marker 0xd9";

  private @Nullable String missing;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (missing == null && !warning.contains(PADDING)) {
      missing = warning;
      source.abort(); // the rest would only be filled with grey
    }
  }

  void throwIfDataIsMissing() throws IIOException {
    if (missing != null) {
      throw new IIOException(missing);
    }
  }
}
