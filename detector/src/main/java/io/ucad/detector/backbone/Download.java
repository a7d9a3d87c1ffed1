package io.ucad.detector.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * Fetches one file over https, bounded in size and in idle time. Redirects are followed, but never
 * to another scheme.
 *
 * @param plainHttp whether http is allowed, for tests on the loopback
 * @param idle the longest wait for a connection or for the next bytes
 */
record Download(boolean plainHttp, Duration idle) {
  private static final int BUFFER = 1 << 16;

  /**
   * Writes the file, complete and on the disk, or throws; what was written so far is left to the
   * caller.
   */
  void fetch(BackbonePreset preset, Path target, DownloadProgress progress) throws IOException {
    HttpURLConnection connection = connect(preset.source());
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("expected status 200 from " + preset.source() + ", found " + status);
      }
      long total = connection.getContentLengthLong();
      if (total > preset.maxBytes()) {
        throw tooLarge(preset, total + " bytes");
      }
      try (InputStream in = connection.getInputStream();
          FileChannel out =
              FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        long received = copy(in, out, preset, total, progress);
        if (total >= 0 && received != total) {
          throw new IOException(
              "the download ended early: expected " + total + " bytes, found " + received);
        }
        out.force(true);
      }
    } finally {
      connection.disconnect();
    }
  }

  /**
   * Returns if the source answers within a time, whatever it answers.
   *
   * @throws UncheckedIOException if it does not
   */
  void probe(BackbonePreset preset, Duration longest) {
    try {
      HttpURLConnection connection = connect(preset.source());
      try {
        int millis = Math.toIntExact(longest.toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setRequestMethod("HEAD");
        connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.toString(), e);
    }
  }

  private HttpURLConnection connect(URI source) throws IOException {
    String scheme = source.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
      throw new IOException("expected an https address, found " + source);
    }
    if (!(source.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("expected an https address, found " + source);
    }
    int millis = Math.toIntExact(idle.toMillis());
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(true);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "identity");
    connection.setRequestProperty("User-Agent", "ucad");
    return connection;
  }

  private static long copy(
      InputStream in, FileChannel out, BackbonePreset preset, long total, DownloadProgress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long received = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      received += n;
      if (received > preset.maxBytes()) {
        throw tooLarge(preset, "more");
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      progress.update(preset.name(), received, total);
    }
    return received;
  }

  private static IOException tooLarge(BackbonePreset preset, String found) {
    return new IOException(
        "expected at most "
            + preset.maxBytes()
            + " bytes from "
            + preset.source()
            + ", found "
            + found);
  }
}
