package org.jawort.integration.web;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import org.jawort.delivery.MessageId;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErasureApiTest {
  private final TestApi api = TestApi.fresh();

  private TestApi.Made confirmed(String address) {
    var made = api.contact(address, "de");
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    UUID mail =
        api.server()
            .bean(Database.class)
            .read(
                api.tenant(),
                connection ->
                    api.server()
                        .bean(JdbcClient.class)
                        .sql("SELECT id FROM message WHERE contact_point_id = ?")
                        .param(UUID.fromString(made.point()))
                        .query(UUID.class)
                        .single());
    api.server()
        .bean(OptIns.class)
        .confirm(api.tenant(), new MessageId(mail), new Visit("192.0.2.0", "b"));
    return made;
  }

  private static void unknown(TestApi api, TestApi.Made made, String address) {
    api.get("/contacts/{id}", made.contact()).statusCode(404);
    api.get("/contacts?address={a}", address).body("items", hasSize(0));
    api.get("/permission?channel=EMAIL&address={a}&purpose=newsletter", address)
        .body("allowed", equalTo(false))
        .body("reason", equalTo("EXTERNAL_ADDRESS"));
  }

  private static void nothingPersonal(TestApi api, TestApi.Made made) {
    api.get("/contact-points/{id}/history", made.point())
        .statusCode(200)
        .body("items", hasSize(greaterThan(1)))
        .body("items.evidence.address", everyItem(nullValue()));
  }

  @Test
  @DisplayName("B-09 Erased by API: the address is unknown, and an other system cannot revive it")
  void erase() {
    var made = api.contact("weg@example.org", "de");
    api.call().delete("/contacts/{id}", made.contact()).then().statusCode(204);
    unknown(api, made, "weg@example.org");
    api.call().delete("/contacts/{id}", made.contact()).then().statusCode(404);
    var again = api.contact("weg@example.org", "de");
    api.get("/contacts/{id}", again.contact()).body("contactPoints[0].suppressed", equalTo(true));
    api.get("/permission?channel=EMAIL&address=weg@example.org&purpose=newsletter")
        .body("reason", equalTo("SUPPRESSED"));
    api.send("POST", "/contact-points/" + again.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(409)
        .body("reason", equalTo("SUPPRESSED"));
    // Another tenant knows nothing of it.
    var other = TestApi.fresh();
    other
        .get("/contacts/{id}", other.contact("weg@example.org", "de").contact())
        .body("contactPoints[0].suppressed", equalTo(false));
    other.call().delete("/contacts/{id}", again.contact()).then().statusCode(404);
  }

  @Test
  @DisplayName("B-09 Not suppressed where that is not wished")
  void withoutSuppression() {
    var made = api.contact("frei@example.org", "de");
    api.call().delete("/contacts/{id}?suppress=false", made.contact()).then().statusCode(204);
    api.get("/contacts/{id}", api.contact("frei@example.org", "de").contact())
        .body("contactPoints[0].suppressed", equalTo(false));
    api.call()
        .delete("/contacts/{id}?suppress=maybe&keepProof=1&x=1", made.contact())
        .then()
        .statusCode(422)
        .body("errors.parameter", hasItems("suppress", "keepProof", "x"));
  }

  @RepeatedTest(25)
  @DisplayName("B-09 Nobody is too much under way to be erased: also while the mail goes out")
  void whileSending() {
    var other = confirmed("ohne-" + UUID.randomUUID() + "@example.org");
    api.call().delete("/contacts/{id}?keepProof=false", other.contact()).then().statusCode(204);
  }

  @Test
  @DisplayName("B-09 law 34 Proof is named before anything is erased, and kept on wish")
  void proof() {
    var made = confirmed("beleg@example.org");
    api.call()
        .delete("/contacts/{id}", made.contact())
        .then()
        .statusCode(409)
        .body("type", endsWith(":proof-must-be-kept"))
        .body("proofs[0].contactPoint", equalTo(made.point()))
        .body("proofs[0].purpose", equalTo("newsletter"))
        .body("proofs[0].reason", equalTo("WITHDRAWAL"))
        .body("proofs[0].mayBeDestroyed", equalTo(true))
        .body("proofs[0].until", endsWith("Z"));
    api.get("/contacts/{id}", made.contact()).statusCode(200);
    api.call()
        .delete("/contacts/{id}?keepProof=true", made.contact())
        .then()
        .statusCode(200)
        .body("keptUntil", notNullValue());
    unknown(api, made, "beleg@example.org");
    nothingPersonal(api, made);
    var other = confirmed("ohne@example.org");
    api.call().delete("/contacts/{id}?keepProof=false", other.contact()).then().statusCode(204);
    unknown(api, other, "ohne@example.org");
    nothingPersonal(api, other);
  }

  @Test
  @DisplayName("B-10 National numbers are read with the tenant's country; a landline is refused")
  void numbers() {
    String body = "{\"contactPoints\":[{\"channel\":\"SMS\",\"address\":\"%s\"}]}";
    String id =
        api.send("POST", "/contacts", body.formatted("0151 11223344"))
            .statusCode(201)
            .body("contactPoints[0].address", equalTo("+4915111223344"))
            .extract()
            .path("id");
    api.get("/contacts?address={a}", "0151 11223344").body("items.id", hasItems(id));
    api.get("/permission?channel=SMS&address={a}&purpose=newsletter", "0151-11223344")
        .body("reason", equalTo("NO_CONSENT"));
    api.send("POST", "/contacts", body.formatted("030 1234567"))
        .statusCode(422)
        .body("errors.pointer", hasItems("/contactPoints/0/address"));
    api.send("POST", "/contacts", body.formatted("+49 151 11223344")).statusCode(409);
  }
}
