package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactApiTest {
  private final TestApi api = TestApi.fresh();

  @Test
  @DisplayName("B-10 A contact is created, and found again by address and by id")
  void createAndFind() {
    String body =
        """
        {"kind": "CUSTOMER", "firstName": " Ada ", "lastName": "Lovelace", "language": "en",
         "contactPoints": [{"channel": "EMAIL", "address": "Ada@EXAMPLE.org"},
                           {"channel": "SMS", "address": "+4915112345678"}]}
        """;
    var created = api.send("POST", "/contacts", body).statusCode(201).extract();
    String id = created.path("id");
    assertThat(created.header("Location")).endsWith("/api/v1/contacts/" + id);
    String shown = created.asString();

    assertThat(api.get("/contacts/{id}", id).statusCode(200).extract().asString()).isEqualTo(shown);
    api.get("/contacts/{id}", id)
        .body("kind", equalTo("CUSTOMER"))
        .body("firstName", equalTo("Ada"))
        .body("company", nullValue())
        .body("origin", equalTo("API"))
        .body("contactPoints[0].address", equalTo("Ada@EXAMPLE.org"))
        .body("contactPoints[0].subscribed", equalTo(true))
        .body("contactPoints[0].mailBlock", nullValue())
        .body("contactPoints[0].consents", hasSize(1))
        .body("contactPoints[0].consents[0].purpose", equalTo("newsletter"))
        .body("contactPoints[0].consents[0].status", equalTo("UNKNOWN"))
        .body("contactPoints[0].consents[0].since", nullValue());
    for (String address : List.of("Ada@example.ORG", "+4915112345678")) {
      api.call()
          .queryParam("address", address)
          .get("/contacts")
          .then()
          .statusCode(200)
          .body("items.id", equalTo(List.of(id)))
          .body("next", nullValue());
    }
    // A plus sign that was not encoded.
    api.call()
        .urlEncodingEnabled(false)
        .get("/contacts?address=+4915112345678")
        .then()
        .body("items.id", equalTo(List.of(id)));
  }

  @Test
  @DisplayName("B-10 A known address is answered with who has it, and changes nothing")
  void known() {
    var first = api.contact("grace@example.org", "en");
    String body =
        """
        {"contactPoints": [{"channel": "EMAIL", "address": "new@example.org"},
                           {"channel": "EMAIL", "address": "grace@example.ORG"}]}
        """;
    api.send("POST", "/contacts", body)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:jawort:problem:address-known"))
        .body("contact", equalTo(first.contact()))
        .body("pointer", equalTo("/contactPoints/1/address"));
    api.get("/contacts?address=new@example.org").body("items", hasSize(0));
  }

  @Test
  @DisplayName("S1-20 The same address may be known to every tenant")
  void twoTenants() {
    var mine = api.contact("shared@example.org", "de");
    var other = TestApi.fresh();
    var theirs = other.contact("shared@example.org", "de");

    assertThat(theirs.contact()).isNotEqualTo(mine.contact());
    other.get("/contacts?address=shared@example.org").body("items.id", hasItem(theirs.contact()));
    other.get("/contacts/{id}", mine.contact()).statusCode(404);
    other.send("PATCH", "/contacts/" + mine.contact(), "{\"firstName\":\"X\"}").statusCode(404);
    other.get("/contact-points/{id}/history", mine.point()).statusCode(404);
    other
        .send("POST", "/contact-points/" + mine.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(404);
    api.get("/contacts/{id}", mine.contact()).body("firstName", nullValue());
    api.get("/contacts").body("items.id", equalTo(List.of(mine.contact())));
  }

  @Test
  @DisplayName("B-10 The list goes from the newest to the oldest, page by page")
  void pages() {
    var newestFirst = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(api.contact("page" + i + "@example.org", "de").contact());
    }
    var seen = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      var page = api.get("/contacts?limit=2&cursor={cursor}", cursor).statusCode(200).extract();
      seen.addAll(page.path("items.id"));
      cursor = page.path("next");
      pages++;
    }
    assertThat(seen).isEqualTo(newestFirst);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  @DisplayName("B-10 What a change leaves out stays, null removes a name")
  void change() {
    String body =
        """
        {"firstName": "Alan", "lastName": "Turing", "language": "de",
         "contactPoints": [{"channel": "EMAIL", "address": "alan@example.org"}]}
        """;
    String id = api.send("POST", "/contacts", body).extract().path("id");

    api.send(
            "PATCH",
            "/contacts/" + id,
            "{\"firstName\":null,\"company\":\"ACE\",\"kind\":\"SUPPLIER\"}")
        .statusCode(200)
        .body("firstName", nullValue())
        .body("lastName", equalTo("Turing"))
        .body("company", equalTo("ACE"))
        .body("kind", equalTo("SUPPLIER"))
        .body("language", equalTo("de"));
    api.call()
        .contentType("application/merge-patch+json")
        .body("{\"language\":\"en\"}")
        .patch("/contacts/" + id)
        .then()
        .statusCode(200)
        .body("language", equalTo("en"))
        .body("company", equalTo("ACE"));
    api.send("PATCH", "/contacts/" + id, "{\"kind\":null,\"language\":null,\"origin\":\"FORM\"}")
        .statusCode(422)
        .body("errors.pointer", hasItems("/kind", "/language", "/origin"));
  }

  @Test
  @DisplayName("B-10 Everything that is wrong with a contact is said at once")
  void allErrors() {
    String body =
        """
        {"kind": "ROBOT", "firstName": 7, "lastName": "a\\u0007b", "company": "%s",
         "language": "fr", "shoeSize": 44,
         "contactPoints": [{"channel": "EMAIL", "address": "no address"},
                           {"channel": "SMS", "address": "0151 1234"},
                           {"channel": "FAX", "address": "1"},
                           {"address": "a@example.org"},
                           {"channel": "EMAIL"}, 5,
                           {"channel": "EMAIL", "address": "b@example.org"},
                           {"channel": "EMAIL", "address": "b@EXAMPLE.org", "note": ""}]}
        """
            .formatted("x".repeat(201));
    api.send("POST", "/contacts", body)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:jawort:problem:invalid"))
        .body("errors", hasSize(14))
        .body(
            "errors.pointer",
            hasItems(
                "/kind",
                "/firstName",
                "/lastName",
                "/company",
                "/language",
                "/shoeSize",
                "/contactPoints/0/address",
                "/contactPoints/1/address",
                "/contactPoints/2/channel",
                "/contactPoints/3/channel",
                "/contactPoints/4/address",
                "/contactPoints/5",
                "/contactPoints/7/address",
                "/contactPoints/7/note"));
    api.get("/contacts").body("items", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | 422",
        "{\"contactPoints\":[]}    | 422",
        "{\"contactPoints\":null}  | 422",
        "[]                        | 422",
        "null                      | 422",
        "\"text\"                  | 422",
        "{\"a\":1,\"a\":2}         | 400",
        "{} {}                     | 400",
        "{                         | 400",
        "nonsense                  | 400",
      })
  @DisplayName("B-10 A body that is no contact is refused, and why")
  void unusable(String body, int status) {
    api.send("POST", "/contacts", body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("title.length()", org.hamcrest.Matchers.greaterThan(3));
  }

  @Test
  @DisplayName("B-10 An empty, a broken and a huge body are refused")
  void unreadable() {
    api.send("POST", "/contacts", "").statusCode(400);
    api.call()
        .contentType("application/json")
        .body(new byte[] {'"', (byte) 0xff, '"'})
        .post("/contacts")
        .then()
        .statusCode(400)
        .body("detail", containsString("UTF-8"));
    api.send("POST", "/contacts", "{\"firstName\":\"" + "x".repeat(1 << 20) + "\"}")
        .statusCode(413)
        .body("type", endsWith(":too-large"));
    api.send("POST", "/contacts", "[".repeat(5_000)).statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=x, limit",
    "limit=, ''",
    "cursor=abc, cursor",
    "cursor=%2f, cursor",
    "address=nobody, address",
    "adress=a@example.org, adress",
    "address=a@example.org&address=b@example.org, address"
  })
  @DisplayName("B-10 A query that means nothing is refused")
  void wrongQuery(String query, String parameter) {
    var answer = api.call().urlEncodingEnabled(false).get("/contacts?" + query).then();
    if (parameter.isEmpty()) {
      answer.statusCode(200);
    } else {
      answer.statusCode(422).body("errors.parameter", equalTo(List.of(parameter)));
    }
  }

  @Test
  @DisplayName("B-10 Unknown ids, addresses, methods and types have their own answers")
  void elsewhere() {
    api.get("/contacts/1").statusCode(404).body("type", endsWith(":not-found"));
    api.get("/contacts/{id}", "01a20160-ca21-7000-9af9-a8e33135f5ce")
        .statusCode(404)
        .contentType("application/problem+json");
    api.get("/nothing").statusCode(404).contentType("application/problem+json");
    api.send("DELETE", "/contacts", "")
        .statusCode(405)
        .header("Allow", containsString("POST"))
        .body("type", endsWith(":method-not-allowed"));
    api.call()
        .contentType("text/plain")
        .body("hello")
        .post("/contacts")
        .then()
        .statusCode(415)
        .body("type", endsWith(":unsupported-media-type"));
    api.call().accept("text/html").get("/contacts").then().statusCode(406);
  }
}
