package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class ApiDocumentTest {
  private final TestApi api = TestApi.fresh();

  @Test
  @DisplayName("B-10 OpenAPI names every address and method of the API, for everybody")
  void complete() {
    Map<String, Map<String, ?>> paths =
        api.stranger()
            .get("/openapi.json")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .extract()
            .path("paths");
    Set<String> described =
        paths.entrySet().stream()
            .flatMap(
                path ->
                    path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(mapped());
    assertThat(described)
        .contains(
            "POST /api/v1/contacts",
            "GET /api/v1/contacts",
            "GET /api/v1/contacts/{id}",
            "PATCH /api/v1/contacts/{id}",
            "POST /api/v1/contact-points/{id}/opt-in",
            "GET /api/v1/contact-points/{id}/history",
            "GET /api/v1/permission",
            "GET /api/v1/forms",
            "GET /api/v1/purposes");
  }

  private static Set<String> mapped() {
    return TestServer.shared()
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .stream()
        .flatMap(
            mapping ->
                mapping.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/v1/") && !path.contains("openapi"))
                    .flatMap(
                        path ->
                            mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("B-10 OpenAPI says what may be null, where the server is, and how to come in")
  void details() {
    var document = api.stranger().get("/openapi.json").then().extract();
    assertThat(document.<String>path("openapi")).startsWith("3.");
    assertThat(document.<String>path("servers[0].url")).isEqualTo(api.server().url());
    assertThat(document.<String>path("components.securitySchemes.key.scheme")).isEqualTo("bearer");
    assertThat(
            document.<java.util.List<String>>path(
                "components.schemas.ContactPoint.properties.mailBlock.type"))
        .containsExactlyInAnyOrder("string", "null");
    assertThat(document.<Object>path("paths.'/api/v1/contacts'.post.responses.'409'")).isNotNull();
  }
}
