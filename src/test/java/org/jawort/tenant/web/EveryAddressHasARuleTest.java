package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

class EveryAddressHasARuleTest {
  private final TestServer server = TestServer.shared();

  private record Address(HttpMethod method, String path) {}

  @Test
  @DisplayName("S1-20 Every mapped address says who may use it")
  void everyAddressHasARule() {
    AddressRules rules = server.bean(AddressRules.class);
    List<Address> addresses = addresses();
    assertThat(addresses)
        .contains(
            new Address(HttpMethod.POST, "/login"),
            new Address(HttpMethod.GET, "/metrics"),
            new Address(HttpMethod.GET, "/health/x"));
    assertThat(addresses)
        .allSatisfy(
            address -> assertThat(rules.find(address.method(), address.path())).isPresent());
  }

  private List<Address> addresses() {
    var found = new ArrayList<Address>();
    for (String name :
        new String[] {"requestMappingHandlerMapping", "webEndpointServletHandlerMapping"}) {
      server
          .bean(name, RequestMappingInfoHandlerMapping.class)
          .getHandlerMethods()
          .keySet()
          .forEach(mapping -> found.addAll(addresses(mapping)));
    }
    return found;
  }

  private static List<Address> addresses(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    List<HttpMethod> asked =
        methods.isEmpty()
            ? List.of(HttpMethod.GET, HttpMethod.POST)
            : methods.stream().map(RequestMethod::asHttpMethod).toList();
    return mapping.getPatternValues().stream()
        .map(pattern -> pattern.replaceAll("\\{[^/]*}|\\*\\*|\\*", "x"))
        .flatMap(path -> asked.stream().map(method -> new Address(method, path)))
        .toList();
  }

  @Test
  @DisplayName("S1-20 Whoever is not signed in opens only what is meant for everybody")
  void anonymous() {
    Stream.of("/app/settings", "/app/language")
        .forEach(path -> assertThat(server.browser().get(path).status()).isIn(302, 405));
    assertThat(server.browser().get("/app/no-such-page").status()).isEqualTo(404);
    assertThat(server.browser().get("/actuator").status()).isEqualTo(404);
    assertThat(server.browser().get("/health").status()).isEqualTo(200);
  }
}
