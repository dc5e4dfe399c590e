package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jawort.TestBrowser;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.search.SearchRows;
import org.jawort.desk.web.DeskServer;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders and columns of the contact list, with equal keys, missing ones and umlauts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactOrderTest {
  private static final Pattern ADDRESS = Pattern.compile(">([\\w.-]+@example\\.org)</span>");
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final Pattern PREVIOUS = Pattern.compile("rel=\"prev\" href=\"([^\"]+)\"");
  private static final int FEW = 130;

  private DeskServer desk;
  private TestBrowser owner;
  private UUID number;
  private UUID day;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    owner = desk.owner();
    number = field("Punkte", CustomFieldType.NUMBER);
    day = field("Geburtstag", CustomFieldType.DATE);
    String[] names = {"Öhler", "Ohm", "ohler", "Zander", "Ähre", "Aal", null, "Müller", "Muller"};
    for (int i = 0; i < FEW; i++) {
      UUID contact =
          desk.create(
              desk.tenant(), "o." + i + "@example.org", i % 3 == 0 ? null : "Eva", names[i % 9]);
      if (i % 4 == 0) {
        company(contact, i % 8 == 0 ? "Bäcker" : "Bach");
      }
      if (i % 2 == 0) {
        write(contact, number, String.valueOf(i % 20 - 5));
      }
      if (i % 5 == 0) {
        write(contact, day, "19%02d-01-02".formatted(50 + i % 40));
      }
    }
    desk.signUp("o.signed@example.org", "Susi", "Sorglos");
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID field(String name, CustomFieldType type) {
    return desk.server
        .bean(CustomFields.class)
        .create(desk.tenant(), new CustomFieldWish(name, type, List.of()))
        .orElseThrow();
  }

  private void company(UUID contact, String company) {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                Rows.sql(connection, "UPDATE contact SET company = :company WHERE id = :id")
                    .text("company", company)
                    .uuid("id", contact)
                    .update());
  }

  private void write(UUID contact, UUID field, String value) {
    var points = List.of(new ContactPointId(desk.pointOf(contact)));
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(CustomFields.class)
                    .set(connection, desk.tenant(), field, value, points, Instant.now()));
  }

  private List<String> walk(String path, Pattern by) {
    var all = new ArrayList<String>();
    String next = path;
    while (next != null) {
      var page = owner.get(next);
      assertThat(page.status()).as(next).isEqualTo(200);
      List<String> shown = shown(page.body());
      all.addAll(by == NEXT ? shown : shown.reversed());
      Matcher link = by.matcher(page.body());
      next = link.find() ? link.group(1).replace("&amp;", "&") : null;
    }
    return all;
  }

  private static List<String> shown(String body) {
    return ADDRESS.matcher(body).results().map(match -> match.group(1)).toList();
  }

  /** Each entry once, there and back, whatever is equal or missing. */
  private List<String> complete(String path, int count) {
    List<String> all = walk(path, NEXT);
    assertThat(all).as(path).hasSize(count).doesNotHaveDuplicates();
    // Back from the last page: what stands before it, in the same order.
    String last = path;
    for (String next = path; next != null; ) {
      last = next;
      Matcher link = NEXT.matcher(owner.get(next).body());
      next = link.find() ? link.group(1).replace("&amp;", "&") : null;
    }
    assertThat(walk(last, PREVIOUS).reversed()).as("back from " + last).isEqualTo(all);
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "company",
        "address",
        "status",
        "since",
        "block",
        "kind",
        "language",
        "source",
        "created"
      })
  @DisplayName("S1-05 All pages of an order have everybody once, there and back, either way")
  void orders(String column) {
    complete("/app/contacts?sort=" + column, FEW + 1);
    complete("/app/contacts?sort=-" + column, FEW + 1);
    complete("/app/contacts?sort=-" + column + "&q=eva", 86);
  }

  @Test
  @DisplayName(
      "S1-05 Own fields are ordered as their types are, and whoever has nothing comes last")
  void ownFields() {
    List<String> up = complete("/app/contacts?sort=" + number, FEW + 1);
    List<Integer> values =
        up.stream()
            .limit(FEW / 2)
            .map(address -> Integer.parseInt(address.split("[.@]")[1]))
            .toList();
    assertThat(values).allMatch(i -> i % 2 == 0);
    assertThat(values.stream().map(i -> i % 20 - 5)).isSorted();
    List<String> down = complete("/app/contacts?sort=-" + number, FEW + 1);
    assertThat(Integer.parseInt(down.getFirst().split("[.@]")[1]) % 20).isEqualTo(18);
    assertThat(down.getLast()).satisfies(a -> assertThat(up.subList(FEW / 2, FEW + 1)).contains(a));
    complete("/app/contacts?sort=" + day, FEW + 1);
  }

  @Test
  @DisplayName("S1-05 Umlauts stand beside their letters, upper case beside lower")
  void umlauts() {
    List<String> all = complete("/app/contacts?sort=name", FEW + 1);
    List<Integer> places =
        IntStream.of(5, 4, 8, 0, 1, 3)
            .map(name -> all.indexOf("o." + (name + 9) + "@example.org"))
            .boxed()
            .toList();
    // Aal, Ähre, Muller (and Müller), Öhler (and ohler), Ohm, Zander.
    assertThat(places).isSorted();
    assertThat(all.getLast()).matches("o\\.\\d+@example\\.org");
  }

  @Test
  @DisplayName("S1-05 The walk along an index has the same order as what is sorted in memory")
  void manyAsFew() {
    List<String> before = complete("/app/contacts?sort=name&q=eva", 86);
    List<String> companies = complete("/app/contacts?sort=-company&q=eva", 86);
    desk.server.bean(SearchRows.class).renew(desk.tenant(), Integer.MAX_VALUE);
    many(10_100);
    desk.server.bean(SearchRows.class).renew(desk.tenant(), Integer.MAX_VALUE);
    try {
      var first = owner.get("/app/contacts?sort=name&kind=CUSTOMER");
      assertThat(first.status()).isEqualTo(200);
      for (String column : List.of("name", "-name", "company", "-company", "address", "-address")) {
        String path = "/app/contacts?kind=CUSTOMER&sort=" + column;
        assertThat(owner.get(path).body()).as(path).contains("Mehr als 10.000 Einträge");
        assertThat(pages(path, 4)).as(path).doesNotHaveDuplicates().hasSize(200);
        assertThat(owner.get(path + "&before=" + UUID.randomUUID()).status()).isEqualTo(200);
      }
      assertThat(walk("/app/contacts?sort=name&q=eva", NEXT)).isEqualTo(before);
      assertThat(walk("/app/contacts?sort=-company&q=eva", NEXT)).isEqualTo(companies);
      assertThat(owner.get("/app/contacts?sort=kind").body())
          .contains("höchstens 10.000 Einträge sortieren");
      assertThat(pages("/app/contacts?q=viele", 3)).hasSize(150).doesNotHaveDuplicates();
      assertThat(pages("/app/contacts?q=viele&sort=-name", 3)).hasSize(150).doesNotHaveDuplicates();
      assertThat(owner.get("/app/contacts?q=viele").body()).contains("Viele Einträge");
      assertThat(owner.get("/app/contacts?q=viele&status=CONFIRMED").body())
          .contains("Nichts gefunden");
    } finally {
      remove();
    }
  }

  private List<String> pages(String path, int count) {
    var all = new ArrayList<String>();
    String next = path;
    for (int i = 0; i < count; i++) {
      var page = owner.get(next);
      all.addAll(shown(page.body()));
      Matcher link = NEXT.matcher(page.body());
      assertThat(link.find()).as(next).isTrue();
      next = link.group(1).replace("&amp;", "&");
    }
    Matcher back = PREVIOUS.matcher(owner.get(next).body());
    assertThat(back.find()).isTrue();
    assertThat(shown(owner.get(back.group(1).replace("&amp;", "&")).body()))
        .as("back to page " + count)
        .isEqualTo(all.subList(50 * (count - 1), 50 * count));
    return all;
  }

  /** Customers of whom every other has a name, and all of the same one. */
  private void many(int count) {
    String sql =
        """
        WITH made AS (
          SELECT gen_random_uuid() AS contact, gen_random_uuid() AS point, i
          FROM generate_series(1, :count) i),
        contacts AS (
          INSERT INTO contact (tenant_id, id, kind, last_name, company, language, origin,
                               created_at, updated_at)
          SELECT :tenant, contact, 'CUSTOMER', CASE WHEN i % 2 = 0 THEN 'Viele' END,
                 CASE WHEN i % 3 = 0 THEN 'Firma ' || i % 7 END, 'de', 'IMPORT', now(), now()
          FROM made)
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   created_at)
        SELECT :tenant, point, contact, 'EMAIL', 'viele.' || i || '@example.org',
               'viele.' || i || '@example.org', now()
        FROM made
        """;
    write(sql, count);
  }

  private void remove() {
    write("DELETE FROM contact_point WHERE address_key LIKE 'viele.%' AND :count > 0", 1);
    write("DELETE FROM contact WHERE last_name = 'Viele' AND :count > 0", 1);
  }

  private void write(String sql, int count) {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                sql.contains(":tenant")
                    ? Rows.sql(connection, sql)
                        .integer("count", count)
                        .uuid("tenant", desk.tenant().value())
                        .update()
                    : Rows.sql(connection, sql).integer("count", count).update());
  }

  @Test
  @DisplayName("S1-05 An unknown order, a bad cursor and one of nobody lead to the first page")
  void wrongInputs() {
    List<String> first = shown(owner.get("/app/contacts").body());
    for (String wrong :
        List.of(
            "sort=nonsense",
            "sort=-",
            "sort=own",
            "sort=" + UUID.randomUUID(),
            "sort=name;DROP",
            "before=nonsense",
            "after=%00",
            "before=" + UUID.randomUUID(),
            "after=" + UUID.randomUUID())) {
      assertThat(shown(owner.get("/app/contacts?" + wrong).body())).as(wrong).isEqualTo(first);
    }
  }

  @Test
  @DisplayName("S1-05 The order stands in the address, in aria-sort and in the links of the pages")
  void order() {
    String page = owner.get("/app/contacts?sort=name&kind=CUSTOMER").body();
    assertThat(page)
        .containsPattern("aria-sort=\"ascending\"[^>]*data-column=\"name\"")
        .contains("href=\"/app/contacts?kind=CUSTOMER&amp;sort=-name\"")
        .containsPattern(
            "rel=\"next\" href=\"/app/contacts\\?kind=CUSTOMER&amp;sort=name&amp;before=")
        .containsOnlyOnce("aria-sort");
    assertThat(owner.get("/app/contacts?sort=-name").body())
        .containsPattern("aria-sort=\"descending\"[^>]*data-column=\"name\"");
    assertThat(owner.get("/app/contacts?sort=name").header("HX-Push-Url"))
        .isEqualTo("/app/contacts?sort=name");
  }

  @Test
  @DisplayName("S1-05 Columns are chosen by each member of staff, own fields among them")
  void columns() {
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    String usual = auditor.get("/app/contacts").body();
    assertThat(usual).contains("data-column=\"block\"").doesNotContain("data-column=\"company\"");
    var chosen =
        auditor.post(
            "/app/contacts/columns",
            Map.of(
                "column",
                List.of("company", day.toString(), "nonsense"),
                "sort",
                "-" + day,
                "q",
                "o.10@"));
    assertThat(chosen.location()).endsWith("/app/contacts?q=o.10%40&sort=-" + day);
    String page = auditor.get(chosen.location()).body();
    assertThat(page)
        .contains("data-column=\"company\"", "data-column=\"" + day + "\"", "1960")
        .doesNotContain("data-column=\"block\"", "data-column=\"nonsense\"");
    assertThat(owner.get("/app/contacts").body()).contains("data-column=\"block\"");
    auditor.post("/app/contacts/columns", Map.of("reset", "true"));
    assertThat(auditor.get("/app/contacts").body())
        .contains("data-column=\"block\"")
        .doesNotContain("data-column=\"company\"");
  }
}
