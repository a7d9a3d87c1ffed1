package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Route;
import io.ucad.admin.AdminNode;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Product;
import io.ucad.admin.testing.Rest;
import io.ucad.admin.testing.Routes;
import io.ucad.admin.testing.Visitor;
import jakarta.annotation.security.RolesAllowed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;

/**
 * Every door of the web app over HTTP, tried by everybody: routes of the API, screens, pictures and
 * static files, with sessions and with tokens.
 */
class DoorsTest {
  private final AdminNode node = Nodes.on(Database.H2);

  /** Method and path of every route of a controller of ours, with the role that it asks for. */
  private Map<String, String> routes() {
    Map<String, String> routes = new TreeMap<>();
    Routes.of(node)
        .forEach(
            (info, method) -> {
              if (method.getBeanType().getName().startsWith("io.ucad.")) {
                for (String path : info.getPatternValues()) {
                  String door = path.replaceAll("\\{\\w+}", "999999").replace("**", "x");
                  info.getMethodsCondition().getMethods().stream()
                      .map(Enum::name)
                      .forEach(verb -> routes.put(verb + " " + door, role(method)));
                }
              }
            });
    return routes;
  }

  private static String role(HandlerMethod method) {
    PreAuthorize rule =
        Objects.requireNonNull(method.getMethodAnnotation(PreAuthorize.class), method::toString);
    assertThat(rule.value()).matches("hasRole\\('(VIEWER|OPERATOR|ADMIN)'\\)");
    return rule.value().replaceAll(".*'(\\w+)'.*", "$1");
  }

  private static Rest.Answer knock(Rest who, String door) {
    String[] parts = door.split(" ");
    return who.send(
        parts[0], parts[1], Optional.of("application/json"), BodyPublishers.ofString("{}"));
  }

  @Test
  void everyRouteOfTheApiRefusesThoseBelowItsRuleAndLetsTheOthersIn() {
    Map<String, String> routes = routes();
    assertThat(routes).hasSizeGreaterThan(35);
    Map<Role, Rest> callers = new TreeMap<>();
    for (Role role : Role.values()) {
      callers.put(role, Rest.with(node, People.token(node, role)));
    }
    Rest camera = Rest.with(node, People.token(node, Role.ADMIN, Set.of(TokenScope.PREDICT)));
    var session = new Visitor(node, "127.0.0.21");
    session.logIn(People.shared(node, Role.ADMIN), People.PASSWORD);
    Rest cookie =
        Rest.anonymous(node).header("Cookie", "JSESSIONID=" + session.cookies().get("JSESSIONID"));
    List<String> wrong = new ArrayList<>();
    routes.forEach(
        (door, needed) -> {
          if (!door.contains(" /api/")) {
            return;
          }
          check(wrong, door, "a stranger", knock(Rest.anonymous(node), door).status(), 401);
          check(wrong, door, "a session", knock(cookie, door).status(), 401);
          check(wrong, door, "a camera", knock(camera, door).status(), 403);
          callers.forEach(
              (role, caller) -> {
                boolean may = role.included().contains(needed);
                int status = knock(caller, door).status();
                if (may == (status == 401 || status == 403) || (!may && status != 403)) {
                  wrong.add(door + " as " + role + ": " + status);
                }
              });
        });
    assertThat(wrong).isEmpty();
  }

  private static void check(List<String> wrong, String door, String who, int found, int expected) {
    if (found != expected) {
      wrong.add(door + " as " + who + ": " + found);
    }
  }

  /** Where a screen is, with something in the place of its parameters. */
  private static Map<String, List<String>> screens() {
    Map<String, List<String>> screens = new TreeMap<>();
    Product.classes().stream()
        .filter(c -> c.isAnnotatedWith(Route.class) && c.isAnnotatedWith(RolesAllowed.class))
        .forEach(
            c ->
                screens.put(
                    c.getAnnotationOfType(Route.class).value().replaceAll(":[^/]+", "999999"),
                    Arrays.asList(c.getAnnotationOfType(RolesAllowed.class).value())));
    return screens;
  }

  @ParameterizedTest
  @EnumSource
  void everyScreenIsBuiltForThoseWhoMayAndForNobodyElse(Role role) {
    var visitor = new Visitor(node, "127.0.0." + (30 + role.ordinal()));
    for (String screen : screens().keySet()) {
      var stranger = new Visitor(node, "127.0.0.29");
      assertThat(stranger.get("/" + screen).headers().firstValue("Location").orElse(""))
          .as("%s as a stranger", screen)
          .endsWith("/login");
    }
    assertThat(visitor.logIn(People.shared(node, role), People.PASSWORD)).endsWith("/");
    assertThat(screens()).hasSizeGreaterThan(8);
    screens()
        .forEach(
            (screen, roles) -> {
              String built = visitor.navigate(screen);
              boolean refused = built.contains("leads nowhere");
              boolean lost = built.contains("There is no");
              boolean may = roles.stream().anyMatch(role.included()::contains);
              assertThat(refused && !lost).as("%s as %s: %s", screen, role, built).isEqualTo(!may);
            });
  }

  @Test
  void picturesNeedAViewerAndOnlyTheLooksOfTheLoginAreOpen() {
    String picture = "/media/thumb/" + "0".repeat(64);
    Rest stranger = Rest.anonymous(node);
    assertThat(stranger.get(picture).status()).isEqualTo(302);
    assertThat(Rest.with(node, "ucad_nobody").get(picture).status()).isEqualTo(401);
    assertThat(Rest.with(node, People.token(node, Role.VIEWER)).get(picture).status())
        .isEqualTo(404);
    String camera = People.token(node, Role.ADMIN, Set.of(TokenScope.PREDICT));
    assertThat(Rest.with(node, camera).get(picture).status()).isIn(302, 403);
    for (String open : List.of("/ucad.css", "/icons/ucad.svg", "/login")) {
      assertThat(stranger.get(open).status()).as(open).isEqualTo(200);
    }
    for (String closed :
        List.of(
            "/error",
            "/actuator",
            "/actuator/health",
            "/actuator/env",
            "/v3/api-docs",
            "/swagger-ui.html",
            "/h2-console",
            "/vaadinServlet/x",
            "/application.properties",
            "/WEB-INF/web.xml",
            "/db/migration/V1__schema.sql",
            "/nothing")) {
      assertThat(stranger.get(closed).status()).as(closed).isNotEqualTo(200);
    }
  }

  @Test
  void whatTheFirewallRefusesIsNoRedirect() {
    var stranger = new Visitor(node, "127.0.0.22");
    for (String path : List.of("/api/v1/tasks;x=1", "/api/v1//tasks", "/api/%2e%2e/tasks")) {
      HttpResponse<String> answer = stranger.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
  }
}
