package io.ucad.serving.pack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file {@code serving.properties} of a model directory. Written by hand, because {@code
 * java.util.Properties} puts the date into it; in ASCII, because DJL Serving reads it once as
 * Latin-1 and once as UTF-8.
 */
final class ServingProperties {
  static final String FILE = "serving.properties";

  private ServingProperties() {}

  static String text(String store, String version, String backbone) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("engine", "PyTorch");
    lines.put("option.hasParameter", "false");
    lines.put("blockFactory", "ai.djl.nn.IdentityBlockFactory");
    lines.put("translator", "io.ucad.serving.UcadTranslator");
    lines.put("batch_size", "8");
    lines.put("max_batch_delay", "5");
    lines.put("job_queue_size", "64");
    lines.put("ucad.store", store);
    lines.put("ucad.version", version);
    lines.put("ucad.backbone", backbone);
    var text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    return text.toString();
  }

  private static String escaped(String value) {
    var text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || (c == ' ' && i == 0)) {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
