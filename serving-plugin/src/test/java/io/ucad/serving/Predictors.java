package io.ucad.serving;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.nn.Blocks;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A model of DJL with nothing in it, its predictors, and what goes in and out of them. */
final class Predictors {
  private Predictors() {}

  static Model model() {
    Model model = Model.newInstance("ucad", Device.cpu(), "PyTorch");
    model.setBlock(Blocks.identityBlock());
    return model;
  }

  static UcadTranslator translator(Map<String, String> arguments) {
    var translator = new UcadTranslator();
    translator.setArguments(arguments);
    return translator;
  }

  static Predictor<Input, Output> predictor(Model model, UcadTranslator translator) {
    return model.newPredictor(translator);
  }

  static Input image(byte[] bytes, String... parameters) {
    Input input = new Input();
    for (int i = 0; i < parameters.length; i += 2) {
      input.add(parameters[i], parameters[i + 1]);
    }
    input.add("data", bytes);
    return input;
  }

  static JsonObject json(Output output) {
    return JsonParser.parseString(new String(output.getData().getAsBytes(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  static float score(Output output) {
    return json(output).get("score").getAsFloat();
  }

  static String code(Output output) {
    return json(output).get("code").getAsString();
  }
}
