package io.ucad.endpoint.batch;

/**
 * How the cores are shared out.
 *
 * @param workers batches that are answered at the same time
 * @param threads native threads of each
 */
public record WorkerLayout(int workers, int threads) {
  private static final int MOST_WORKERS = 8;

  public WorkerLayout {
    if (workers < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "expected at least one worker and one thread, found %d and %d"
              .formatted(workers, threads));
    }
  }

  /**
   * One worker a core, each with one native thread, up to eight workers; beyond that the workers
   * get more threads. Native threads of several workers collapse when they share cores, and
   * decoding an image has one thread anyway.
   */
  public static WorkerLayout of(int cores) {
    int workers = Math.clamp(cores, 1, MOST_WORKERS);
    return new WorkerLayout(workers, Math.max(1, cores / workers));
  }

  /** The layout for a number of workers that somebody chose. */
  public static WorkerLayout of(int cores, int workers) {
    return new WorkerLayout(workers, Math.max(1, cores / workers));
  }
}
