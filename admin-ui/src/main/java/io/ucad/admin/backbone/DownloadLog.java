package io.ucad.admin.backbone;

import io.ucad.detector.backbone.DownloadProgress;
import org.slf4j.Logger;

/** Says every tenth of a download. Of one thread at a time. */
final class DownloadLog implements DownloadProgress {
  private final Logger log;
  private long said = -1;

  DownloadLog(Logger log) {
    this.log = log;
  }

  @Override
  public void update(String name, long received, long total) {
    long tenth = total > 0 ? 10 * received / total : received >> 24;
    if (tenth != said) {
      said = tenth;
      log.info(
          total > 0 ? "downloading {}: {} of {} MB" : "downloading {}: {} MB",
          name,
          received >> 20,
          total >> 20);
    }
  }
}
