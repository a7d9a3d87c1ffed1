package io.ucad.detector.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.DetectorException;
import io.ucad.detector.Explanation;
import io.ucad.detector.Inspection;
import io.ucad.detector.Timings;
import io.ucad.detector.Verdict;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.scoring.AnomalyMap;
import io.ucad.detector.scoring.Region;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
  private static final AnswerContext CONTEXT = new AnswerContext("r-1", "v7", "vit-b16-in21k", 1.5);
  private static final AnomalyMap MAP = new AnomalyMap(2, 1, new float[] {0.25f, 0.75f});

  @Test
  void aDefectiveImageIsAnsweredInFull() {
    assertThat(AnswerJson.of(CONTEXT, inspection(), MapEncoding.FLOAT))
        .hasToString(
            """
            {"requestId":"r-1","version":"v7","backbone":"vit-b16-in21k",
            "task":{"name":"bottle","distance":0.41,"margin":0.23,"known":true},
            "score":0.83,"threshold":0.61,"reviewThreshold":0.55,"pValue":0.002,"verdict":"NG",
            "regions":[{"x":120,"y":44,"width":60,"height":31,"area":1410,"peak":0.83}],
            "anomalyMap":{"width":2,"height":1,"encoding":"float","min":0.25,"max":0.75,"data":"AACAPgAAQD8="},
            "explanation":[{"patch":[5,9],"score":0.83,"nearestNormal":{"image":"train/good/012.png","patch":[6,8],"distance":0.83}}],
            "timingsMs":{"decode":2.125,"backbone":41.0,"routing":0.4,"scoring":0.3}}"""
                .replace("\n", ""));
  }

  @Test
  void whatIsNotKnownOrNotAskedForIsLeftOut() {
    Inspection forced =
        new Inspection(
            256,
            256,
            "bottle",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            true,
            0.5f,
            0.61f,
            0.55f,
            0.25,
            Verdict.OK,
            List.of(),
            MAP,
            List.of(),
            new Timings(0, 41, 0, 0.3));
    assertThat(AnswerJson.of(CONTEXT, forced, MapEncoding.NONE))
        .hasToString(
            """
            {"requestId":"r-1","version":"v7","backbone":"vit-b16-in21k",
            "task":{"name":"bottle","known":true},
            "score":0.5,"threshold":0.61,"reviewThreshold":0.55,"pValue":0.25,"verdict":"OK",
            "regions":[],
            "timingsMs":{"decode":1.5,"backbone":41.0,"routing":0.0,"scoring":0.3}}"""
                .replace("\n", ""));
  }

  @Test
  void nothingIsClaimedOfAnUnknownProduct() {
    Inspection unknown =
        new Inspection(
            256,
            256,
            "bottle",
            OptionalDouble.of(2.5),
            OptionalDouble.of(0.5),
            false,
            9f,
            0.61f,
            0.55f,
            0.002,
            Verdict.UNKNOWN,
            List.of(),
            MAP,
            List.of(new Explanation(0, 0, 9f, "a.png", 0, 0)),
            new Timings(0, 41, 0.4, 0.3));
    assertThat(AnswerJson.of(CONTEXT, unknown, MapEncoding.PNG))
        .hasToString(
            """
            {"requestId":"r-1","version":"v7","backbone":"vit-b16-in21k",
            "task":{"name":"bottle","distance":2.5,"margin":0.5,"known":false},
            "verdict":"UNKNOWN",
            "timingsMs":{"decode":1.5,"backbone":41.0,"routing":0.4,"scoring":0.3}}"""
                .replace("\n", ""));
  }

  @Test
  void thePngSpansTheMapFromItsSmallestToItsLargestValue() {
    JsonObject map =
        AnswerJson.of(CONTEXT, inspection(), MapEncoding.PNG).getAsJsonObject("anomalyMap");
    var png =
        new ImageGuard(ImageLimits.defaults())
            .decode(Base64.getDecoder().decode(map.get("data").getAsString()));
    assertThat(map.get("encoding").getAsString()).isEqualTo("png8");
    assertThat(png.width()).isEqualTo(2);
    assertThat(png.height()).isEqualTo(1);
    assertThat(png.sample(0, 0, 0)).isZero();
    assertThat(png.sample(1, 0, 0)).isEqualTo(255);
  }

  @Test
  void aFlatMapIsBlackRatherThanUndefined() {
    JsonObject map = MapJson.of(new AnomalyMap(1, 1, new float[] {0.5f}), true);
    var png =
        new ImageGuard(ImageLimits.defaults())
            .decode(Base64.getDecoder().decode(map.get("data").getAsString()));
    assertThat(png.sample(0, 0, 0)).isZero();
  }

  @Test
  void noNumberThatJsonHasNotEverLeaves() {
    assertThatThrownBy(() -> MapJson.of(new AnomalyMap(2, 1, new float[] {0, Float.NaN}), false))
        .isInstanceOfSatisfying(
            DetectorException.class,
            e -> assertThat(e.code()).isEqualTo(DetectorException.Code.NOT_FINITE));
    assertThatThrownBy(() -> new AnswerContext("r", "v1", "b", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anErrorHasCodeMessageAndRequest() {
    JsonObject error = ErrorJson.of("IMAGE_TOO_LARGE", "Expected \"less\".", "r-1");
    assertThat(error)
        .hasToString(
            "{\"code\":\"IMAGE_TOO_LARGE\",\"message\":\"Expected \\\"less\\\".\",\"requestId\":\"r-1\"}");
    assertThat(JsonParser.parseString(error.toString())).isEqualTo(error);
  }

  private static Inspection inspection() {
    return new Inspection(
        256,
        256,
        "bottle",
        OptionalDouble.of(0.41),
        OptionalDouble.of(0.23),
        true,
        0.83f,
        0.61f,
        0.55f,
        0.002,
        Verdict.NG,
        List.of(new Region(120, 44, 60, 31, 1410, 0.83f)),
        MAP,
        List.of(new Explanation(5, 9, 0.83f, "train/good/012.png", 6, 8)),
        new Timings(0.625, 41, 0.4, 0.3));
  }
}
