package io.ucad.admin.job;

/** The process is shutting down; the job goes on from its checkpoint elsewhere or later. */
final class WorkerStoppingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkerStoppingException() {
    super("the worker is shutting down; the job resumes from its checkpoint");
  }
}
