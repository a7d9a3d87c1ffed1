package io.ucad.endpoint.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A request that was taken in whole and may be answered.
 *
 * @param id by which the asker knows the answer
 * @param variables what the path says, by the names of the route
 * @param query what stands behind the question mark, decoded
 * @param contentType as sent
 * @param jsonLength the header {@code Inference-Header-Content-Length}
 * @param body not copied: do not write
 * @param gone whether nobody waits for the answer any more
 */
@SuppressWarnings("ArrayRecordComponent") // payload, never compared
public record Request(
    String id,
    Map<String, String> variables,
    Map<String, String> query,
    Optional<String> contentType,
    Optional<String> jsonLength,
    byte[] body,
    BooleanSupplier gone) {}
