package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlocks;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.MessageId;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.SignUpOutcome;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Actor;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant of a test's own on the shared server, and people who come to it by the real doors. */
public record OwnTenant(TestServer server, TenantId id) {
  private static final Visit VISIT = new Visit("192.0.2.0", "a browser");

  private static final String POINT =
      "(SELECT p.id FROM contact_point p WHERE p.tenant_id = ? AND p.address_key = ?)";

  /** Founds one. */
  public static OwnTenant fresh() {
    TestServer server = TestServer.shared();
    return new OwnTenant(server, server.bean(Tenants.class).create(new NewTenant(profile(), true)));
  }

  private static TenantProfile profile() {
    return new TenantProfile(
        "Salon",
        "Salon\nHauptstraße 1\n10115 Berlin",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        "Salon",
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#a8326f",
        "DE");
  }

  /** A bean of the server. */
  public <T> T bean(Class<T> type) {
    return server.bean(type);
  }

  /** The time of the server's clock. */
  public Instant now() {
    return server.clock().instant();
  }

  /** The purpose that every tenant is given. */
  public PurposeId newsletter() {
    return bean(Purposes.class).byKey(id, Purposes.NEWSLETTER).orElseThrow().id();
  }

  /** Somebody signs up for the newsletter by a form. */
  public SignUpOutcome signUp(String address) {
    var box = new Evidence.Box("newsletter", null, "Ich möchte Post.", true);
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0", "a browser")
            .on("https://example.org/", null)
            .shown(List.of(box));
    return bean(OptIns.class)
        .signUp(
            new SignUp(
                id,
                address,
                address,
                "Ada",
                null,
                Language.DE,
                newsletter(),
                new FormVersion(UUID.randomUUID(), 1),
                evidence));
  }

  /** Somebody confirms by the newest mail. */
  public AnswerOutcome confirm(String address) {
    return bean(OptIns.class).confirm(id, question(address), VISIT);
  }

  /** Somebody presses "yes" behind the link of a mail. */
  public AnswerOutcome confirm(MessageId mail) {
    return bean(OptIns.class).confirm(id, mail, VISIT);
  }

  /** Somebody presses "no" behind the link of a mail. */
  public AnswerOutcome refuse(MessageId mail) {
    return bean(OptIns.class).refuse(id, mail, VISIT);
  }

  /** Somebody signs up and confirms by the mail, which is returned. */
  public MessageId confirmed(String address) {
    signUp(address);
    MessageId mail = question(address);
    assertThat(confirm(mail)).as("the answer to the first mail").isEqualTo(AnswerOutcome.DONE);
    return mail;
  }

  /** The address of a personal link of a mail, valid for a week where it ends at all. */
  public String link(Tokens.Kind kind, MessageId mail) {
    Optional<Instant> end =
        kind == Tokens.Kind.UNSUBSCRIBE
            ? Optional.empty()
            : Optional.of(now().plus(Duration.ofDays(7)));
    String path =
        switch (kind) {
          case CONFIRM -> "/c/";
          case REFUSE -> "/r/";
          case UNSUBSCRIBE -> "/u/";
          default -> throw new IllegalArgumentException(kind.name());
        };
    int number = bean(Tenants.class).numberOf(id);
    return path + bean(Tokens.class).write(new Tokens.Content(kind, number, mail.value(), end));
  }

  /** Where an address stands for the newsletter; SENT and TRIGGERED are one, PENDING. */
  public String status(String address) {
    return status(point(address), newsletter());
  }

  /** Where a contact point stands for a purpose. */
  public String status(ContactPointId point, PurposeId purpose) {
    String sql =
        "SELECT CASE WHEN status IN ('TRIGGERED', 'SENT') THEN 'PENDING' ELSE status END"
            + " FROM consent WHERE tenant_id = ? AND contact_point_id = ? AND purpose_id = ?";
    List<String> found = list(String.class, sql, id.value(), point.value(), purpose.value());
    return found.isEmpty() ? "UNKNOWN" : found.getFirst();
  }

  /** What happened to a contact point, the oldest first, without what mail servers said. */
  public List<String> story(String address) {
    String sql =
        "SELECT type FROM consent_event WHERE tenant_id = ? AND contact_point_id = ?"
            + " AND type <> 'SENT' ORDER BY id";
    return list(String.class, sql, id.value(), point(address).value());
  }

  /** Keys of the purposes that something happened to an address for. */
  public List<String> purposes(String address) {
    String sql =
        "SELECT DISTINCT p.key FROM consent_event e JOIN purpose p ON p.tenant_id = e.tenant_id"
            + " AND p.id = e.purpose_id WHERE e.tenant_id = ? AND e.contact_point_id = ? ORDER BY 1";
    return list(String.class, sql, id.value(), point(address).value());
  }

  /** May one write to an address for the newsletter? The reason, which is also who allows it. */
  public String may(String address, MessageClass kind) {
    return bean(Permissions.class)
        .ask(id, Channel.EMAIL, address, Purposes.NEWSLETTER, kind)
        .reason();
  }

  /** Something without evidence happens, through the ledger's own door. */
  public void happens(ContactPointId point, PurposeId purpose, EventType type, Actor actor) {
    var event = NewEvent.of(type, id, point, purpose).by(actor, "TEST", now());
    bean(Database.class)
        .write(
            id,
            connection -> {
              // As everybody who appends does, or what the sender tells of a mail gets lost.
              var target = List.of(new MailBlocks.Target(id, point, now()));
              bean(ContactIntake.class).lock(connection, target);
              return bean(Ledger.class).append(connection, List.of(event));
            });
  }

  /** The newest mail that asks for a confirmation. */
  public MessageId question(String address) {
    String sql =
        "SELECT id FROM message WHERE message_class = 'OPT_IN' AND tenant_id = ?"
            + " AND contact_point_id = "
            + POINT
            + " ORDER BY id DESC LIMIT 1";
    return new MessageId(list(UUID.class, sql, id.value(), id.value(), address).getFirst());
  }

  /** The contact point of a known address. */
  public ContactPointId point(String address) {
    return new ContactPointId(list(UUID.class, "SELECT " + POINT, id.value(), address).getFirst());
  }

  /** Tells whether an address is still there. */
  public boolean knows(String address) {
    return !list(
            UUID.class,
            "SELECT p.id FROM contact_point p WHERE p.tenant_id = ? AND p.address_key = ?",
            id.value(),
            address)
        .isEmpty();
  }

  /** Reads one column from the database, as the application may. */
  public <T> List<T> list(Class<T> type, String sql, Object... values) {
    return bean(Database.class)
        .read(id, connection -> bean(JdbcClient.class).sql(sql).params(values).query(type).list());
  }

  /** The same with named parameters. */
  public <T> List<T> list(Class<T> type, String sql, Map<String, ?> values) {
    return bean(Database.class)
        .read(id, connection -> bean(JdbcClient.class).sql(sql).params(values).query(type).list());
  }

  /** Changes rows of the tenant, as the application may. */
  public int update(String sql, Object... values) {
    return bean(Database.class)
        .write(id, connection -> bean(JdbcClient.class).sql(sql).params(values).update());
  }
}
