package io.ucad.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8080",
        "file:///etc/passwd",
        "ftp://host",
        "jar:file:x!/",
        "http://",
        "http:///path",
        "http://user:secret@host",
        "http://host?x=y",
        "http://host#x",
        "http://host:0",
        "http://host:70000",
        "http://ho st",
        "http://host\r\nX: y"
      })
  void whatIsNoServerIsRefused(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text))
        .isInstanceOf(DeploymentException.Invalid.class)
        .hasMessageContaining("expected http://HOST:PORT");
  }

  @Test
  void pathsAndParametersAreAppended() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("url", "file:///a b/&=\u00fc");
    query.put("x", "1");
    assertThat(ServerAddress.parse("https://node:8443/djl/").at("/models", query))
        .hasToString("https://node:8443/djl/models?url=file%3A%2F%2F%2Fa+b%2F%26%3D%C3%BC&x=1");
    assertThat(ServerAddress.parse("HTTP://[::1]").port()).isEqualTo(80);
    assertThat(ServerAddress.parse("https://node").port()).isEqualTo(443);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a?b", "a b", "a%2fb", "a\n"})
  void aNameThatIsNotOneSegmentOfAPathIsRefused(String name) {
    assertThatThrownBy(() -> new ModelVersion(name, "v1"))
        .isInstanceOf(DeploymentException.Invalid.class);
    assertThatThrownBy(() -> new ModelVersion("ucad", name))
        .isInstanceOf(DeploymentException.Invalid.class);
  }
}
