package io.ucad.cli.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * PNG and JPEG files to be inspected, each under a name. Names are labels: nothing is ever opened
 * by a name that came from inside an archive.
 */
public interface ImageSource extends AutoCloseable {

  /** Names in the order of inspection, each different. */
  List<String> names();

  /**
   * The content of the image at a position of {@link #names}.
   *
   * @param maxBytes more are not read
   * @throws IOException if it cannot be read or is longer
   */
  byte[] read(int index, long maxBytes) throws IOException;

  @Override
  void close();

  /**
   * Opens a folder (with the folders in it), a ZIP file, or a pattern of file names such as {@code
   * day/*.png}.
   *
   * @throws BatchException if there is no image
   */
  static ImageSource open(String where) {
    ImageSource source;
    try {
      if (where.contains("*") || where.contains("?")) {
        source = FileImages.matching(where);
      } else if (Files.isDirectory(Path.of(where))) {
        source = FileImages.under(Path.of(where));
      } else if (Files.isRegularFile(Path.of(where))) {
        source = ZipImages.open(Path.of(where));
      } else {
        throw new BatchException(
            "expected a folder, a ZIP file or a pattern such as 'day/*.png', found nothing at '"
                + where
                + "'");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + where + "' cannot be read", e);
    }
    if (source.names().isEmpty()) {
      source.close();
      throw new BatchException(
          "expected PNG or JPEG files (.png, .jpg, .jpeg) in '" + where + "', found none");
    }
    return source;
  }

  /** Whether a name says that it is an image; what the file really is, its bytes decide. */
  static boolean named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg");
  }
}
