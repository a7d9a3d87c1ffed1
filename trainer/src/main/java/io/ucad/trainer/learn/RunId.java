package io.ucad.trainer.learn;

import com.google.gson.JsonObject;
import io.ucad.store.Sha256;
import io.ucad.trainer.preset.Presets;

/** Everything that the result of a learning run depends on, as one hash. */
final class RunId {
  /** Raised when the same request would give another memory. */
  private static final int METHOD = 1;

  private RunId() {}

  static String of(LearnRequest request, String dataFingerprint, String backboneSha256) {
    var json = new JsonObject();
    json.addProperty("method", METHOD);
    json.addProperty("task", request.task().toString());
    json.addProperty("data", dataFingerprint);
    json.add("preset", Presets.json(request.preset()));
    json.addProperty("seed", request.seed());
    if (!request.region().isWhole()) {
      json.addProperty("region", request.region().text());
    }
    json.addProperty("backbone", backboneSha256);
    return Sha256.hex(json.toString());
  }
}
