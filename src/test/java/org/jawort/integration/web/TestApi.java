package org.jawort.integration.web;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeyId;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.NewApiKey;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;

/** Another system with a key of a tenant of its own. */
record TestApi(TestServer server, TenantId tenant, ApiKeyId key, String secret) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static TestApi fresh() {
    TestServer server = TestServer.shared();
    TenantId tenant = server.bean(Tenants.class).create(new NewTenant(profile(), true));
    ApiKeys.Issued issued =
        server
            .bean(ApiKeys.class)
            .issue(
                tenant,
                NewApiKey.unlimited(
                    "test", StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null)));
    return new TestApi(server, tenant, issued.id(), issued.secret());
  }

  private static TenantProfile profile() {
    String name = "Salon " + NUMBER.incrementAndGet();
    return new TenantProfile(
        name,
        name + "\nHauptstraße 1\n10115 Berlin",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        name,
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#a8326f",
        "DE");
  }

  /** A call without a key. */
  RequestSpecification stranger() {
    return given().baseUri(server.url()).basePath("/api/v1");
  }

  /** A call with the key. */
  RequestSpecification call() {
    return stranger().header("Authorization", "Bearer " + secret);
  }

  ValidatableResponse get(String path, Object... pathValues) {
    return call().get(path, pathValues).then();
  }

  ValidatableResponse send(String method, String path, String body) {
    return call().contentType(ContentType.JSON).body(body).request(method, path).then();
  }

  /** Creates a contact with one e-mail address and returns the two ids. */
  Made contact(String address, String language) {
    return contact("EMAIL", address, language);
  }

  /** The same for either channel. */
  Made contact(String channel, String address, String language) {
    var answer =
        call()
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "language",
                    language,
                    "contactPoints",
                    List.of(Map.of("channel", channel, "address", address))))
            .post("/contacts")
            .then()
            .statusCode(201)
            .extract();
    return new Made(answer.path("id"), answer.path("contactPoints[0].id"));
  }

  /** A contact and its contact point. */
  record Made(String contact, String point) {}
}
