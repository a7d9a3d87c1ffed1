package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.ucad.admin.AdminNode;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Product;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;

/** Everything that people can reach says who may; what says nothing breaks the build. */
class AccessRulesTest {
  private static final JavaClasses PRODUCT = Product.classes();

  static Stream<Method> serviceMethods() {
    return services().flatMap(AccessRulesTest::publicMethods).map(JavaMethod::reflect);
  }

  private static Stream<JavaClass> services() {
    return PRODUCT.stream()
        .filter(
            c -> c.isMetaAnnotatedWith(Service.class) || c.isMetaAnnotatedWith(Controller.class));
  }

  private static Stream<JavaMethod> publicMethods(JavaClass service) {
    return service.getMethods().stream()
        .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(m -> !m.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static List<String> withoutRule(Stream<JavaClass> services) {
    return services
        .flatMap(AccessRulesTest::publicMethods)
        .filter(m -> !m.isAnnotatedWith(PreAuthorize.class))
        .map(JavaMethod::getFullName)
        .toList();
  }

  @Test
  void everyServiceMethodHasARule() {
    assertThat(services()).hasSizeGreaterThan(5);
    assertThat(withoutRule(services())).isEmpty();
  }

  @Test
  void aMethodWithoutARuleIsFound() {
    JavaClasses offender = new ClassFileImporter().importClasses(Careless.class);
    assertThat(withoutRule(offender.stream())).hasSize(1);
  }

  static class Careless {
    public void anybody() {}
  }

  @Test
  void everyScreenHasARule() {
    List<JavaClass> routes = PRODUCT.stream().filter(c -> c.isAnnotatedWith(Route.class)).toList();
    assertThat(routes)
        .allMatch(
            c ->
                c.isAnnotatedWith(RolesAllowed.class)
                    || (c.getSimpleName().equals("LoginView")
                        && c.isAnnotatedWith(AnonymousAllowed.class)),
            "names roles, or is the login");
    assertThat(PRODUCT.stream().filter(c -> c.isAnnotatedWith(PermitAll.class))).isEmpty();
  }

  /** The rule is asked before the method runs, so that any arguments will do. */
  @ParameterizedTest
  @MethodSource("serviceMethods")
  void everyServiceMethodRefusesThoseBelowItsRule(Method method) throws Exception {
    AdminNode node = Nodes.on(Database.H2);
    Object service = node.get(method.getDeclaringClass());
    Object[] arguments = arguments(method);
    method.setAccessible(true);
    assertThat(thrown(service, method, arguments))
        .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
    String rule = method.getAnnotation(PreAuthorize.class).value();
    for (List<String> roles : refused(rule)) {
      Throwable thrown = As.user("somebody", roles, () -> thrown(service, method, arguments));
      assertThat(thrown).as("%s as %s", rule, roles).isInstanceOf(AccessDeniedException.class);
    }
  }

  private static List<List<String>> refused(String rule) {
    List<List<String>> refused = new ArrayList<>();
    refused.add(List.of());
    switch (rule) {
      case "hasAnyRole('NEWCOMER', 'VIEWER')" -> {}
      case "hasRole('VIEWER')" -> refused.add(List.of(Role.NEWCOMER));
      case "hasRole('OPERATOR')" ->
          refused.addAll(List.of(List.of(Role.NEWCOMER), Role.VIEWER.included()));
      case "hasRole('ADMIN')" ->
          refused.addAll(
              List.of(List.of(Role.NEWCOMER), Role.VIEWER.included(), Role.OPERATOR.included()));
      default -> throw new AssertionError("a rule that this test does not know: " + rule);
    }
    return refused;
  }

  private static Throwable thrown(Object service, Method method, Object[] arguments) {
    try {
      method.invoke(service, arguments);
      return new AssertionError("nothing was thrown");
    } catch (java.lang.reflect.InvocationTargetException e) {
      return Objects.requireNonNull(e.getCause());
    } catch (IllegalAccessException e) {
      return e;
    }
  }

  private static Object[] arguments(Method method) {
    return Stream.of(method.getParameterTypes()).map(AccessRulesTest::anything).toArray();
  }

  private static @org.jspecify.annotations.Nullable Object anything(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == boolean.class) {
      return true;
    }
    return type == String.class ? "x" : null;
  }

  @Test
  void rolesIncludeThoseBelow() {
    assertThat(Role.ADMIN.included()).containsExactly("VIEWER", "OPERATOR", "ADMIN");
    assertThat(Role.VIEWER.included()).containsExactly("VIEWER");
    assertThat(Set.of(Role.NEWCOMER)).doesNotContainAnyElementsOf(Role.ADMIN.included());
  }

  @Test
  void nobodyIsNotAllowedToListUsers() {
    AccountService accounts = Nodes.on(Database.H2).get(AccountService.class);
    assertThatThrownBy(() -> accounts.users(0, 10))
        .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
  }
}
