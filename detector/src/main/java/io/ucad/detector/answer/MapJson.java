package io.ucad.detector.answer;

import com.google.gson.JsonObject;
import io.ucad.detector.image.Png;
import io.ucad.detector.scoring.AnomalyMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The anomaly map inside an answer. */
final class MapJson {
  private MapJson() {}

  static JsonObject of(AnomalyMap map, boolean png) {
    float min = Finite.require("map", map.min());
    float max = Finite.require("map", map.max());
    byte[] data = png ? png8(map, min, max) : floats(map);
    var json = new JsonObject();
    json.addProperty("width", map.width());
    json.addProperty("height", map.height());
    json.addProperty("encoding", png ? "png8" : "float");
    json.addProperty("min", min);
    json.addProperty("max", max);
    json.addProperty("data", Base64.getEncoder().encodeToString(data));
    return json;
  }

  private static byte[] png8(AnomalyMap map, float min, float max) {
    float range = max - min;
    float[] values = map.values();
    byte[] grey = new byte[values.length];
    float step = range > 0 ? 255 / range : 0;
    for (int i = 0; i < values.length; i++) {
      grey[i] = (byte) (int) ((values[i] - min) * step + 0.5f);
    }
    return Png.encodeGrey(map.width(), map.height(), grey);
  }

  private static byte[] floats(AnomalyMap map) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * map.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(map.values());
    return bytes.array();
  }
}
