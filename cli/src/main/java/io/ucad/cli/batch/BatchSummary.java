package io.ucad.cli.batch;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came out of a batch. */
public final class BatchSummary {
  private final int resumed;
  private final double seconds;
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final Map<String, Integer> errors = new TreeMap<>();

  /**
   * @param resumed images that an earlier run had answered
   * @param seconds for the others
   */
  BatchSummary(int resumed, double seconds) {
    this.resumed = resumed;
    this.seconds = seconds;
  }

  void count(JsonObject answer) {
    if (answer.has("verdict")) {
      verdicts.merge(answer.get("verdict").getAsString(), 1, Integer::sum);
    } else {
      errors.merge(answer.get("code").getAsString(), 1, Integer::sum);
    }
  }

  /** Images with an answer of this verdict. */
  public int of(String verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }

  /** Images that could not be inspected. */
  public int failed() {
    return sum(errors);
  }

  /** All images. */
  public int images() {
    return sum(verdicts) + failed();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(n -> n).sum();
  }

  /** For people. */
  public String text() {
    String counts =
        verdicts.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    String text = images() + " images: " + (counts.isEmpty() ? "none inspected" : counts);
    if (!errors.isEmpty()) {
      text += "; not inspected: " + errors;
    }
    int now = images() - resumed;
    return text
        + String.format(
            Locale.ROOT, "; %.1f images/s (%d answered before)", now / seconds, resumed);
  }

  /** For programs. */
  public JsonObject json() {
    var json = new JsonObject();
    json.addProperty("images", images());
    json.addProperty("resumed", resumed);
    json.addProperty("seconds", seconds);
    json.add("verdicts", counts(verdicts));
    json.add("errors", counts(errors));
    return json;
  }

  private static JsonObject counts(Map<String, Integer> counts) {
    var json = new JsonObject();
    counts.forEach(json::addProperty);
    return json;
  }
}
