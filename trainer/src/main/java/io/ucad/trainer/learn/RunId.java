package io.ucad.trainer.learn;

import com.google.gson.JsonObject;
import io.ucad.trainer.preset.Presets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    json.addProperty("backbone", backboneSha256);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(json.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
