package io.ucad.cli.batch;

import com.google.gson.JsonObject;
import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.answer.AnswerContext;
import io.ucad.detector.answer.AnswerJson;
import io.ucad.detector.answer.ErrorJson;
import io.ucad.detector.answer.MapEncoding;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageRejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers images, in the order given, by the inference contract, each under its name as request id;
 * what cannot be decoded gets an error and harms no other. It keeps nothing between calls, so the
 * parts of a large batch may go to any number of these, on any machine.
 *
 * @param version that the answers name
 */
public record BatchInspector(
    Detector detector, ImageGuard guard, String version, InspectionOptions options) {

  /** One answer, or error, for each image. */
  List<JsonObject> inspect(List<Sent> images) {
    JsonObject[] answers = new JsonObject[images.size()];
    @Nullable DecodedImage[] decoded = new DecodedImage[images.size()];
    double[] millis = new double[images.size()];
    IntStream.range(0, images.size())
        .parallel()
        .forEach(
            i -> {
              Sent sent = images.get(i);
              if (!sent.unreadable().isEmpty()) {
                answers[i] = ErrorJson.of("FILE_UNREADABLE", sent.unreadable(), sent.name());
                return;
              }
              long start = System.nanoTime();
              try {
                decoded[i] = guard.decode(sent.bytes());
                millis[i] = (System.nanoTime() - start) / 1e6;
              } catch (ImageRejectedException e) {
                answers[i] =
                    ErrorJson.of(e.code().name(), String.valueOf(e.getMessage()), sent.name());
              }
            });
    int[] sound = IntStream.range(0, images.size()).filter(i -> decoded[i] != null).toArray();
    List<DecodedImage> some = new ArrayList<>(sound.length);
    for (DecodedImage image : decoded) {
      if (image != null) {
        some.add(image);
      }
    }
    List<Inspection> inspections = detector.inspect(some, options);
    String backbone = detector.backbone().info().name();
    for (int k = 0; k < sound.length; k++) {
      int i = sound[k];
      var context = new AnswerContext(images.get(i).name(), version, backbone, millis[i]);
      answers[i] = AnswerJson.of(context, inspections.get(k), MapEncoding.NONE);
    }
    return Arrays.asList(answers);
  }
}
