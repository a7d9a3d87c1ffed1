package io.ucad.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.Hidden;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.People;
import io.ucad.admin.testing.Rest;
import io.ucad.admin.testing.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;

/** The document says exactly what the controllers do. */
class ApiContractTest {
  private static final String DOCUMENT = "/api/v1/openapi.json";

  private static JsonNode document() {
    var node = Nodes.on(Database.H2);
    return Rest.with(node, People.token(node, Role.VIEWER)).get(DOCUMENT).must(200).json();
  }

  private static Stream<java.util.Map.Entry<RequestMappingInfo, HandlerMethod>> routes() {
    return Routes.of(Nodes.on(Database.H2)).entrySet().stream()
        .filter(e -> e.getValue().getBeanType().getPackageName().equals("io.ucad.admin.api"));
  }

  private static Stream<String> lines(RequestMappingInfo info, HandlerMethod method) {
    String rule =
        java.util.Objects.requireNonNull(method.getMethodAnnotation(PreAuthorize.class)).value();
    return info.getPatternValues().stream()
        .flatMap(
            path ->
                info.getMethodsCondition().getMethods().stream()
                    .map(verb -> verb + " " + path + " " + rule));
  }

  @Test
  void everyRouteIsInTheDocumentWithItsRuleAndNothingElseIs() {
    Set<String> made = new TreeSet<>();
    routes()
        .filter(e -> !e.getValue().getBeanType().isAnnotationPresent(Hidden.class))
        .forEach(e -> lines(e.getKey(), e.getValue()).forEach(made::add));
    assertThat(made).hasSizeGreaterThan(30);
    Set<String> told = new TreeSet<>();
    for (var path : document().get("paths").properties()) {
      for (var verb : path.getValue().properties()) {
        told.add(
            verb.getKey().toUpperCase(Locale.ROOT)
                + " "
                + path.getKey()
                + " "
                + verb.getValue().get(ApiDocument.RULE).asString());
      }
    }
    assertThat(told).isEqualTo(made);
    assertThat(routes().filter(e -> e.getValue().getBeanType().isAnnotationPresent(Hidden.class)))
        .as("only what answers for no route is left out")
        .allMatch(e -> e.getValue().getBeanType().equals(NoRoute.class));
  }

  @Test
  void theDocumentIsWholeAndEveryOperationSaysHowItFails() {
    JsonNode document = document();
    assertThat(document.get("openapi").asString()).startsWith("3.");
    assertThat(
            document.get("components").get("securitySchemes").get("token").get("scheme").asString())
        .isEqualTo("bearer");
    String text = document.toString();
    for (String reference : references(text)) {
      assertThat(document.at("/components/schemas/" + reference).isMissingNode())
          .as(reference)
          .isFalse();
    }
    for (var path : document.get("paths").properties()) {
      for (var verb : path.getValue().properties()) {
        assertThat(verb.getValue().at("/responses/default/content").toString())
            .as("%s %s", verb.getKey(), path.getKey())
            .contains("problem+json");
        assertThat(
                verb.getValue().get("responses").has("200")
                    || verb.getValue().get("responses").has("201")
                    || verb.getValue().get("responses").has("204"))
            .as("%s %s", verb.getKey(), path.getKey())
            .isTrue();
      }
    }
  }

  private static List<String> references(String text) {
    return java.util.regex.Pattern.compile("\"#/components/schemas/([A-Za-z]+)\"")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  @Test
  void onlyAViewersTokenOpensTheDocument() {
    var node = Nodes.on(Database.H2);
    assertThat(Rest.anonymous(node).get(DOCUMENT).must(401).code()).isEqualTo("UNAUTHENTICATED");
    String camera = People.token(node, Role.ADMIN, Set.of(TokenScope.PREDICT));
    assertThat(Rest.with(node, camera).get(DOCUMENT).must(403).code()).isEqualTo("DENIED");
  }
}
