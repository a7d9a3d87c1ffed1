package io.ucad.admin.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ucad.admin.AdminApplication;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The compiled web app, without its tests. */
public final class Product {
  private Product() {}

  /** All its classes. */
  public static JavaClasses classes() {
    try {
      var place = AdminApplication.class.getProtectionDomain().getCodeSource().getLocation();
      return new ClassFileImporter()
          .importPath(Path.of(place.toURI()))
          .that(resideInAPackage("io.ucad.admin.."));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
