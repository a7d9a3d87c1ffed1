package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.inspect.InspectionService;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.testing.Product;
import io.ucad.admin.version.QualityService;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Service;

/** Whatever a screen asks a service for, the API does too: everything can be scripted. */
class SameAsScreensTest {
  private static final JavaClasses PRODUCT = Product.classes();

  /** What screens alone do, and why. */
  private static final Map<String, String> SCREENS_ONLY =
      new TreeMap<>(
          Map.of(
              name(AccountService.class, "choosePassword"),
              "people choose their passwords themselves; a token has none",
              name(ImageService.class, "first"),
              "pictures on the cards of a page of tasks; the list of a task's images has them",
              name(InspectionService.class, "tasks"),
              "fills a box to choose from; a version tells its tasks",
              name(QualityService.class, "newest"),
              "where the screen begins; the first of the versions that were measured"));

  private static String name(Class<?> service, String method) {
    return service.getName() + "." + method;
  }

  /** Methods of services that classes of a package call or refer to. */
  private static Set<String> asked(String packageName) {
    Set<String> asked = new TreeSet<>();
    for (JavaClass type : PRODUCT) {
      if (type.getPackageName().equals(packageName)) {
        Stream.<JavaCodeUnitAccess<?>>concat(
                type.getCodeUnitCallsFromSelf().stream(),
                type.getCodeUnitReferencesFromSelf().stream())
            .map(JavaCodeUnitAccess::getTarget)
            .filter(target -> target.getOwner().isAnnotatedWith(Service.class))
            .map(CodeUnitAccessTarget::getFullName)
            .forEach(method -> asked.add(method.replaceAll("\\(.*", "")));
      }
    }
    return asked;
  }

  @Test
  void everyServiceMethodThatAScreenCallsIsCalledByTheApi() {
    Set<String> missing = asked("io.ucad.admin.ui");
    assertThat(missing).hasSizeGreaterThan(80);
    missing.removeAll(asked("io.ucad.admin.api"));
    assertThat(missing).isEqualTo(SCREENS_ONLY.keySet());
  }
}
