package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private static JsonObject read(String text) throws StrictJson.Malformed {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":TRUE}",
        "{\"a\":01}",
        "{\"a\":1 /* b */}",
        "{\"a\";1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"x\":{\"b\":1,\"b\":1}}",
        "{\"a\":[{\"b\":1,\"b\":1}]}",
        "{\"a\":\"\\q\"}",
        "{\"a\":\"\n\"}",
        ")]}'\n{}"
      })
  void refusesWhatIsNotOnePlainObject(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    assertThatThrownBy(() -> StrictJson.read(bytes)).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void refusesDepthThatWouldOverflowTheStack() throws StrictJson.Malformed {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> read(deep)).isInstanceOf(StrictJson.Malformed.class);
    int inside = StrictJson.MAX_DEPTH - 1;
    assertThat(read("{\"a\":" + "[".repeat(inside) + "]".repeat(inside) + "}").has("a")).isTrue();
  }

  @Test
  void namesMayRepeatInDifferentObjects() throws StrictJson.Malformed {
    assertThat(read("{\"a\":{\"a\":1},\"b\":[{\"a\":2},{\"a\":3}]}").keySet())
        .containsExactly("a", "b");
  }

  @Test
  void whatIsWrittenIsReadBack() throws StrictJson.Malformed {
    JsonObject object = new JsonObject();
    object.addProperty("text", "<a href='x'>\u2028 \ud83d\ude00 \"");
    object.addProperty("number", 0.1);
    object.addProperty("large", 9_007_199_254_740_993L);
    assertThat(read(StrictJson.write(object))).isEqualTo(object);
    assertThat(read(StrictJson.write(object)).get("large").getAsLong())
        .isEqualTo(9_007_199_254_740_993L);
  }

  @Test
  void refusesToWriteNaN() {
    JsonObject object = new JsonObject();
    object.addProperty("score", Double.NaN);
    assertThatThrownBy(() -> StrictJson.write(object)).isInstanceOf(StoreException.Refused.class);
  }
}
