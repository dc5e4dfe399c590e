package org.jawort.optin;

import java.net.URI;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobTicks;
import org.jawort.tenant.job.JobWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A tenant of the shared server with people of all kinds, on whom nobody but a test works: who asks
 * groups and who sends mails stands still until it is closed.
 */
final class AskedGroup implements AutoCloseable {
  final TestServer server = TestServer.shared();
  final TenantId tenant;

  /** As fast as can be ordered: of the few people of a test, all at once. */
  static final AskingPace FAST = new AskingPace(AskingPace.MOST, AskingPace.MOST);

  /** With words in both languages. */
  final PurposeId purpose;

  /** With German words alone. */
  final PurposeId german;

  /** Without any words. */
  final PurposeId wordless;

  AskedGroup(String name) {
    workers().forEach(SmartLifecycle::stop);
    var profile =
        new TenantProfile(
            name,
            name + "\nHauptstraße 1\n10115 Berlin",
            Optional.of(URI.create("https://salon.example/datenschutz")),
            name,
            "post@salon.example",
            Optional.empty(),
            List.of(Language.DE, Language.EN),
            ZoneId.of("Europe/Berlin"),
            IpMode.FULL,
            "#a8326f",
            "DE");
    tenant = server.bean(Tenants.class).create(new NewTenant(profile, true));
    purpose = server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
    german = new PurposeId(id());
    wordless = new PurposeId(id());
    update(
        """
        INSERT INTO purpose (tenant_id, id, key, names, created_at)
        VALUES (?, ?, 'wortlos', '{"de": "Wortlos", "en": "Wordless"}', ?)
        """,
        tenant.value(),
        wordless.value(),
        now());
    update(
        """
        INSERT INTO purpose (tenant_id, id, key, names, created_at)
        VALUES (?, ?, 'angebote', '{"de": "Angebote", "en": "Offers"}', ?)
        """,
        tenant.value(),
        german.value(),
        now());
    update(
        """
        INSERT INTO purpose_version (tenant_id, purpose_id, version, names, description, email, sms,
                                     calls, goods, legal_basis, jurisdiction, valid_from)
        SELECT tenant_id, id, version, names, description, email, sms, calls, goods, legal_basis,
               jurisdiction, created_at
        FROM purpose WHERE tenant_id = ? ON CONFLICT DO NOTHING
        """,
        tenant.value());
    update(
        """
        INSERT INTO wording (tenant_id, id, purpose_id, language, channel, version, text, created_at)
        VALUES (?, ?, ?, 'de', 'EMAIL', 1, 'Ich möchte Angebote.', ?)
        """,
        tenant.value(),
        id(),
        german.value(),
        now());
  }

  /**
   * Somebody to be asked.
   *
   * @param ways EMAIL or SMS, each a contact point
   * @param status of each of them for both purposes, or null where nothing ever happened
   */
  record Person(
      String language,
      List<String> ways,
      @Nullable String block,
      boolean suppressed,
      @Nullable String status) {
    static final Person PLAIN = new Person("de", List.of("EMAIL"), null, false, null);
  }

  private List<SmartLifecycle> workers() {
    return List.of(
        server.bean(JobWork.class),
        server.bean("org.jawort.delivery.Sender", SmartLifecycle.class));
  }

  @Override
  public void close() {
    workers().forEach(SmartLifecycle::start);
  }

  private UUID id() {
    return server.bean(Ids.class).next();
  }

  Timestamp now() {
    return Timestamp.from(server.clock().instant());
  }

  int update(String sql, Object... values) {
    return server.bean(Database.class).write(tenant, c -> jdbc().sql(sql).params(values).update());
  }

  private JdbcClient jdbc() {
    return server.bean(JdbcClient.class);
  }

  <T> List<T> list(Class<T> type, String sql, Object... values) {
    return server
        .bean(Database.class)
        .read(tenant, c -> jdbc().sql(sql).params(values).query(type).list());
  }

  long count(String sql, Object... values) {
    return list(Long.class, sql, values).getFirst();
  }

  UUID group(List<UUID> contacts) {
    UUID group = id();
    update(
        "INSERT INTO contact_group (tenant_id, id, name, created_at) VALUES (?, ?, ?, ?)",
        tenant.value(),
        group,
        group.toString(),
        now());
    contacts.forEach(contact -> join(group, contact));
    return group;
  }

  void join(UUID group, UUID contact) {
    update(
        "INSERT INTO contact_group_member VALUES (?, ?, ?, ?)",
        tenant.value(),
        group,
        contact,
        now());
  }

  /** Makes a person with ways named after the text, and returns the contact. */
  UUID make(Person person, String name) {
    UUID contact = id();
    update(
        """
        INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
        VALUES (?, ?, ?, 'STAFF', ?, ?)
        """,
        tenant.value(),
        contact,
        person.language(),
        now(),
        now());
    for (int i = 0; i < person.ways().size(); i++) {
      way(person, contact, person.ways().get(i), name + "-" + i);
    }
    return contact;
  }

  /** Makes a person with an address at a domain. */
  UUID at(String domain, String name) {
    UUID contact = make(new Person("de", List.of(), null, false, null), name);
    way(Person.PLAIN, contact, "EMAIL", name + "@" + domain);
    return contact;
  }

  private void way(Person person, UUID contact, String channel, String name) {
    String address = name.contains("@") ? name : name + "@kundin.example";
    UUID point = id();
    update(
        """
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   mail_block, mail_block_at, created_at, suppressed)
        VALUES (?, ?, ?, ?, ?, ?, ?, CASE WHEN ?::text IS NOT NULL THEN ?::timestamptz END, ?, ?)
        """,
        tenant.value(),
        point,
        contact,
        channel,
        address,
        address,
        person.block(),
        person.block(),
        now(),
        now(),
        person.suppressed());
    if (person.status() != null) {
      update(
          """
          INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
          SELECT p.tenant_id, ?, p.id, ?, ?, ? FROM purpose p WHERE p.tenant_id = ? AND p.id IN (?, ?)
          """,
          point,
          person.status(),
          now(),
          id(),
          tenant.value(),
          purpose.value(),
          german.value());
    }
  }

  /** The ways of somebody, in the order in which they were made. */
  List<ContactPointId> points(UUID contact) {
    String sql = "SELECT id FROM contact_point WHERE tenant_id = ? AND contact_id = ? ORDER BY id";
    return list(UUID.class, sql, tenant.value(), contact).stream()
        .map(ContactPointId::new)
        .toList();
  }

  /** Asking that group for the purpose with words in both languages. */
  MassRequest request(UUID group) {
    return new MassRequest(group, purpose);
  }

  /** One batch of so many members; false where there was none to do. */
  boolean step(JobId job, int most) {
    return JobTicks.on(server).step(tenant, job, most);
  }

  boolean isDue() {
    return JobTicks.on(server).isDue(tenant);
  }

  /** Lets batches of so many follow each other until it is over or paused. */
  void work(JobId job, int most) {
    while (step(job, most)) {
      // The next one.
    }
  }
}
