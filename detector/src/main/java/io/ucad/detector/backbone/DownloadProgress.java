package io.ucad.detector.backbone;

/** Hears how a download goes, from the thread that downloads. */
@FunctionalInterface
public interface DownloadProgress {
  /** Hears nothing. */
  static DownloadProgress none() {
    return (name, received, total) -> {};
  }

  /**
   * Called often.
   *
   * @param name of the backbone
   * @param received bytes so far
   * @param total bytes expected, or -1 if the server does not say
   */
  void update(String name, long received, long total);
}
