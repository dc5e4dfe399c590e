package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.ApiScope;
import org.jawort.integration.NewApiKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

class ApiScopesTest {
  /** What the API says of itself, to everybody. */
  private static final String DOCUMENT = "/api/v1/openapi.json";

  private final TestApi api = TestApi.fresh();

  private record Address(String method, String path) {}

  private List<Address> addresses() {
    var found = new ArrayList<Address>();
    for (RequestMappingInfo mapping :
        api.server()
            .bean("requestMappingHandlerMapping", RequestMappingInfoHandlerMapping.class)
            .getHandlerMethods()
            .keySet()) {
      for (String pattern : mapping.getPatternValues()) {
        if (pattern.startsWith("/api/") && !pattern.equals(DOCUMENT)) {
          String path = pattern.replaceAll("\\{[^/]*}", UUID.randomUUID().toString());
          for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
            found.add(new Address(method.name(), path));
          }
        }
      }
    }
    return found;
  }

  @Test
  @DisplayName("B-10 Every address of the API says which scope it wants")
  void everyAddressIsNamed() {
    List<Address> addresses = addresses();
    assertThat(addresses).contains(new Address("POST", "/api/v1/contacts"));
    assertThat(addresses)
        .allSatisfy(
            address ->
                assertThat(ApiScopes.names(HttpMethod.valueOf(address.method()), address.path()))
                    .isTrue());
  }

  @Test
  @DisplayName("B-10 A key opens the addresses of its scope, and at all others it is told why not")
  void eachScope() {
    Map<ApiScope, String> keys = new EnumMap<>(ApiScope.class);
    for (ApiScope scope : ApiScope.values()) {
      keys.put(scope, key(scope));
    }
    var wrong = new ArrayList<String>();
    for (Address address : addresses()) {
      ApiScope wanted = ApiScopes.of(HttpMethod.valueOf(address.method()), address.path());
      keys.forEach(
          (scope, secret) -> {
            int status = status(secret, address);
            if ((status == 403) == (scope == wanted)) {
              wrong.add(address + " answers a key for " + scope + " with " + status);
            }
          });
    }
    assertThat(wrong).as("addresses that open to the wrong scope, or not to the right").isEmpty();
  }

  @Test
  @DisplayName("B-10 A key that lacks the scope is refused in words, and nothing happens")
  void words() {
    as(key(ApiScope.READ))
        .body("{\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"no@example.org\"}]}")
        .post("/api/v1/contacts")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
        .body("type", equalTo("urn:jawort:problem:insufficient-scope"))
        .body("scope", equalTo("contacts"))
        .body("detail", containsString("lacks the scope contacts"));
    api.get("/contacts?address=no@example.org").body("items.size()", equalTo(0));
    // What is no address of ours opens to nobody but administrators, who are told that it is none.
    as(key(ApiScope.READ)).get("/api/v1/no-such-thing").then().statusCode(403);
    as(key(ApiScope.ADMIN)).get("/api/v1/no-such-thing").then().statusCode(404);
  }

  private int status(String secret, Address address) {
    return api.server()
        .browser()
        .header("Accept", "*/*")
        .header("Authorization", "Bearer " + secret)
        .method(address.method(), address.path())
        .status();
  }

  private String key(ApiScope scope) {
    var basis = StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null);
    var wanted = new NewApiKey("only " + scope, basis, Set.of(scope), null, null);
    return api.server().bean(ApiKeys.class).issue(api.tenant(), wanted).secret();
  }

  private RequestSpecification as(String secret) {
    return api.stranger()
        .basePath("")
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + secret);
  }
}
