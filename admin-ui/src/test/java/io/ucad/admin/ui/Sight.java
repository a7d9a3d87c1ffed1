package io.ucad.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A screen with something on it.
 *
 * @param name of its pictures
 * @param screen what is to be there
 * @param path where, with {@code /} before it
 * @param awaited what is on it once it is complete
 */
record Sight(String name, Class<? extends Component> screen, String path, String awaited) {
  Sight {
    String place = path.substring(1).replaceAll("\\?.*", "");
    if (templates(screen).noneMatch(template -> place.matches(pattern(template)))) {
      throw new IllegalArgumentException(
          "expected an address of %s, found %s".formatted(screen, path));
    }
  }

  static Sight of(String name, Class<? extends Component> screen, String path) {
    return new Sight(name, screen, path, ".page-header, .gate");
  }

  private static Stream<String> templates(Class<?> screen) {
    return Stream.concat(
        Stream.of(Objects.requireNonNull(screen.getAnnotation(Route.class)).value()),
        Stream.of(screen.getAnnotationsByType(RouteAlias.class)).map(RouteAlias::value));
  }

  private static String pattern(String template) {
    return template.replaceAll("/:\\w+\\?", "(/[^/]+)?").replaceAll(":\\w+", "[^/]+");
  }
}
