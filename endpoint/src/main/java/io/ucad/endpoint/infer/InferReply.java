package io.ucad.endpoint.infer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.infer.InferRequest.Wanted;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the inference contract as tensors: the same score, verdict, task and map. What the
 * contract does not claim (a score for an image of no known product) is left out here too.
 */
public final class InferReply {
  private static final String LENGTH = "Inference-Header-Content-Length";

  private final JsonArray list = new JsonArray();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  private InferReply() {}

  /**
   * @param answer of the contract, with its map as floats if that is wanted
   */
  public static Reply of(InferRequest request, JsonObject answer) {
    var reply = new InferReply();
    request.outputs().forEach(wanted -> reply.add(wanted, answer));
    var json = new JsonObject();
    json.addProperty("id", request.id().orElse(answer.get("requestId").getAsString()));
    json.addProperty("model_name", "ucad");
    json.addProperty("model_version", answer.get("version").getAsString());
    json.add("outputs", reply.list);
    if (reply.binary.size() == 0) {
      return Reply.json(200, json);
    }
    byte[] head = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + reply.binary.size()];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(reply.binary.toByteArray(), 0, body, head.length, reply.binary.size());
    return Reply.of(200, "application/octet-stream", body)
        .with(Map.of(LENGTH, String.valueOf(head.length)));
  }

  private void add(Wanted wanted, JsonObject answer) {
    switch (wanted.name()) {
      case Tensors.SCORE ->
          Optional.ofNullable(answer.get("score"))
              .ifPresent(score -> floats(wanted, List.of(1), new float[] {score.getAsFloat()}));
      case Tensors.VERDICT -> text(wanted, answer.get("verdict").getAsString());
      case Tensors.TASK -> text(wanted, answer.getAsJsonObject("task").get("name").getAsString());
      default ->
          Optional.ofNullable(answer.getAsJsonObject("anomalyMap"))
              .ifPresent(map -> map(wanted, map));
    }
  }

  private void map(Wanted wanted, JsonObject map) {
    byte[] bytes = Base64.getDecoder().decode(map.get("data").getAsString());
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    floats(wanted, List.of(1, map.get("height").getAsInt(), map.get("width").getAsInt()), values);
  }

  private void floats(Wanted wanted, List<Integer> shape, float[] values) {
    JsonObject tensor = tensor(wanted.name(), "FP32", shape);
    if (wanted.binary()) {
      ByteBuffer bytes =
          ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      behind(tensor, bytes.array());
    } else {
      var data = new JsonArray(values.length);
      for (float value : values) {
        data.add(value);
      }
      tensor.add("data", data);
    }
  }

  private void text(Wanted wanted, String value) {
    JsonObject tensor = tensor(wanted.name(), "BYTES", List.of(1));
    if (wanted.binary()) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      behind(
          tensor,
          ByteBuffer.allocate(Integer.BYTES + bytes.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(bytes.length)
              .put(bytes)
              .array());
    } else {
      var data = new JsonArray();
      data.add(value);
      tensor.add("data", data);
    }
  }

  private void behind(JsonObject tensor, byte[] bytes) {
    var parameters = new JsonObject();
    parameters.addProperty("binary_data_size", bytes.length);
    tensor.add("parameters", parameters);
    binary.writeBytes(bytes);
  }

  private JsonObject tensor(String name, String datatype, List<Integer> sizes) {
    var shape = new JsonArray();
    sizes.forEach(shape::add);
    var tensor = new JsonObject();
    tensor.addProperty("name", name);
    tensor.addProperty("datatype", datatype);
    tensor.add("shape", shape);
    list.add(tensor);
    return tensor;
  }
}
