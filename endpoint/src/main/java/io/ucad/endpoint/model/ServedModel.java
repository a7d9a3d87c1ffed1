package io.ucad.endpoint.model;

import io.ucad.endpoint.batch.BatchModel;

/** A version in memory, with a part for each worker. Closing frees its native memory. */
public interface ServedModel extends BatchModel, AutoCloseable {
  @Override
  void close();
}
