package io.ucad.admin.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;

/** The document of the API at {@code /api/v1/openapi.json}, which a viewer's token may read. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDocument {
  /** Who may use an operation, as its controller says. */
  static final String RULE = "x-access";

  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI openApi() {
    var components =
        new Components()
            .addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .description("A token that an administrator made on the screen Access."));
    ModelConverters.getInstance(false).readAll(Problem.class).forEach(components::addSchemas);
    return new OpenAPI()
        .info(
            new Info()
                .title("UCAD")
                .version("v1")
                .description(
                    "What the screens can do. Errors are problem details (RFC 9457) with a stable"
                        + " code. Lists have pages of at most 500."))
        .servers(List.of(new Server().url("/")))
        .components(components)
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  /** Says of every operation who may use it, and how it fails. */
  @Bean
  OperationCustomizer whoMayAndHowItFails() {
    return (operation, handler) -> {
      PreAuthorize rule = handler.getMethodAnnotation(PreAuthorize.class);
      operation.addExtension(RULE, Objects.requireNonNull(rule).value());
      operation
          .getResponses()
          .addApiResponse(
              "default",
              new ApiResponse()
                  .description("a problem")
                  .content(
                      new Content()
                          .addMediaType(
                              "application/problem+json",
                              new MediaType()
                                  .schema(
                                      new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
      return operation;
    };
  }

  /**
   * Problem details as they are sent; for the document only.
   *
   * @param code stays as it is from release to release
   * @param detail a sentence in the language that was asked for
   * @param errors fields that are wrong; only of code REQUEST_INVALID
   */
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String requestId,
      @Nullable List<Faults.Wrong> errors) {}
}
