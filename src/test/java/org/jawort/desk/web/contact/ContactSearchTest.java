package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.search.SearchRows;
import org.jawort.desk.web.DeskServer;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search of the contact list with its index, and what it says of whom it does not know yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactSearchTest {
  private static final Pattern ADDRESS =
      Pattern.compile(">([\\w.%_+-]+@[\\w.-]+|\\+[0-9 ]+)</span>");

  private DeskServer desk;
  private TestBrowser owner;
  private SearchRows index;

  @BeforeAll
  void start() {
    desk = new DeskServer(TestServer.guest());
    owner = desk.owner();
    index = desk.server.bean(SearchRows.class);
    desk.create(desk.tenant(), "ada@analytik.example", "Ada", "Müller-Großmann");
    desk.create(desk.tenant(), "grace@compiler.example", "Grace", "Hopper");
    desk.create(desk.tenant(), "hopper.shop@analytik.example", null, null);
    renew();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private void renew() {
    index.renew(desk.tenant(), Integer.MAX_VALUE);
  }

  private List<String> found(String text) {
    var page = owner.get("/app/contacts?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    assertThat(page.status()).as(text).isEqualTo(200);
    return ADDRESS.matcher(page.body()).results().map(match -> match.group(1)).toList();
  }

  @Test
  @DisplayName(
      "S1-05 Search finds within words, by domain, by several words, with and without marks")
  void finds() {
    assertThat(found("llerGRO")).isEmpty();
    assertThat(found("ller-GRO")).containsExactly("ada@analytik.example");
    assertThat(found("muller")).containsExactly("ada@analytik.example");
    assertThat(found("MÜLLER")).containsExactly("ada@analytik.example");
    assertThat(found("grossm")).containsExactly("ada@analytik.example");
    assertThat(found("@analytik.example"))
        .containsExactly("hopper.shop@analytik.example", "ada@analytik.example");
    assertThat(found("hopper"))
        .containsExactly("hopper.shop@analytik.example", "grace@compiler.example");
    assertThat(found("piler opp")).containsExactly("grace@compiler.example");
    assertThat(found("ad")).containsExactly("ada@analytik.example");
    assertThat(found("a")).containsExactly("ada@analytik.example");
    assertThat(found("da")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("S1-05 What is no word of anybody finds nothing and breaks nothing")
  @ValueSource(strings = {"%", "_", "\\", "'", "\"", "%%%", "a\\%b", "';--", "{}", "{1}", "zzz"})
  void wrongInputs(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  @DisplayName("S1-05 NUL, commas alone and ten thousand characters are answered")
  void strangeInputs() {
    assertThat(found("hop\0per")).isEqualTo(found("hop per"));
    assertThat(found("x".repeat(5_000))).isEmpty();
    // No address of ours is as long; the field takes 254 characters.
    assertThat(owner.get("/app/contacts?q=" + "x".repeat(10_000)).status()).isEqualTo(400);
    assertThat(found(", ;,")).isEmpty();
    assertThat(found(" \t ")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(found("😀")).isEmpty();
  }

  @Test
  @DisplayName("S1-05 Who came or changed a moment ago is found at once, and an own field as well")
  void fresh() {
    UUID contact = desk.create(desk.tenant(), "neu@frisch.example", "Nadja", "Jung");
    assertThat(found("risch")).containsExactly("neu@frisch.example");
    renew();
    assertThat(found("risch")).containsExactly("neu@frisch.example");
    write(contact, "Kundennr", "XK-4711");
    assertThat(found("k-471")).containsExactly("neu@frisch.example");
    renew();
    assertThat(found("k-471 jung")).containsExactly("neu@frisch.example");
    rename(contact, "Alt");
    assertThat(found("nadja alt")).containsExactly("neu@frisch.example");
    renew();
    assertThat(found("jung")).isEmpty();
    erase(contact);
    assertThat(found("risch")).isEmpty();
    assertThat(rows()).isZero();
  }

  private void write(UUID contact, String field, String value) {
    TenantId tenant = desk.tenant();
    UUID id =
        desk.server
            .bean(CustomFields.class)
            .create(tenant, new CustomFieldWish(field, CustomFieldType.TEXT, List.of()))
            .orElseThrow();
    var points = List.of(new ContactPointId(desk.pointOf(contact)));
    desk.server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                desk.server
                    .bean(CustomFields.class)
                    .set(connection, tenant, id, value, points, Instant.now()));
  }

  private void rename(UUID contact, String lastName) {
    change("UPDATE contact SET last_name = :value WHERE id = :id", lastName, contact);
  }

  private void erase(UUID contact) {
    change("DELETE FROM contact_point WHERE contact_id = :id AND :value <> ''", "x", contact);
  }

  private void change(String sql, String value, UUID id) {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection -> Rows.sql(connection, sql).text("value", value).uuid("id", id).update());
  }

  private int rows() {
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection ->
                Rows.sql(
                        connection,
                        "SELECT count(*)::int FROM contact_search WHERE text LIKE '%frisch%'")
                    .list(row -> row.getInt(1))
                    .getFirst());
  }

  @Test
  @DisplayName("S1-05 Who was never asked is found at once and later, and no more when asked")
  void unasked() {
    desk.create(desk.tenant(), "nie.gefragt@still.example", "Nina", "Still");
    assertThat(listed("status=UNKNOWN")).contains("nie.gefragt@still.example");
    assertThat(listed("status=UNKNOWN&q=still")).containsExactly("nie.gefragt@still.example");
    renew();
    assertThat(listed("status=UNKNOWN")).contains("nie.gefragt@still.example");
    assertThat(listed("status=UNKNOWN&sort=name")).contains("nie.gefragt@still.example");
    desk.signUp("nie.gefragt@still.example", "Nina", "Still");
    assertThat(listed("status=UNKNOWN")).doesNotContain("nie.gefragt@still.example");
    renew();
    assertThat(listed("status=UNKNOWN&q=still")).isEmpty();
    desk.signUp("gleich@gefragt.example", "Gerd", "Gleich");
    assertThat(listed("status=UNKNOWN")).doesNotContain("gleich@gefragt.example");
    renew();
    assertThat(listed("status=UNKNOWN&kind=CUSTOMER")).doesNotContain("gleich@gefragt.example");
  }

  private List<String> listed(String filter) {
    var page = owner.get("/app/contacts?" + filter);
    assertThat(page.status()).isEqualTo(200);
    return ADDRESS.matcher(page.body()).results().map(match -> match.group(1)).toList();
  }

  @Test
  @DisplayName("S1-20 the owner's look into the index shows nobody else's, whatever is asked")
  void staysWithinTheTenant() {
    // The keys of one tenant, asked by another and by nobody.
    TenantId other = new TenantId(UUID.randomUUID());
    Database database = desk.server.bean(Database.class);
    String keys =
        database.read(
            desk.tenant(),
            connection ->
                Rows.sql(
                        connection,
                        "SELECT grams::text FROM contact_search WHERE text LIKE '%grace%'"
                            + " AND tenant_id = :tenant")
                    .uuid("tenant", desk.tenant().value())
                    .list(row -> row.getString(1))
                    .getFirst());
    String asked = "SELECT count(*)::int FROM contact_points_with(:keys::int[], '{hopper}', 100)";
    assertThat(count(desk.tenant(), asked, keys)).isEqualTo(1);
    assertThat(count(other, asked, keys)).isZero();
  }

  private int count(TenantId acting, String sql, String keys) {
    return desk.server
        .bean(Database.class)
        .read(
            acting,
            connection ->
                Rows.sql(connection, sql).text("keys", keys).list(row -> row.getInt(1)).getFirst());
  }
}
