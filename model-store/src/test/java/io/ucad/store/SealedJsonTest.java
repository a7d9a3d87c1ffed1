package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedJsonTest {

  private final JsonObject content = Fixtures.attributes("name", "value");

  private JsonObject open(byte[] bytes) {
    return SealedJson.open(bytes, "file", "ucad-test", 2);
  }

  @Test
  void isOrdinaryJsonAndOpensAgain() {
    byte[] sealed = SealedJson.seal("ucad-test", 2, content);
    JsonObject whole =
        JsonParser.parseString(new String(sealed, StandardCharsets.UTF_8)).getAsJsonObject();
    assertThat(whole.keySet()).containsExactly("format", "formatVersion", "sha256", "content");
    assertThat(open(sealed)).isEqualTo(content);
    assertThat(open(SealedJson.seal("ucad-test", 1, content))).isEqualTo(content);
  }

  @Test
  void anyOtherBitIsCorruptNeverTooNew() {
    byte[] sealed = SealedJson.seal("ucad-test", 2, content);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> open(flipped)).isInstanceOf(StoreException.Corrupt.class);
    }
  }

  @Test
  void anyOtherLengthIsCorrupt() {
    byte[] sealed = SealedJson.seal("ucad-test", 2, content);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> open(cut)).isInstanceOf(StoreException.Corrupt.class);
    }
    assertThatThrownBy(() -> open(Arrays.copyOf(sealed, sealed.length + 1)))
        .isInstanceOf(StoreException.Corrupt.class);
  }

  @Test
  void anIntactFileOfAnotherReleaseSaysSo() {
    assertThatThrownBy(() -> open(SealedJson.seal("ucad-test", 3, content)))
        .isInstanceOf(StoreException.TooNew.class)
        .hasMessageContaining("format version 3")
        .hasMessageContaining("up to 2");
    assertThatThrownBy(() -> open(SealedJson.seal("ucad-test", 0, content)))
        .isInstanceOf(StoreException.TooOld.class);
  }

  @Test
  void anIntactFileOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> open(SealedJson.seal("ucad-alias", 1, content)))
        .isInstanceOf(StoreException.Corrupt.class)
        .hasMessageContaining("expected format ucad-test, found format ucad-alias");
  }
}
