package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** What {@code printf '1764000000.{"a":1}' | openssl dgst -sha256 -hmac ucadhook_x} says. */
  private static final String OF_OPENSSL =
      "f932df9ee09e924ba3da7ad1904c627e4272078006106d360ec60a99274a1c44";

  @Test
  void anotherProgramComputesTheSame() {
    byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(Signature.of("ucadhook_x", Instant.ofEpochSecond(1_764_000_000), body))
        .isEqualTo("sha256=" + OF_OPENSSL);
  }

  @Test
  void secretsAreLongAndNeverTheSame() {
    assertThat(HookSecret.random())
        .matches("ucadhook_[A-Za-z0-9_-]{43}")
        .isNotEqualTo(HookSecret.random());
  }
}
