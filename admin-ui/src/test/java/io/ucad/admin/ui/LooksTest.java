package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.vaadin.flow.router.Route;
import io.ucad.admin.testing.Product;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A screen that nobody looks at breaks the build. */
class LooksTest {
  @Test
  void everyScreenIsLookedAt() {
    assertThat(
            Stream.of(
                    NewcomerTest.SIGHTS,
                    InspectTest.SIGHTS,
                    QualityScreensTest.SIGHTS,
                    DeploymentsTest.SIGHTS,
                    WebhooksTest.SIGHTS)
                .flatMap(List::stream)
                .map(sight -> sight.screen().getName())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Product.classes().stream()
                .filter(c -> c.isAnnotatedWith(Route.class))
                .map(JavaClass::getName)
                .toList());
  }

  @Test
  void aScreenIsNotLookedForElsewhere() {
    assertThat(Sight.of("inspect", InspectView.class, "/inspect/1?with=2").path()).isNotEmpty();
    assertThat(Sight.of("quality", QualityView.class, "/quality/3").path()).isNotEmpty();
    assertThatThrownBy(() -> Sight.of("tasks", TasksView.class, "/tasks/tile"))
        .hasMessageContaining("expected an address");
  }
}
