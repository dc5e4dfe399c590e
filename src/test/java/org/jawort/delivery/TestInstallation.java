package org.jawort.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Jawort;
import org.jawort.SettableClock;
import org.jawort.TestPostgres;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A whole server on a database of its own, and rows as a sign-up would leave them. */
public final class TestInstallation implements AutoCloseable {
  /** What was asked of whom. */
  public record Asked(
      TenantId tenant, MessageId message, ContactPointId contactPoint, Purpose purpose) {}

  public final SettableClock clock;
  public final ConfigurableApplicationContext context;
  public final TenantId tenant;
  private final boolean guest;

  public TestInstallation(String name, Optional<String> smtpUrl) {
    this(settings(TestPostgres.migratedDatabase(name).url(), smtpUrl));
  }

  /** One that is meant for this machine alone. */
  public static TestInstallation local(String name) {
    return new TestInstallation(
        settings(
            TestPostgres.migratedDatabase(name).url(),
            Optional.empty(),
            URI.create("http://localhost:8080")));
  }

  private TestInstallation(Settings settings) {
    this.clock = new SettableClock();
    this.context = Jawort.serve(settings, clock);
    this.tenant = createTenant("Salon Ada");
    this.guest = false;
  }

  private TestInstallation(TestInstallation host) {
    this.clock = host.clock;
    this.context = host.context;
    this.tenant = createTenant("Salon Ada");
    this.guest = true;
  }

  /** A new tenant on the one that all test classes of this JVM share, with the built-in mailbox. */
  public static TestInstallation guest() {
    return new TestInstallation(Shared.HOST);
  }

  /** Started on first use, ended with the JVM. */
  private static final class Shared {
    private static final TestInstallation HOST =
        new TestInstallation("installation", Optional.empty());
  }

  static Settings settings(String database, Optional<String> smtpUrl) {
    return settings(database, smtpUrl, URI.create("https://ja.salon-ada.example"));
  }

  private static Settings settings(String database, Optional<String> smtpUrl, URI publicUrl) {
    return new Settings(
        "127.0.0.1",
        0,
        publicUrl,
        Path.of("target", "test-data", UUID.randomUUID().toString()),
        Optional.of(database),
        smtpUrl.map(URI::create),
        Optional.of("a secret of more than thirty-two characters"),
        Optional.empty(),
        Optional.of("owner@salon-ada.example"),
        Optional.of("seventeen purple kettles hum"),
        Optional.empty(),
        List.of("de", "en"),
        ZoneId.of("Europe/Berlin"),
        Settings.Witnessing.NONE,
        Optional.empty(),
        Settings.Reach.DEFAULT,
        Optional.empty());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** The bean of the room that gives it this name. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
  }

  public TenantId createTenant(String name) {
    return bean(Tenants.class).create(new NewTenant(profile(name, name), true));
  }

  /** A profile in which only the names vary. */
  public static TenantProfile profile(String name, String senderName) {
    return new TenantProfile(
        name,
        "Salon Ada GmbH\nLange Straße 1\n10115 Berlin",
        Optional.of(URI.create("https://salon-ada.example/datenschutz")),
        senderName,
        "post@salon-ada.example",
        Optional.of("antwort@salon-ada.example"),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#1b5e7b",
        "DE");
  }

  public Asked ask(String address) {
    return ask(tenant, address, "Ada", Language.DE, "https://salon-ada.example/newsletter");
  }

  /** Signs up by rows, and queues the confirmation mail as the opt-in would. */
  public Asked ask(TenantId by, String address, String firstName, Language language, String page) {
    UUID contactPoint = bean(Ids.class).next();
    UUID event = bean(Ids.class).next();
    Purpose purpose = bean(Purposes.class).byKey(by, Purposes.NEWSLETTER).orElseThrow();
    var asked =
        new Asked(
            by, new MessageId(bean(Ids.class).next()), new ContactPointId(contactPoint), purpose);
    bean(Database.class)
        .write(
            by,
            connection -> {
              person(by, contactPoint, address, firstName, language);
              consent(by, contactPoint, purpose, event, evidence(address, page));
              CampaignVersion campaign =
                  bean(Campaigns.class).confirmation(connection, by, language);
              bean(Outbox.class)
                  .queue(
                      connection,
                      List.of(
                          NewMessage.to(by, asked.contactPoint(), asked.message())
                              .about(MessageClass.OPT_IN, purpose.id(), campaign, clock.instant())
                              .askedBy(new EventId(event))));
              return asked;
            });
    return asked;
  }

  private void person(
      TenantId by, UUID contactPoint, String address, String firstName, Language language) {
    UUID contact = bean(Ids.class).next();
    Timestamp now = Timestamp.from(clock.instant());
    sql("INSERT INTO contact (tenant_id, id, first_name, language, origin, created_at, updated_at)"
            + " VALUES (?, ?, ?, ?, 'FORM', ?, ?)")
        .params(by.value(), contact, firstName, language.code(), now, now)
        .update();
    sql("INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,"
            + " mail_block, mail_block_at, created_at) VALUES (?, ?, ?, 'EMAIL', ?, ?, 'NEW', ?,"
            + " ?)")
        .params(by.value(), contactPoint, contact, address, address, now, now)
        .update();
  }

  private void consent(
      TenantId by, UUID contactPoint, Purpose purpose, UUID event, Evidence evidence) {
    Timestamp now = Timestamp.from(clock.instant());
    sql("INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,"
            + " actor, source) VALUES (?, ?, ?, ?, 'SIGNED_UP', 'TRIGGERED', ?, 'RECIPIENT',"
            + " 'FORM')")
        .params(by.value(), event, contactPoint, purpose.id().value(), now)
        .update();
    sql("INSERT INTO consent_evidence (tenant_id, event_id, salt, content)"
            + " VALUES (?, ?, ?, ?::jsonb)")
        .params(
            by.value(), event, new byte[16], bean(JsonMapper.class).writeValueAsString(evidence))
        .update();
    sql("INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)"
            + " VALUES (?, ?, ?, 'TRIGGERED', ?, ?)")
        .params(by.value(), contactPoint, purpose.id().value(), now, event)
        .update();
  }

  private static Evidence evidence(String address, String page) {
    return Evidence.of(address)
        .seen("192.0.2.0/24", "Firefox")
        .on(page, null)
        .shown(
            List.of(
                new Evidence.Box(
                    "newsletter",
                    UUID.randomUUID(),
                    "Ja, Salon Ada darf mir <b>Angebote</b> & Neues senden.",
                    true),
                new Evidence.Box(
                    "privacy", null, "Ich habe die Datenschutzerklärung gelesen.", true)));
  }

  public JdbcClient.StatementSpec sql(String statement) {
    return bean(JdbcClient.class).sql(statement);
  }

  public Message message(Asked asked) {
    return bean(Messages.class).find(asked.tenant(), asked.message()).orElseThrow();
  }

  public String mailBlock(Asked asked) {
    return column(asked, "SELECT mail_block FROM contact_point WHERE tenant_id = ? AND id = ?");
  }

  public String consentStatus(Asked asked) {
    return column(asked, "SELECT status FROM consent WHERE tenant_id = ? AND contact_point_id = ?");
  }

  private String column(Asked asked, String question) {
    return bean(Database.class)
        .read(
            asked.tenant(),
            connection ->
                sql(question)
                    .params(asked.tenant().value(), asked.contactPoint().value())
                    .query((row, number) -> Optional.ofNullable(row.getString(1)))
                    .single()
                    .orElse("none"));
  }

  public void update(TenantId by, String statement, Object... values) {
    bean(Database.class).write(by, connection -> sql(statement).params(values).update());
  }

  @Override
  public void close() {
    if (!guest) {
      context.close();
    }
  }
}
