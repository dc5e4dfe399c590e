package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whatever letters an address is written, on whatever way it comes in, it is one mailbox. */
class OneMailboxApiTest {
  private final TestApi api = TestApi.fresh();
  private final OwnTenant tenant = new OwnTenant(api.server(), api.tenant());
  private final TestBrowser visitor = api.server().browser();

  private TestBrowser.Page signUp(String address) {
    String form = URI.create(api.get("/forms").extract().path("items[0].url")).getPath();
    return visitor.postBare(
        form, Map.of("email", address, "newsletter", "true", "privacy", "true", "homepage", ""));
  }

  private void press(Tokens.Kind kind, String key) {
    int number = api.server().bean(Tenants.class).numberOf(tenant.id());
    var link =
        new Tokens.Content(kind, number, tenant.question(key).value(), java.util.Optional.empty());
    String path = kind == Tokens.Kind.CONFIRM ? "/c/" : "/u/";
    TestBrowser.Page page =
        visitor.postBare(path + api.server().bean(Tokens.class).write(link), Map.of());
    assertThat(page.status()).as("%s", page).isIn(200, 303);
  }

  private String reason(String address) {
    return api.call()
        .queryParam("address", address)
        .queryParam("purpose", "newsletter")
        .get("/permission")
        .then()
        .statusCode(200)
        .extract()
        .path("reason");
  }

  private List<String> contacts(String address) {
    return api.call()
        .queryParam("address", address)
        .get("/contacts")
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  @Test
  @DisplayName("S1-02 law 31 Who unsubscribes in small letters is not written to in capitals")
  void unsubscribed() {
    signUp("Berta@example.org");
    press(Tokens.Kind.CONFIRM, "berta@example.org");
    assertThat(reason("BERTA@Example.org")).isEqualTo("CONFIRMED");
    signUp("berta@example.org");
    assertThat(contacts("bERTA@example.org")).hasSize(1).isEqualTo(contacts("Berta@example.org"));
    press(Tokens.Kind.UNSUBSCRIBE, "berta@example.org");
    for (String spelling : List.of("Berta@example.org", "berta@example.org", "BERTA@EXAMPLE.ORG")) {
      assertThat(reason(spelling)).as(spelling).isEqualTo("BLOCKED_UNSUBSCRIBED");
    }
    api.call()
        .queryParam("address", "berta@example.org")
        .get("/contacts")
        .then()
        .body("items.contactPoints.address.flatten()", equalTo(List.of("Berta@example.org")));
  }

  @Test
  @DisplayName("S1-03 Nobody is declared anew by a capital letter")
  void declaredAnew() {
    signUp("gerda.x@example.org");
    press(Tokens.Kind.UNSUBSCRIBE, "gerda.x@example.org");
    api.send(
            "POST",
            "/contacts",
            "{\"language\":\"de\",\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":"
                + "\"Gerda.X@example.org\"}]}")
        .statusCode(409);
    api.send(
            "POST",
            "/contacts",
            "{\"language\":\"de\",\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":"
                + "\"Neu@example.org\"},{\"channel\":\"EMAIL\",\"address\":\"neu@example.org\"}]}")
        .statusCode(422)
        .body("errors", hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeffpaste@example.org",
        "\u202apaste@example.org\u202c",
        "\u00a0paste@example.org\u3000",
        "paste@example.org\u200b\u00ad",
        "paste\uff20example\u3002org",
        "\uff50\uff41ste@\uff45xample.org",
        "PA\u017fTE@example.org"
      })
  @DisplayName("S0-01 What pasting leaves behind is mended the same on every way in")
  void pasted(String address) {
    signUp("paste@example.org");
    signUp(address);
    assertThat(contacts(address)).hasSize(1).isEqualTo(contacts("paste@example.org"));
    assertThat(reason(address)).isEqualTo("BLOCKED_NEW");
    api.call()
        .contentType("application/json")
        .body(
            Map.of(
                "language",
                "de",
                "contactPoints",
                List.of(Map.of("channel", "EMAIL", "address", address))))
        .post("/contacts")
        .then()
        .statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ad\u202ea", "A\u200bda", "Ada\u0000", "\ufeffAda", "A\u2066da", "A\u2028da"})
  @DisplayName("B-10 What nobody sees stands in no name, whichever way it comes in")
  void unseen(String name) {
    api.call()
        .contentType("application/json")
        .body(
            Map.of(
                "language",
                "de",
                "firstName",
                name,
                "contactPoints",
                List.of(Map.of("channel", "EMAIL", "address", "unseen@example.org"))))
        .post("/contacts")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/firstName")));
  }

  @Test
  @DisplayName("S0-01 What is stored and written to is the address in its normal form")
  void writtenTo() {
    signUp("\u212aelvin@example.org");
    Await.until(
        "the mail is accepted",
        () ->
            tenant
                    .list(
                        String.class,
                        "SELECT status FROM message WHERE tenant_id = ? AND status = 'ACCEPTED'",
                        tenant.id().value())
                    .size()
                == 1);
    String raw =
        tenant
            .list(
                String.class,
                "SELECT convert_from(raw, 'UTF8') FROM message_content WHERE tenant_id = ?",
                tenant.id().value())
            .getFirst();
    assertThat(raw).contains("\r\nTo: Kelvin@example.org\r\n").doesNotContain("\u212a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pa\u200bste@example.org",
        "pa\u00adste@example.org",
        "paste@exam\u200dple.org",
        "\ud835\udc1baste@example.org",
        "o\ufb03ce@example.org"
      })
  @DisplayName("S0-01 What hides in an address, or only looks like a letter, is refused everywhere")
  void hidden(String address) {
    assertThat(signUp(address).status()).as("the form").isEqualTo(422);
    for (String path : List.of("/permission", "/contacts")) {
      api.call()
          .queryParam("address", address)
          .queryParams(path.equals("/contacts") ? Map.of() : Map.of("purpose", "newsletter"))
          .get(path)
          .then()
          .statusCode(422);
    }
    api.call()
        .contentType("application/json")
        .body(
            Map.of(
                "language",
                "de",
                "contactPoints",
                List.of(Map.of("channel", "EMAIL", "address", address))))
        .post("/contacts")
        .then()
        .statusCode(422);
  }
}
