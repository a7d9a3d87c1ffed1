package io.ucad.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.ucad.detector.offender.Offender;
import io.ucad.detector.offender.friend.Friend;
import java.io.ObjectInputStream;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The boundaries of the project. */
class ArchitectureTest {
  private static final List<String> LIBRARIES =
      List.of("io.ucad.detector..", "io.ucad.evaluation..", "io.ucad.store..");

  /** Each part, and the parts that it may use. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "io.ucad.detector..", List.of(),
          "io.ucad.evaluation..", List.of(),
          "io.ucad.store..", List.of(),
          "io.ucad.serving..", List.of("io.ucad.detector..", "io.ucad.store.."),
          "io.ucad.deployment..", List.of("io.ucad.detector..", "io.ucad.store.."),
          "io.ucad.endpoint..",
              List.of("io.ucad.detector..", "io.ucad.store..", "io.ucad.serving.."),
          "io.ucad.trainer..", LIBRARIES,
          "io.ucad.cli..",
              plus(
                  LIBRARIES,
                  "io.ucad.serving..",
                  "io.ucad.endpoint..",
                  "io.ucad.deployment..",
                  "io.ucad.trainer.."));

  /** Nothing here opens a connection. */
  private static final List<String> OFFLINE = plus(LIBRARIES, "io.ucad.serving..");

  private static List<String> plus(List<String> parts, String... more) {
    return Stream.concat(parts.stream(), Stream.of(more)).toList();
  }

  private static final Set<String> READING =
      Set.of(
          "read",
          "getImageReader",
          "getImageReaders",
          "getImageReadersByFormatName",
          "getImageReadersByMIMEType",
          "getImageReadersBySuffix",
          "createImageInputStream");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.ucad");

  static Stream<ArchRule> rules() {
    return Stream.concat(
        PARTS.entrySet().stream().map(e -> dependencies(e.getKey(), e.getValue())), everywhere());
  }

  /** The rules that a class in the part of the offender can break. */
  static Stream<ArchRule> rulesForTheOffender() {
    return Stream.concat(Stream.of(dependencies("io.ucad.detector..", List.of())), everywhere());
  }

  private static Stream<ArchRule> everywhere() {
    return Stream.of(
        noCycles(),
        imagesAreReadInOnePlace(),
        noNetwork(),
        noDeserialisation(),
        nothingWaitsInTheCommonPool());
  }

  @Test
  void theProductIsWhatIsChecked() {
    PARTS.keySet().forEach(part -> assertThat(PRODUCT.that(resideInAPackage(part))).isNotEmpty());
    assertThat(PRODUCT.contain(Offender.class)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProductKeepsTheRule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rulesForTheOffender")
  void theRuleSeesAnOffender(ArchRule rule) {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class, Friend.class);
    assertThat(rule.evaluate(offender).hasViolation()).as(rule.getDescription()).isTrue();
  }

  private static ArchRule dependencies(String part, List<String> others) {
    String[] allowed = Stream.concat(Stream.of(part), others.stream()).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(part)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackage("io.ucad..")));
  }

  private static ArchRule noCycles() {
    return slices().matching("io.ucad.(**)").should().beFreeOfCycles();
  }

  /** A few bytes can make {@code ImageIO.read} take all memory; only the image guard is proof. */
  private static ArchRule imagesAreReadInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.ucad.detector.image..")
        .should()
        .callMethodWhere(
            describe(
                "images are read",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(ImageIO.class)
                        && READING.contains(call.getName())))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ImageReader.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("javax.swing.ImageIcon")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.awt.Toolkit");
  }

  private static ArchRule noNetwork() {
    return noClasses()
        .that()
        .resideInAnyPackage(OFFLINE.toArray(String[]::new))
        .and(
            describe(
                "are not the download of backbones",
                (JavaClass c) -> !c.getName().startsWith("io.ucad.detector.backbone.Download")))
        .should()
        .callMethodWhere(
            describe(
                "a URL is opened",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(URL.class)
                        && call.getName().startsWith("open")))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(URLConnection.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Socket.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..");
  }

  private static ArchRule noDeserialisation() {
    return noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);
  }

  /** On two cores it has one thread; whoever waits in it halves the speed of all the others. */
  private static ArchRule nothingWaitsInTheCommonPool() {
    return noClasses()
        .should()
        .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
        .orShould()
        .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class);
  }
}
