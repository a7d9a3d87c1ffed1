package io.ucad.endpoint.infer;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.ucad.endpoint.http.HttpProblem;
import io.ucad.endpoint.infer.InferRequest.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request. The JSON is walked twice, first for what is to be expected and then for the
 * values, so that these go straight into an array of the right size and never become a tree.
 */
public final class InferReader {
  private static final int DEEPEST = 16;
  private static final int MOST_SIZES = 8;

  private final byte[] body;
  private final int jsonLength;
  private @Nullable String id;
  private @Nullable String task;
  private boolean binaryOutputs;
  private final List<Wanted> outputs = new ArrayList<>();
  private @Nullable String name;
  private @Nullable String datatype;
  private @Nullable List<Integer> shape;
  private int binarySize = -1;
  private boolean hasData;
  private byte[] values = new byte[0];
  private Values onData = JsonReader::skipValue;

  private InferReader(byte[] body, int jsonLength) {
    this.body = body;
    this.jsonLength = jsonLength;
  }

  /**
   * @param jsonLength where the JSON ends and binary values begin, if there are any
   * @throws HttpProblem 400
   */
  public static InferRequest read(byte[] body, Optional<String> jsonLength) {
    var reader = new InferReader(body, length(body, jsonLength));
    try {
      reader.walk();
      return reader.request();
    } catch (IOException
        | IllegalStateException
        | JsonParseException
        | NumberFormatException
        | StackOverflowError e) {
      throw InferRequest.bad("a request of the Open Inference Protocol v2 as JSON");
    }
  }

  private static int length(byte[] body, Optional<String> jsonLength) {
    if (jsonLength.isEmpty()) {
      return body.length;
    }
    try {
      int length = Integer.parseInt(jsonLength.get());
      if (length >= 0 && length <= body.length) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw InferRequest.bad(
        "an Inference-Header-Content-Length between 0 and the length of the body");
  }

  private InferRequest request() throws IOException {
    if (!Tensors.IMAGE.equals(name) || datatype == null || shape == null) {
      throw InferRequest.bad("one input 'image' with datatype, shape and data");
    }
    if (hasData == binarySize >= 0) {
      throw InferRequest.bad("either data or binary_data_size in the input");
    }
    if (binarySize < 0 && jsonLength != body.length) {
      throw InferRequest.bad("nothing behind the JSON");
    }
    List<Wanted> wanted =
        outputs.isEmpty()
            ? Tensors.OUTPUTS.stream().map(output -> new Wanted(output, binaryOutputs)).toList()
            : List.copyOf(outputs);
    return new InferRequest(
        Optional.ofNullable(id), image(datatype, shape), Optional.ofNullable(task), wanted);
  }

  private byte[] image(String type, List<Integer> sizes) throws IOException {
    return switch (type) {
      case "BYTES" -> encoded(sizes);
      case "UINT8" -> pixels(sizes, false);
      case "FP32" -> pixels(sizes, true);
      default -> throw InferRequest.bad("the datatype BYTES, UINT8 or FP32");
    };
  }

  private byte[] encoded(List<Integer> sizes) throws IOException {
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size != 1)) {
      throw InferRequest.bad("one image a request: BYTES of the shape [1]");
    }
    if (binarySize < 0) {
      secondWalk(this::base64);
      return values;
    }
    ByteBuffer bytes = binary().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < Integer.BYTES || bytes.getInt() != bytes.remaining()) {
      throw InferRequest.bad("the length of the image in 4 bytes, then the image");
    }
    byte[] image = new byte[bytes.remaining()];
    bytes.get(image);
    return image;
  }

  private byte[] pixels(List<Integer> sizes, boolean floats) throws IOException {
    ImageTensor tensor = ImageTensor.of(sizes, floats, body.length);
    if (binarySize >= 0) {
      return tensor.png(tensor.samples(binary()));
    }
    byte[] samples = new byte[tensor.elements()];
    int[] count = {0};
    secondWalk(json -> fill(json, tensor, samples, count));
    if (count[0] != samples.length) {
      throw InferRequest.bad("as many values as the shape says");
    }
    return tensor.png(samples);
  }

  private ByteBuffer binary() {
    if (binarySize != body.length - jsonLength) {
      throw InferRequest.bad("binary_data_size bytes behind the JSON");
    }
    return ByteBuffer.wrap(body, jsonLength, binarySize).slice();
  }

  private static void fill(JsonReader json, ImageTensor tensor, byte[] samples, int[] count)
      throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() == JsonToken.BEGIN_ARRAY) {
        fill(json, tensor, samples, count);
      } else if (count[0] < samples.length) {
        samples[count[0]++] = tensor.sample(json.nextDouble());
      } else {
        throw InferRequest.bad("as many values as the shape says");
      }
    }
    json.endArray();
  }

  private void base64(JsonReader json) throws IOException {
    json.beginArray();
    String text = json.nextString();
    json.endArray();
    try {
      values = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw InferRequest.bad("the image in base64");
    }
  }

  private interface Values {
    void read(JsonReader json) throws IOException;
  }

  private void secondWalk(Values read) throws IOException {
    onData = read;
    outputs.clear();
    walk();
  }

  private void walk() throws IOException {
    try (var json =
        new JsonReader(
            new InputStreamReader(
                new ByteArrayInputStream(body, 0, jsonLength), StandardCharsets.UTF_8))) {
      json.setStrictness(Strictness.STRICT);
      json.setNestingLimit(DEEPEST);
      object(
          json,
          key -> {
            switch (key) {
              case "id" -> id = json.nextString();
              case "parameters" -> object(json, inner -> parameter(json, inner));
              case "inputs" -> inputs(json);
              case "outputs" -> array(json, () -> output(json));
              default -> throw InferRequest.bad("id, parameters, inputs and outputs");
            }
          });
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw InferRequest.bad("nothing behind the JSON");
      }
    }
  }

  private void parameter(JsonReader json, String key) throws IOException {
    switch (key) {
      case "task" -> task = json.nextString();
      case "binary_data_output" -> binaryOutputs = json.nextBoolean();
      default -> throw InferRequest.bad("the parameters task and binary_data_output");
    }
  }

  private void inputs(JsonReader json) throws IOException {
    int[] count = {0};
    array(
        json,
        () -> {
          if (++count[0] > 1) {
            throw InferRequest.bad("one input");
          }
          object(json, key -> input(json, key));
        });
  }

  private void input(JsonReader json, String key) throws IOException {
    switch (key) {
      case "name" -> name = json.nextString();
      case "datatype" -> datatype = json.nextString();
      case "shape" -> shape = sizes(json);
      case "parameters" ->
          object(
              json,
              inner -> {
                if (!inner.equals("binary_data_size")) {
                  throw InferRequest.bad("the parameter binary_data_size");
                }
                binarySize = json.nextInt();
                if (binarySize < 0) {
                  throw InferRequest.bad("a binary_data_size of at least 0");
                }
              });
      case "data" -> {
        hasData = true;
        onData.read(json);
      }
      default -> throw InferRequest.bad("name, datatype, shape, parameters and data in the input");
    }
  }

  private static List<Integer> sizes(JsonReader json) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    array(
        json,
        () -> {
          sizes.add(json.nextInt());
          if (sizes.size() > MOST_SIZES) {
            throw InferRequest.bad("a shape of at most 4 sizes");
          }
        });
    return sizes;
  }

  private void output(JsonReader json) throws IOException {
    String[] found = {""};
    boolean[] binary = {binaryOutputs};
    object(
        json,
        key -> {
          switch (key) {
            case "name" -> found[0] = json.nextString();
            case "parameters" ->
                object(
                    json,
                    inner -> {
                      if (!inner.equals("binary_data")) {
                        throw InferRequest.bad("the parameter binary_data");
                      }
                      binary[0] = json.nextBoolean();
                    });
            default -> throw InferRequest.bad("name and parameters in an output");
          }
        });
    if (!Tensors.OUTPUTS.contains(found[0])
        || outputs.stream().anyMatch(o -> o.name().equals(found[0]))) {
      throw InferRequest.bad("each of the outputs %s at most once".formatted(Tensors.OUTPUTS));
    }
    outputs.add(new Wanted(found[0], binary[0]));
  }

  private interface Member {
    void read(String key) throws IOException;
  }

  private interface Element {
    void read() throws IOException;
  }

  private static void object(JsonReader json, Member member) throws IOException {
    Set<String> seen = new LinkedHashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (!seen.add(key)) {
        throw InferRequest.bad("every name once");
      }
      member.read(key);
    }
    json.endObject();
  }

  private static void array(JsonReader json, Element element) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      element.read();
    }
    json.endArray();
  }
}
