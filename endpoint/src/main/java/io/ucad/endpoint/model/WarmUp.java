package io.ucad.endpoint.model;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.ucad.detector.image.Png;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * A version answers before anybody may ask it: the first runs are several times slower, and a
 * version that loads but cannot answer must not replace one that can.
 */
final class WarmUp {
  private static final int SIDE = 224;
  private static final int OK = 200;

  /** Sizes of batches; each size is compiled at its second run. */
  private static final List<Integer> BATCHES = List.of(1, 1, 2, 2);

  private WarmUp() {}

  /**
   * @throws IllegalStateException if the model does not answer
   */
  static void run(ServedModel model, int workers) {
    byte[] picture = Png.encodeGrey(SIDE, SIDE, grey());
    for (int worker = 0; worker < workers; worker++) {
      for (int batch : BATCHES) {
        answer(model, worker, Collections.nCopies(batch, picture));
      }
    }
  }

  private static void answer(ServedModel model, int worker, List<byte[]> pictures) {
    List<Input> inputs = pictures.stream().map(WarmUp::input).toList();
    List<Output> outputs;
    try {
      outputs = model.answer(worker, inputs);
    } catch (Exception e) {
      throw new IllegalStateException(
          "expected the version to answer before it serves, found " + e, e);
    }
    for (Output output : outputs) {
      if (output.getCode() != OK) {
        throw new IllegalStateException(
            "expected the version to answer before it serves, found code %d: %s"
                .formatted(
                    output.getCode(),
                    new String(output.getData().getAsBytes(), StandardCharsets.UTF_8)));
      }
    }
  }

  private static Input input(byte[] picture) {
    var input = new Input();
    input.addProperty("Content-Type", "image/png");
    input.add("data", picture);
    return input;
  }

  private static byte[] grey() {
    byte[] grey = new byte[SIDE * SIDE];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % SIDE ^ i / SIDE);
    }
    return grey;
  }
}
