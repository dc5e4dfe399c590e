package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jawort.Await;
import org.jawort.contact.ChangePosition;
import org.jawort.contact.ContactChanges;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.merge.Merges;
import org.jawort.contact.merge.Merging;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A copy of all contacts elsewhere, kept up to date by a cursor. */
class ChangesApiTest {
  private final TestApi api = TestApi.fresh();

  private JsonPath since(String cursor, int limit) {
    return api.call()
        .queryParam("since", cursor)
        .queryParam("limit", limit)
        .get("/changes")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** All that there is from there on, and the cursor behind it. */
  private record Read(List<JsonPath> pages, String next) {
    List<String> of(String path) {
      return pages.stream().flatMap(page -> page.<String>getList(path).stream()).toList();
    }
  }

  private Read all(String cursor, int limit) {
    var pages = new ArrayList<JsonPath>();
    String next = cursor;
    boolean more = true;
    while (more) {
      JsonPath page = since(next, limit);
      assertThat(page.getList("items").size()).isLessThanOrEqualTo(limit);
      pages.add(page);
      next = page.getString("next");
      more = page.getBoolean("more");
    }
    return new Read(pages, next);
  }

  /** Other tests write at the same time, and what is newer than they waits for them. */
  private Read until(String cursor, String id) {
    return Await.until(
        "the change is told", () -> all(cursor, 50), read -> read.of("items.id").contains(id));
  }

  @Test
  @DisplayName("B-10 all contacts come first, then each that is new, changed, merged or erased")
  void aCopyIsKept() {
    String ada = api.contact("ada@copy.example", "de").contact();
    String berta = api.contact("berta@copy.example", "de").contact();
    String carla = api.contact("carla@copy.example", "de").contact();
    Read first = until("", carla);
    assertThat(first.of("items.id")).contains(ada, berta, carla);
    assertThat(first.of("items.change")).containsOnly("CHANGED");
    JsonPath one = first.pages().getFirst();
    assertThat(one.getString("items[0].contact.contactPoints[0].address"))
        .isEqualTo("ada@copy.example");
    Read nothing = all(first.next(), 50);

    api.send("PATCH", "/contacts/" + ada, "{\"firstName\":\"Ada\"}").statusCode(200);
    JsonPath changed = until(nothing.next(), ada).pages().getFirst();
    assertThat(changed.getString("items.find { it.id == '" + ada + "' }.contact.firstName"))
        .isEqualTo("Ada");

    merge(ada, berta);
    JsonPath merged = until(nothing.next(), berta).pages().getFirst();
    assertThat(merged.getString("items.find { it.id == '" + berta + "' }.change"))
        .isEqualTo("MERGED");
    assertThat(merged.getString("items.find { it.id == '" + berta + "' }.into")).isEqualTo(ada);
    assertThat(merged.getList("items.find { it.id == '" + ada + "' }.contact.contactPoints"))
        .hasSize(2);

    api.call().delete("/contacts/{id}", carla).then().statusCode(204);
    JsonPath erased = until(nothing.next(), carla).pages().getFirst();
    assertThat(erased.getString("items.find { it.id == '" + carla + "' }.change"))
        .isEqualTo("ERASED");
    assertThat(erased.getString("items.find { it.id == '" + carla + "' }.contact")).isNull();
    assertThat(erased.prettify()).doesNotContain("carla");
  }

  private void merge(String stays, String goes) {
    Contacts contacts = api.server().bean(Contacts.class);
    var kept = contacts.find(api.tenant(), new ContactId(UUID.fromString(stays))).orElseThrow();
    var gone = contacts.find(api.tenant(), new ContactId(UUID.fromString(goes))).orElseThrow();
    api.server()
        .bean(Merges.class)
        .merge(
            api.tenant(),
            new Merging(
                kept.contact().id(),
                gone.contact().id(),
                kept.contact().updatedAt(),
                gone.contact().updatedAt(),
                new MasterData(ContactKind.OTHER, "Ada", null, null, Language.DE)),
            Actor.api(api.key().value()));
  }

  @Test
  @DisplayName("B-10 a consent and a no are told with where they lead")
  void consents() {
    TestApi.Made made = api.contact("ada@consent.example", "de");
    String before = until("", made.contact()).next();
    api.send(
            "POST",
            "/contact-points/" + made.point() + "/refusals",
            "{\"purpose\":\"newsletter\",\"at\":\"2024-01-01T10:00:00Z\"}")
        .statusCode(201);
    JsonPath told = until(before, made.contact()).pages().getFirst();
    assertThat(told.getString("items[0].contact.contactPoints[0].consents[0].status"))
        .isEqualTo("REFUSED");
  }

  @Test
  @DisplayName("B-10 what commits late is told, although later ones committed before it")
  void lateCommits() throws Exception {
    TestApi.Made late = api.contact("late@order.example", "de");
    TestApi.Made early = api.contact("early@order.example", "de");
    String from = until("", early.contact()).next();
    var written = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    Thread slow =
        Thread.ofVirtual()
            .start(
                () ->
                    api.server()
                        .bean(Database.class)
                        .write(
                            api.tenant(),
                            connection -> {
                              note(connection, late.contact());
                              written.countDown();
                              await(end);
                              return true;
                            }));
    await(written);
    api.send("PATCH", "/contacts/" + early.contact(), "{\"firstName\":\"Früh\"}").statusCode(200);
    Read meanwhile = all(from, 50);
    assertThat(meanwhile.of("items.id")).doesNotContain(early.contact(), late.contact());
    end.countDown();
    slow.join();
    Read after = until(meanwhile.next(), early.contact());
    assertThat(after.of("items.id")).contains(early.contact(), late.contact());
  }

  private void note(Connection connection, String contact) throws SQLException {
    api.server()
        .bean(ContactChanges.class)
        .note(connection, api.tenant(), List.of(new ContactId(UUID.fromString(contact))));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("B-10 a batch of hundreds is told page by page, each contact of it")
  void manyAtOnce() {
    String from = all("", 50).next();
    String body =
        IntStream.rangeClosed(1, 430)
            .mapToObj(
                i ->
                    "{\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"m"
                        + i
                        + "@many.example\"}]}")
            .collect(Collectors.joining("\n"));
    String answer =
        api.call()
            .contentType("application/x-ndjson")
            .body(body.getBytes(StandardCharsets.UTF_8))
            .post("/contacts:batch")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<String> ids = answer.lines().map(row -> JsonPath.from(row).getString("id")).toList();
    Read told =
        Await.until(
            "all are told",
            () -> all(from, 50),
            read -> read.of("items.id").stream().distinct().count() >= 430);
    assertThat(told.of("items.id")).containsAll(ids);
    assertThat(told.pages()).hasSizeGreaterThan(8);
    assertThat(all("", 200).of("items.id")).containsAll(ids);
  }

  @Test
  @DisplayName("B-10 a cursor that is none, too old or of another database is answered in words")
  void wrongCursors() {
    api.call()
        .queryParam("since", "nonsense")
        .get("/changes")
        .then()
        .statusCode(422)
        .body("errors[0].parameter", is("since"));
    var now = ChangeCursor.read(all("", 50).next()).orElseThrow();
    Instant old = api.server().clock().instant().minus(Duration.ofDays(31));
    asked(new ChangePosition(false, now.system(), now.transaction(), now.place(), 0, old))
        .body("type", endsWith("cursor-too-old"));
    asked(new ChangePosition(false, now.system() + 1, now.transaction(), now.place(), 0, now.at()))
        .body("type", endsWith("cursor-elsewhere"));
    asked(new ChangePosition(false, now.system(), Long.MAX_VALUE, now.place(), 0, now.at()))
        .body("type", endsWith("cursor-elsewhere"));
  }

  private ValidatableResponse asked(ChangePosition at) {
    return api.call()
        .queryParam("since", ChangeCursor.write(at))
        .get("/changes")
        .then()
        .statusCode(410);
  }

  @Test
  @DisplayName("B-10 one row tells of all events that the ledger takes in one statement")
  void oneRowForAll() {
    TestApi.Made made = api.contact("rows@cost.example", "de");
    api.send(
            "POST",
            "/contact-points/" + made.point() + "/objections",
            "{\"at\":\"2024-01-01T10:00:00Z\"}")
        .statusCode(201);
    String sql =
        """
        SELECT count(*) FROM contact_change
        WHERE tenant_id = :tenant AND points @> ARRAY [:point::uuid]
        """;
    int rows =
        api.server()
            .bean(Database.class)
            .read(
                api.tenant(),
                connection ->
                    Rows.sql(connection, sql)
                        .uuid("tenant", api.tenant().value())
                        .uuid("point", UUID.fromString(made.point()))
                        .only(row -> row.getInt(1)));
    assertThat(rows).isPositive().isLessThanOrEqualTo(2);
  }
}
