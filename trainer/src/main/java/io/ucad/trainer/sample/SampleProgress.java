package io.ucad.trainer.sample;

/**
 * Hears how far a factory is. Called by the thread that called the factory, never by two at once.
 */
@FunctionalInterface
public interface SampleProgress {
  /** Hears nothing. */
  SampleProgress SILENT = (done, total) -> {};

  /**
   * An image was written.
   *
   * @param done images on disk, from 1
   * @param total images of the whole factory
   */
  void advanced(int done, int total);
}
