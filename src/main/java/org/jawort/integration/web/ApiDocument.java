package org.jawort.integration.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.jawort.platform.Settings;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** What the description of the API says beside the calls themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {
  private static final String KEY = "key";
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI openApi(Settings settings) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Jawort")
                .version("v1")
                .description(
                    "Double opt-in and marketing consent. Times are RFC 3339 in UTC, errors are"
                        + " application/problem+json (RFC 9457) with a stable type. A key has"
                        + " scopes; x-scope says which one a call wants."))
        .servers(List.of(new Server().url(settings.publicUrl().toString())))
        .components(
            new Components()
                .addSecuritySchemes(
                    KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSchemas(PROBLEM, problem()))
        .addSecurityItem(new SecurityRequirement().addList(KEY));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().example("urn:jawort:problem:invalid"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty(
            "errors",
            new ArraySchema()
                .items(
                    new ObjectSchema()
                        .addProperty("pointer", new StringSchema())
                        .addProperty("parameter", new StringSchema())
                        .addProperty("detail", new StringSchema())))
        .addProperty("reason", new StringSchema())
        .addProperty("contact", new StringSchema().format("uuid"));
  }

  /** Every call can fail in these ways. */
  @Bean
  OperationCustomizer failures() {
    return (Operation operation, HandlerMethod method) -> {
      var answers = operation.getResponses();
      answers.addApiResponse("401", fault("No key, or one that opens nothing"));
      answers.addApiResponse("403", fault("The key lacks the scope that this call wants"));
      answers.addApiResponse("429", fault("Too many wrong keys came from this network"));
      if (operation.getRequestBody() != null || hasParameter(operation, "query")) {
        answers.addApiResponse("422", fault("Some values are not usable; see errors"));
      }
      if (operation.getRequestBody() != null) {
        answers.addApiResponse("400", fault("The body is no JSON"));
      }
      if (method.hasMethodAnnotation(PostMapping.class)) {
        answers.addApiResponse("409", fault("Not possible as things stand"));
      }
      if (hasParameter(operation, "path")) {
        answers.addApiResponse("404", fault("There is nothing of this id"));
      }
      return operation;
    };
  }

  /** Each call says which scope its key must have. */
  @Bean
  OpenApiCustomizer scopes() {
    return document ->
        document
            .getPaths()
            .forEach(
                (path, item) ->
                    item.readOperationsMap()
                        .forEach(
                            (method, operation) ->
                                operation.addExtension(
                                    "x-scope",
                                    ApiScopes.of(HttpMethod.valueOf(method.name()), path)
                                        .token())));
  }

  private static boolean hasParameter(Operation operation, String in) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(p -> in.equals(p.getIn()));
  }

  private static ApiResponse fault(String text) {
    var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    return new ApiResponse()
        .description(text)
        .content(
            new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }
}
