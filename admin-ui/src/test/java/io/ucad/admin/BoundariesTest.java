package io.ucad.admin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.ucad.admin.testing.Product;
import io.ucad.admin.ui.Trespasser;
import java.io.ObjectInputStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The boundaries within the web app, and those of it. */
class BoundariesTest {
  private static final JavaClasses PRODUCT = Product.classes();

  static Stream<ArchRule> rules() {
    return Stream.concat(
        breakable(), Stream.of(slices().matching("io.ucad.admin.(*)..").should().beFreeOfCycles()));
  }

  /** The rules that one class can break. */
  static Stream<ArchRule> breakable() {
    return Stream.of(
        classes()
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "io.ucad.admin..",
                        "io.ucad.detector..",
                        "io.ucad.evaluation..",
                        "io.ucad.store..",
                        "io.ucad.trainer..",
                        "io.ucad.serving..",
                        "io.ucad.endpoint..",
                        "io.ucad.deployment..")
                    .or(resideOutsideOfPackage("io.ucad.."))),
        noClasses()
            .that(resideInAPackage("io.ucad.admin.ui.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework.data..",
                "org.springframework.jdbc..",
                "jakarta.persistence.."),
        noClasses()
            .that(
                not(resideInAPackage("io.ucad.admin.ui.."))
                    .and(not(resideInAPackage("io.ucad.admin.access"))))
            .and()
            .doNotHaveFullyQualifiedName(AdminApplication.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin.."),
        noClasses().should().callMethod(ImageIO.class, "read", java.io.InputStream.class),
        noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProductKeepsTheRule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("breakable")
  void theRuleSeesAnOffender(ArchRule rule) {
    JavaClasses offenders = new ClassFileImporter().importClasses(Trespasser.class, Stray.class);
    assertThat(rule.evaluate(offenders).hasViolation()).as(rule.getDescription()).isTrue();
  }

  /** Outside of the screens, and yet it draws. */
  static final class Stray {
    final com.vaadin.flow.component.html.Div box = new com.vaadin.flow.component.html.Div();
    final io.ucad.elsewhere.Elsewhere other = new io.ucad.elsewhere.Elsewhere();
  }
}
