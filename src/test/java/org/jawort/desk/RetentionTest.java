package org.jawort.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.EventType;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.desk.web.DeskServer;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the page of retention says of a tenant of its own. */
class RetentionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final DeskServer desk = new DeskServer();

  private Retention.Line line(Retention.Kind kind) {
    return desk.server.bean(Retention.class).of(desk.tenant(), BERLIN).stream()
        .filter(line -> line.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("law 64 S3-02 Sign-ups that wait are counted, with the days of lapsing and erasing")
  void waiting() {
    assertThat(line(Retention.Kind.WAITING).count()).isZero();
    Instant now = desk.server.clock().instant();
    UUID contact = desk.signUp("wartet-" + UUID.randomUUID() + "@example.org", "Ada", null);
    Retention.Line line = line(Retention.Kind.WAITING);
    assertThat(line.count()).isEqualTo(1);
    assertThat(line.lapses()).isEqualTo(now.plus(Duration.ofDays(7)));
    assertThat(line.next()).isEqualTo(now.plus(Duration.ofDays(14)));
    assertThat(desk.owner().get("/app/settings/retention").body())
        .contains("noch auf die Bestätigung warten", "verfällt", "gelöscht");
    confirm(contact);
    assertThat(line(Retention.Kind.WAITING).count()).isZero();
  }

  @Test
  @DisplayName("law 64 law 34 The day is named on which the evidence of an ended consent goes")
  void yearsEnd() {
    assertThat(line(Retention.Kind.EVIDENCE).next()).isNull();
    UUID contact = desk.signUp("vorbei-" + UUID.randomUUID() + "@example.org", "Ada", null);
    MessageId mail = mail(contact);
    desk.server.bean(OptIns.class).refuse(desk.tenant(), mail, new Visit(null, null));
    int year = desk.server.clock().instant().atZone(BERLIN).getYear();
    Retention.Line line = line(Retention.Kind.EVIDENCE);
    assertThat(line.count()).isEqualTo(1);
    assertThat(line.next().atZone(BERLIN).toLocalDate()).isEqualTo(year + 4 + "-01-01");
    assertThat(line.next().truncatedTo(ChronoUnit.HOURS)).isEqualTo(line.next());
  }

  @Test
  @DisplayName("law 64 A tenant chooses periods within what the law allows, and the page says them")
  void chosen() {
    TestBrowser owner = desk.owner();
    var periods = new HashMap<String, Object>();
    periods.putAll(
        Map.of(
            "FETCH",
            "45",
            "CALL",
            "90",
            "NOTICE",
            "365",
            "INACTIVE",
            "730",
            "PROOF",
            "4",
            "UNCONFIRMED",
            "10"));
    owner.get("/app/settings/retention");
    assertThat(owner.post("/app/settings/retention", periods).status()).isEqualTo(302);
    assertThat(owner.get("/app/settings/retention").body())
        .contains("45 Tage", "Aufrufe anderer Systeme", "10 Tage ab der Anmeldung", "4 Jahre ab");
    periods.put("FETCH", "3000");
    assertThat(owner.post("/app/settings/retention", periods).body())
        .contains("Bitte geben Sie eine Zahl von 30 bis 365 ein.");
    periods.putAll(Map.of("FETCH", "45", "UNCONFIRMED", "5", "PROOF", "2"));
    assertThat(owner.post("/app/settings/retention", periods).body())
        .contains(
            "Weniger als 7 Tage gehen nicht", "Weniger als 3 Jahre gehen nicht", "§§ 195, 199 BGB");
    periods.putAll(Map.of("UNCONFIRMED", "31", "PROOF", "11"));
    assertThat(owner.post("/app/settings/retention", periods).body())
        .contains("Mehr als 30 Tage gehen nicht", "Mehr als 10 Jahre gehen nicht");
    assertThat(desk.signedIn(Role.EDITOR).post("/app/settings/retention", periods).status())
        .isEqualTo(403);
    assertThat(owner.get("/app/settings/retention").body()).contains("45 Tage");
  }

  @Test
  @DisplayName("law 64 B-09 Fetches and mails of ended evidence go when their time is over")
  void over() {
    var house = new DeskServer(TestServer.timeTraveller());
    UUID contact = house.signUp("lange-her-" + UUID.randomUUID() + "@example.org", "Ada", null);
    UUID mail =
        house.ask(
            "SELECT id FROM message WHERE contact_point_id = :point",
            "point",
            house.pointOf(contact));
    OptIns optIns = house.server.bean(OptIns.class);
    optIns.noteFetch(house.tenant(), new MessageId(mail), "CONFIRM", new Visit(null, "a browser"));
    Await.until(
        "the mail is kept as it was sent",
        () -> rows(house, "message_content", mail),
        kept -> kept == 1);
    optIns.confirm(house.tenant(), new MessageId(mail), new Visit(null, null));
    house.server.clock().tick(Duration.ofDays(100));
    house.server.recur("tenant.retention.RetentionNight");
    assertThat(rows(house, "link_fetch", mail)).as("before its time is over").isOne();
    house.server.clock().tick(Duration.ofDays(100));
    house.server.recur("tenant.retention.RetentionNight");
    assertThat(rows(house, "link_fetch", mail)).isZero();
    assertThat(rows(house, "message_content", mail)).as("the consent stands").isOne();
    assertThat(house.owner().get("/app/settings/retention/inactive").body())
        .doesNotContain("lange-her-");
    var tenant = new OwnTenant(house.server, house.tenant());
    tenant.happens(
        new ContactPointId(house.pointOf(contact)),
        tenant.newsletter(),
        EventType.REVOKED,
        Actor.RECIPIENT);
    house.server.clock().tick(Duration.ofDays(5 * 366));
    house.server.recur("tenant.retention.RetentionNight");
    assertThat(rows(house, "message_content", mail)).as("the evidence ended").isZero();
    assertThat(house.owner().get("/app/settings/retention/inactive").body())
        .contains("lange-her-", "/app/contacts/" + contact + "/erase");
  }

  @Test
  @DisplayName("law 64 What is over goes once a night, from two o'clock on in the tenant's zone")
  void byNight() {
    var house = new DeskServer(TestServer.timeTraveller());
    house.server.recur("tenant.retention.RetentionNight");
    write(
        house,
        """
        INSERT INTO asking_pace (tenant_id, asked_at, domain, many)
        VALUES (:tenant, '2020-01-01', 'vorbei.example', 1)
        """);
    house.server.recur("tenant.retention.RetentionNight");
    assertThat(write(house, TOUCH)).as("it was looked at tonight").isOne();
    ZonedDateTime now = house.server.clock().instant().atZone(BERLIN);
    ZonedDateTime before = now.with(LocalTime.of(1, 30));
    before = before.isAfter(now) ? before : before.plusDays(1);
    house.server.clock().tick(Duration.between(now, before));
    house.server.recur("tenant.retention.RetentionNight");
    assertThat(write(house, TOUCH)).as("the next night has not begun").isOne();
    house.server.clock().tick(Duration.ofHours(1));
    house.server.recur("tenant.retention.RetentionNight");
    assertThat(write(house, TOUCH)).isZero();
  }

  private static final String TOUCH =
      "UPDATE asking_pace SET many = 1 WHERE tenant_id = :tenant AND domain = 'vorbei.example'";

  private static int write(DeskServer house, String sql) {
    return house
        .server
        .bean(Database.class)
        .write(
            house.tenant(),
            connection ->
                house
                    .server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("tenant", house.tenant().value())
                    .update());
  }

  private static int rows(DeskServer house, String table, UUID message) {
    return house
        .server
        .bean(Database.class)
        .read(
            house.tenant(),
            connection ->
                house
                    .server
                    .bean(JdbcClient.class)
                    .sql("SELECT count(*)::int FROM " + table + " WHERE message_id = ?")
                    .param(message)
                    .query(Integer.class)
                    .single());
  }

  private MessageId mail(UUID contact) {
    return new MessageId(
        desk.ask(
            "SELECT id FROM message WHERE contact_point_id = :point",
            "point",
            desk.pointOf(contact)));
  }

  private void confirm(UUID contact) {
    desk.server.bean(OptIns.class).confirm(desk.tenant(), mail(contact), new Visit(null, null));
  }
}
