package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.ApiScope;
import org.jawort.integration.NewApiKey;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.transfer.imports.BatchCall;
import org.jawort.transfer.imports.BatchLine;
import org.jawort.transfer.imports.BatchOutcome;
import org.jawort.transfer.imports.BatchSource;
import org.jawort.transfer.imports.ContactBatches;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contacts in bulk: a line each, through the firewall of imports. */
class ContactBatchApiTest {
  private final TestApi api = TestApi.fresh();

  private static String line(String address) {
    return "{\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"" + address + "\"}]}";
  }

  private RequestSpecification call(byte[] body) {
    return api.call().contentType("application/x-ndjson").body(body);
  }

  private Response post(String... lines) {
    return call(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)).post("/contacts:batch");
  }

  private static List<JsonPath> rows(Response answer) {
    answer.then().statusCode(200).contentType(containsString("application/x-ndjson"));
    return answer.asString().lines().map(JsonPath::from).toList();
  }

  private static List<String> outcomes(Response answer) {
    return rows(answer).stream().map(row -> row.getString("outcome")).toList();
  }

  private JsonPath found(String address) {
    return api.call()
        .queryParam("address", address)
        .get("/contacts")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String status(String address) {
    return found(address).getString("items[0].contactPoints[0].consents[0].status");
  }

  @Test
  @DisplayName(
      "B-10 a line each is created, changed or left as it is, and one bad row harms nobody")
  void linesBecomeContacts() {
    String known = api.contact("ada@batch.example", "de").contact();
    Response answer =
        post(
            "{\"firstName\":\"Ada\",\"kind\":\"CUSTOMER\","
                + line("ADA@batch.example").substring(1),
            "",
            "{\"lastName\":\"Berg\",\"language\":\"en\",\"contactPoints\":["
                + "{\"channel\":\"EMAIL\",\"address\":\"berta@batch.example\"},"
                + "{\"channel\":\"SMS\",\"address\":\"0151 12345678\"}]}",
            line("no address"),
            line("ada@batch.example"),
            "{\"contactPoints\":[{\"channel\":\"SMS\",\"address\":\"+4915112345679\"}]}\r");
    List<JsonPath> rows = rows(answer);
    assertThat(rows.stream().map(row -> row.getInt("row"))).containsExactly(1, 2, 3, 4, 5);
    assertThat(rows.stream().map(row -> row.getString("outcome")))
        .containsExactly("changed", "created", "refused", "unchanged", "created");
    assertThat(rows.get(0).getString("id")).isEqualTo(known).isEqualTo(rows.get(3).getString("id"));
    assertThat(rows.get(2).getString("id")).isNull();
    assertThat(rows.get(2).getString("problem.pointer")).isEqualTo("/contactPoints/0/address");
    assertThat(rows.get(2).getString("problem.reason")).isEqualTo("INVALID");
    assertThat(rows.get(2).getString("problem.text")).isEqualTo("must be an e-mail address");
    assertThat(rows.get(3).getList("notes.reason")).containsExactly("DUPLICATE");
    api.get("/contacts/{id}", known)
        .body("firstName", is("Ada"))
        .body("kind", is("CUSTOMER"))
        .body("language", is("de"));
    api.get("/contacts/{id}", rows.get(1).getString("id"))
        .body("lastName", is("Berg"))
        .body("language", is("en"))
        .body("kind", is("OTHER"))
        .body("origin", is("API"))
        .body("contactPoints.size()", is(2))
        .body("contactPoints[0].consents[0].status", is("UNKNOWN"));
  }

  @Test
  @DisplayName("B-10 each wrong line has its answer on its line")
  void wrongLines() throws Exception {
    var body = new ByteArrayOutputStream();
    body.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    for (String line :
        List.of(
            line("eins@wrong.example"),
            "{\"contactPoints\":",
            "[]",
            "{\"firstName\":\"" + "x".repeat(70_000) + "\"}",
            "{\"kind\":\"KING\",\"nobody\":1,\"contactPoints\":[]}",
            "{\"firstName\":\"\\ud800\\u0000\"," + line("zwei@wrong.example").substring(1),
            "{\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"a@wrong.example\"},"
                + "{\"channel\":\"EMAIL\",\"address\":\"b@wrong.example\"}]}")) {
      body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    body.write(new byte[] {'{', (byte) 0xC3, '}', '\n'});
    body.write(line("last@wrong.example").getBytes(StandardCharsets.UTF_8));
    List<JsonPath> rows = rows(call(body.toByteArray()).post("/contacts:batch"));
    assertThat(
            rows.stream()
                .map(row -> row.getString("outcome") + " " + row.getString("problem.reason")))
        .containsExactly(
            "created null",
            "refused MALFORMED_JSON",
            "refused NO_OBJECT",
            "refused LINE_TOO_LONG",
            "refused INVALID",
            "refused INVALID",
            "refused INVALID",
            "refused MALFORMED_JSON",
            "created null");
    assertThat(rows.get(4).getList("problem.errors.pointer"))
        .contains("/kind", "/nobody", "/contactPoints");
    assertThat(rows.get(7).getString("problem.text")).contains("UTF-8");
    assertThat(found("zwei@wrong.example").getList("items")).isEmpty();
  }

  @Test
  @DisplayName("B-10 a body that is no batch is answered as a whole, and nothing of it is taken")
  void wrongBodies() {
    api.call()
        .contentType("application/json")
        .body(line("a@body.example"))
        .post("/contacts:batch")
        .then()
        .statusCode(415)
        .body("detail", containsString("application/x-ndjson"));
    post("", "  ", "").then().statusCode(400).body("detail", is("The body is empty."));
    String many =
        IntStream.rangeClosed(1, ContactBatches.MOST_ROWS + 1)
            .mapToObj(i -> line("many-" + i + "@body.example"))
            .collect(Collectors.joining("\n"));
    post(many).then().statusCode(413).body("type", endsWith("too-many-rows"));
    assertThat(found("many-1@body.example").getList("items")).isEmpty();
    call(line("a@body.example").getBytes(StandardCharsets.UTF_8))
        .header("Idempotency-Key", "not visible")
        .post("/contacts:batch")
        .then()
        .statusCode(400);
    call(line("a@body.example").getBytes(StandardCharsets.UTF_8))
        .queryParam("dryRun", "true")
        .post("/contacts:batch")
        .then()
        .statusCode(422);
    assertThat(staged()).as("what was laid down and is not needed").isZero();
  }

  private int staged() {
    String sql =
        """
        SELECT (SELECT count(*) FROM import_row WHERE tenant_id = :tenant)
             + (SELECT count(*) FROM import WHERE tenant_id = :tenant)
             + (SELECT count(*) FROM contact_batch WHERE tenant_id = :tenant AND state <> 'DONE')
        """;
    return api.server()
        .bean(Database.class)
        .read(
            api.tenant(),
            connection ->
                Rows.sql(connection, sql)
                    .uuid("tenant", api.tenant().value())
                    .only(row -> row.getInt(1)));
  }

  private Response keyed(String key, String body) {
    return call(body.getBytes(StandardCharsets.UTF_8))
        .header("Idempotency-Key", key)
        .post("/contacts:batch");
  }

  @Test
  @DisplayName("B-10 the same key and body: the same answer, and nothing twice; another body: 422")
  void repeatedCalls() {
    String body = line("erste@again.example") + "\n{}\n" + line("zweite@again.example");
    String first = keyed("a1", body).then().statusCode(200).extract().asString();
    assertThat(outcomes(keyed("a1", body))).containsExactly("created", "refused", "created");
    String id = JsonPath.from(first.lines().findFirst().orElseThrow()).getString("id");
    api.send("PATCH", "/contacts/" + id, "{\"firstName\":\"Anders\"}").statusCode(200);
    assertThat(keyed("a1", body).asString()).isEqualTo(first);
    keyed("a1", body + "\n")
        .then()
        .statusCode(422)
        .body("type", endsWith("idempotency-key-reused"));
    assertThat(outcomes(keyed("a2", body))).containsExactly("unchanged", "refused", "unchanged");
    api.get("/contacts/{id}", id).body("firstName", is("Anders"));
  }

  @Test
  @DisplayName(
      "B-10 a call that breaks off takes nothing, and one still in hand is not begun twice")
  void brokenOffAndInHand() throws Exception {
    ContactBatches batches = api.server().bean(ContactBatches.class);
    var call = new BatchCall(api.tenant(), api.key().value(), "b1");
    var inHand = new BatchOutcome[1];
    BatchSource broken =
        new BatchSource() {
          private int asked;

          @Override
          public List<BatchLine> next(int most) throws IOException {
            if (asked++ == 0) {
              return List.of(new BatchLine.Bad(BatchLine.Problem.of("NO_OBJECT", "")));
            }
            inHand[0] = batches.take(call, this);
            throw new EOFException("the caller is gone");
          }

          @Override
          public byte[] digest() {
            return new byte[32];
          }
        };
    assertThat(catchThrowable(() -> batches.take(call, broken))).isInstanceOf(EOFException.class);
    assertThat(inHand[0]).isInstanceOf(BatchOutcome.InHand.class);
    assertThat(staged()).isZero();
    assertThat(outcomes(keyed("b1", line("later@broken.example")))).containsExactly("created");
  }

  @Test
  @DisplayName("B-10 many rows have their answers in their order")
  void manyRows() {
    String body =
        IntStream.rangeClosed(1, 1_200)
            .mapToObj(i -> line("row-" + i + "@goon.example"))
            .collect(Collectors.joining("\n"));
    String first = keyed("c1", body).then().statusCode(200).extract().asString();
    assertThat(first.lines()).hasSize(1_200);
    assertThat(first.lines().distinct().filter(row -> row.contains("created"))).hasSize(1_200);
    assertThat(keyed("c1", body).asString()).isEqualTo(first);
  }

  private static String consented(String address, String consent) {
    return "{\"consent\":" + consent + "," + line(address).substring(1);
  }

  private static String given(String purpose) {
    return "{\"purpose\":\""
        + purpose
        + "\",\"at\":\"2024-05-01T10:00:00Z\",\"confirmedAt\":\"2024-05-01T10:05:00Z\","
        + "\"wording\":\"Ja, ich will.\",\"ip\":\"203.0.113.77\",\"source\":\"Formular\"}";
  }

  @Test
  @DisplayName("B-10, law 15 no row gains a consent without its evidence, and any no wins")
  void firewall() {
    String said = api.contact("said@fire.example", "de").point();
    api.send(
            "POST",
            "/contact-points/" + said + "/refusals",
            "{\"purpose\":\"newsletter\",\"at\":\"2024-01-01T10:00:00Z\"}")
        .statusCode(201);
    String erased = api.contact("erased@fire.example", "de").contact();
    api.call().delete("/contacts/{id}?suppress=true", erased).then().statusCode(204);
    List<JsonPath> rows =
        rows(
            post(
                consented("good@fire.example", given("newsletter")),
                consented(
                    "bare@fire.example",
                    "{\"purpose\":\"newsletter\",\"at\":\"2024-05-01T10:00:00Z\"}"),
                consented("said@fire.example", given("newsletter")),
                line("erased@fire.example"),
                consented(
                    "future@fire.example",
                    "{\"purpose\":\"newsletter\",\"at\":\"2999-01-01T00:00:00Z\"}"),
                consented("other@fire.example", given("nobodys")),
                consented("no@fire.example", "{\"purpose\":\"newsletter\",\"status\":\"NO\"}")));
    assertThat(rows.stream().map(row -> row.getString("outcome")))
        .containsExactly(
            "created", "created", "unchanged", "refused", "refused", "refused", "created");
    assertThat(rows.get(1).getList("notes.reason")).containsExactly("CONSENT_WITHOUT_EVIDENCE");
    assertThat(rows.get(2).getList("notes.reason")).containsExactly("NO_STANDS");
    assertThat(rows.get(3).getString("problem.reason")).isEqualTo("SUPPRESSED");
    assertThat(rows.get(4).getString("problem.pointer")).isEqualTo("/consent/at");
    assertThat(rows.get(5).getString("problem.pointer")).isEqualTo("/consent/purpose");
    assertThat(status("good@fire.example")).isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(status("bare@fire.example")).isEqualTo("UNKNOWN");
    assertThat(status("said@fire.example")).isEqualTo("REFUSED");
    assertThat(status("no@fire.example")).isEqualTo("REFUSED");
    JsonPath history =
        api.get(
                "/contact-points/{id}/history",
                found("good@fire.example").getString("items[0].contactPoints[0].id"))
            .extract()
            .jsonPath();
    assertThat(history.getList("items.actor")).contains("API");
    assertThat(history.getString("items")).contains("Ja, ich will.").doesNotContain("203.0.113.77");
  }

  @Test
  @DisplayName("B-10 a key that may not record consents has such rows refused in words")
  void scopes() {
    ApiKeys keys = api.server().bean(ApiKeys.class);
    String secret =
        keys.issue(
                api.tenant(),
                new NewApiKey(
                    "crm",
                    StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null),
                    Set.of(ApiScope.CONTACTS),
                    null,
                    null))
            .secret();
    Response answer =
        api.stranger()
            .header("Authorization", "Bearer " + secret)
            .contentType("application/x-ndjson")
            .body(
                (consented("a@scope.example", given("newsletter")) + "\n" + line("b@scope.example"))
                    .getBytes(StandardCharsets.UTF_8))
            .post("/contacts:batch");
    assertThat(outcomes(answer)).containsExactly("refused", "created");
    assertThat(rows(answer).getFirst().getString("problem.text")).contains("scope consents");
  }
}
