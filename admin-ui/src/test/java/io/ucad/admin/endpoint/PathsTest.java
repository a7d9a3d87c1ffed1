package io.ucad.admin.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Route;
import io.ucad.admin.testing.Product;
import io.ucad.endpoint.http.EndpointServlet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Screens and endpoint share a port, and no path. */
class PathsTest {
  private static final List<String> TAKEN =
      EndpointServlet.MAPPINGS.stream().map(path -> first(path.substring(1))).toList();

  private static String first(String path) {
    return path.split("/", 2)[0];
  }

  @Test
  void noScreenLiesWhereTheEndpointAnswers() {
    List<String> screens =
        Product.classes().stream()
            .filter(c -> c.isAnnotatedWith(Route.class))
            .map(c -> first(c.getAnnotationOfType(Route.class).value()))
            .toList();
    assertThat(screens).contains("deployments", "learn");
    assertThat(TAKEN).contains("predictions", "metrics", "ping");
    assertThat(screens).doesNotContainAnyElementsOf(TAKEN);
  }
}
