package io.ucad.endpoint.infer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** The tensors that go in and out; -1 stands for any size. */
public final class Tensors {
  static final String IMAGE = "image";
  static final String SCORE = "score";
  static final String VERDICT = "verdict";
  static final String TASK = "task";
  static final String MAP = "anomaly_map";

  /** All outputs, in the order in which they are given. */
  static final List<String> OUTPUTS = List.of(SCORE, VERDICT, TASK, MAP);

  private Tensors() {}

  /** The one input; UINT8 and FP32 tensors [height, width, channels] are taken as well. */
  public static JsonArray inputs() {
    var list = new JsonArray();
    list.add(tensor(IMAGE, "BYTES", 1));
    return list;
  }

  /** The outputs; score and map are left out for an image of no known product. */
  public static JsonArray outputs() {
    var list = new JsonArray();
    list.add(tensor(SCORE, "FP32", 1));
    list.add(tensor(VERDICT, "BYTES", 1));
    list.add(tensor(TASK, "BYTES", 1));
    list.add(tensor(MAP, "FP32", 1, -1, -1));
    return list;
  }

  private static JsonObject tensor(String name, String datatype, int... shape) {
    var sizes = new JsonArray();
    for (int size : shape) {
      sizes.add(size);
    }
    var json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("datatype", datatype);
    json.add("shape", sizes);
    return json;
  }
}
