package io.ucad.deployment;

import com.google.gson.JsonObject;
import java.util.Optional;

/** Something that answers for a version. */
@FunctionalInterface
public interface Answering {
  /**
   * The answer to an image, in the inference contract.
   *
   * @param task which product it is; empty to let the version find out
   */
  JsonObject predict(ModelVersion version, byte[] image, Optional<String> task);
}
