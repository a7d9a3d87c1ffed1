package io.ucad.admin.task;

/** What an image is for. */
public enum Split {
  /** To learn from; good ones only. */
  TRAIN,
  /** To measure with. */
  TEST
}
