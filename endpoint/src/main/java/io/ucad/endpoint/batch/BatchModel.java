package io.ucad.endpoint.batch;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.util.List;

/** A model as the workers see it. Each worker has a part of its own and calls no other. */
public interface BatchModel {
  /**
   * Answers a batch.
   *
   * @param worker from 0
   * @return one answer for each request, in their order
   * @throws Exception for a fault of ours; a bad request is an answer with a code of its own
   */
  List<Output> answer(int worker, List<Input> batch) throws Exception;

  /** Replaces what a worker uses, because it failed in a way that nobody expected. */
  void renew(int worker);
}
