package io.ucad.admin.job;

/**
 * Another attempt has taken the job over, so that this one may write and publish nothing more. It
 * is not a failure of the job.
 */
final class FenceLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FenceLostException(long job, long fence) {
    super(
        "job %d: attempt %d is no longer the current one; it stops and publishes nothing"
            .formatted(job, fence));
  }
}
