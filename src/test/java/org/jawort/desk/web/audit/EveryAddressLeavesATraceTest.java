package org.jawort.desk.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.AuditReader;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.NewApiKey;
import org.jawort.tenant.audit.AuditedAddresses;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The seam that nobody can forget: every address of the desk and of the API is walked. */
class EveryAddressLeavesATraceTest {
  private final TestServer server = TestServer.guest();
  private final AuditedAddresses addresses = server.bean(AuditedAddresses.class);

  /** An address as its handler names it, with the form that each of its variables has. */
  private record Address(String method, String mapped) {
    String deed() {
      return AuditedAddresses.deed(method, mapped);
    }

    String pattern() {
      return deed().substring(deed().indexOf(' ') + 1);
    }

    /** With an id that nobody has in each place that takes one. */
    String path() {
      return Arrays.stream(mapped.split("/")).map(Address::part).collect(Collectors.joining("/"));
    }

    private static String part(String part) {
      if (part.matches("\\{\\w+:[a-zA-Z|-]+}")) {
        return part.replaceAll("^\\{\\w+:|[|}].*$", "");
      }
      return part.startsWith("{version:")
          ? "1"
          : part.startsWith("{") ? UUID.randomUUID().toString() : part;
    }
  }

  private List<Address> all() {
    var found = new ArrayList<Address>();
    for (RequestMappingInfo mapping :
        server
            .bean("requestMappingHandlerMapping", RequestMappingInfoHandlerMapping.class)
            .getHandlerMethods()
            .keySet()) {
      for (String pattern : mapping.getPatternValues()) {
        if (pattern.equals("/app") || pattern.startsWith("/app/") || pattern.startsWith("/api/")) {
          for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
            found.add(new Address(method.name(), pattern));
          }
        }
      }
    }
    return found;
  }

  @Test
  @DisplayName(
      "B-16 law 64 every address is named as one that leaves a trace, or as one that need not")
  void named() {
    assertThat(all()).hasSizeGreaterThan(100);
    assertThat(all())
        .filteredOn(address -> !address.pattern().startsWith("/api/v1/openapi.json"))
        .as("addresses that audited.txt does not name")
        .allMatch(address -> addresses.names(address.method(), address.pattern()));
  }

  @Test
  @DisplayName("B-16 law 64 over HTTP every such call stands in the log, and none that need not")
  void walked() throws Exception {
    TestBrowser owner = server.owner();
    owner.get("/app/audit");
    String key = key();
    for (Address address : all()) {
      if (address.pattern().startsWith("/api/")) {
        call(key, address);
      } else if (address.method().equals("GET")) {
        owner.get(address.path());
      } else {
        owner.post(address.path(), Map.of());
      }
    }
    Set<String> seen = new TreeSet<>();
    new AuditReader(owner).entries("").forEach(entry -> seen.add(AuditReader.text(entry, "deed")));
    Set<String> expected =
        all().stream()
            .filter(a -> addresses.kind(a.method(), a.pattern()).isPresent())
            .filter(a -> !a.pattern().startsWith("/api/v1/openapi.json"))
            .map(Address::deed)
            .collect(Collectors.toCollection(TreeSet::new));
    expected.add("POST /login");
    assertThat(without(expected, seen)).as("calls that left no trace").isEmpty();
    assertThat(without(seen, expected)).as("traces that need not be").isEmpty();
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    var rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private String key() {
    var basis = StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null);
    return server
        .bean(ApiKeys.class)
        .issue(server.tenant(), NewApiKey.unlimited("walks", basis))
        .secret();
  }

  private void call(String key, Address address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(server.url() + address.path()))
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", takes(address))
              .method(
                  address.method(),
                  address.method().equals("GET")
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString("{}"))
              .build(),
          BodyHandlers.discarding());
    }
  }

  /** Whatever is of another kind is refused before anybody is asked. */
  private static String takes(Address address) {
    return address.pattern().endsWith(":batch") ? "application/x-ndjson" : "application/json";
  }
}
