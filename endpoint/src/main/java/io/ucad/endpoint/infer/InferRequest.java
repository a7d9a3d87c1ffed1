package io.ucad.endpoint.infer;

import io.ucad.endpoint.http.HttpProblem;
import java.util.List;
import java.util.Optional;

/**
 * A request of the Open Inference Protocol for one image.
 *
 * @param id the asker's own, if there is one
 * @param image encoded as PNG or JPEG
 * @param task skip routing and use this task
 * @param outputs what is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // payload, never compared
public record InferRequest(
    Optional<String> id, byte[] image, Optional<String> task, List<Wanted> outputs) {
  /**
   * An output that is asked for.
   *
   * @param binary behind the JSON instead of in it
   */
  public record Wanted(String name, boolean binary) {}

  /** Whether an anomaly map has to be made. */
  public boolean wantsMap() {
    return outputs.stream().anyMatch(wanted -> wanted.name().equals(Tensors.MAP));
  }

  static HttpProblem bad(String expected) {
    return new HttpProblem(
        400,
        "BAD_INFER_REQUEST",
        "expected %s, found something else; GET /openapi.json has examples".formatted(expected));
  }
}
