package org.jawort.isolation;

import java.net.InetAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.Evidence;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.permission.ConsentSettings;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.delivery.MessageId;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.NewApiKey;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.optin.funnel.SettledSignUps;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Acting;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.jawort.tenant.job.JobWork;
import org.jawort.tenant.staff.Invitations;
import org.springframework.context.SmartLifecycle;

/** Two businesses on one server, of which each has something in every table. */
final class TwoTenants implements AutoCloseable {
  /** Stands in whatever belongs to the neighbour alone. */
  static final String MARK = "Nachbarin";

  private static final String NAME = MARK.toLowerCase(Locale.ROOT);
  private static final String PASSWORD = "vier rote Fahrräder im Regen";

  private final TestPostgres.TestDatabase place = TestPostgres.migratedDatabase("fence");
  private final PastIsolation past = new PastIsolation(place);
  final TestServer server = TestServer.start(place.url(), Map.of());
  final Tenant acting;
  final Tenant neighbour;
  final TenantRows neighbourhood;
  final Fixtures theirs;

  TwoTenants() {
    acting = open("Salon Ada");
    neighbour = open("Salon " + MARK);
    neighbourhood = new TenantRows(past, neighbour.id());
    signUpFirst(acting, "ada");
    signUpFirst(neighbour, NAME);
    Await.until("the mails of both who signed up first are out", () -> sent() == 2);
    // From here on nothing moves but what a test moves.
    for (String worker :
        List.of(
            "delivery.Sender",
            "delivery.StaffMailSender",
            "optin.engine.RunWork",
            "optin.webhook.WebhookWork",
            "platform.Schedule")) {
      server.bean("org.jawort." + worker, SmartLifecycle.class).stop();
    }
    server.bean(JobWork.class).stop();
    Await.until(
        "every event of both has its place in the log",
        () -> past.rows("SELECT event_id FROM log_pending").isEmpty());
    server.bean("org.jawort.consent.log.Sealer", SmartLifecycle.class).stop();
    fill(acting, "ada");
    theirs = fill(neighbour, NAME);
    // What a test does again it does later.
    server.clock().tick(Duration.ofSeconds(6));
    signUp(
        neighbour.id(),
        server.bean(Forms.class).all(neighbour.id()).getFirst(),
        address("dritte-" + NAME),
        NAME);
    server
        .bean(ConsentSettings.class)
        .allowDeclareAfterWithdrawal(neighbour.id(), UUID.randomUUID(), true);
    // A row that is not what the ledger says, to be found and mended.
    past.work(connection -> damage(connection, address("dritte-" + NAME)));
  }

  private static int damage(Connection connection, String address) throws SQLException {
    String sql =
        """
        UPDATE consent c SET since = c.since - interval '1 day' FROM contact_point p
        WHERE p.tenant_id = c.tenant_id AND p.id = c.contact_point_id AND p.address = ?
        """;
    try (var update = connection.prepareStatement(sql)) {
      update.setString(1, address);
      return update.executeUpdate();
    }
  }

  private Tenant open(String name) {
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
    Tenants tenants = server.bean(Tenants.class);
    return tenants.find(tenants.create(new NewTenant(profile, true)));
  }

  /** One whose mail has gone out and whose link was opened, and one whose mail is still queued. */
  private Fixtures fill(Tenant tenant, String name) {
    var texts = new HashMap<String, String>();
    var user =
        new NewUser(
            name,
            StaffEmail.parse(name + "@salon.example").orElseThrow(),
            Role.OWNER,
            Language.DE,
            PASSWORD);
    var userId = server.bean(Users.class).add(tenant.id(), user);
    server
        .bean(Sessions.class)
        .open(
            server.bean(Users.class).find(tenant.id(), userId).orElseThrow(),
            new Sessions.Entrance("Firefox, Linux", true));
    server
        .bean(Invitations.class)
        .invite(
            new Acting(tenant.id(), userId, name, Role.OWNER, Language.DE),
            new Invitations.Wish(
                StaffEmail.parse("neu-" + name + "@salon.example").orElseThrow(),
                Role.STAFF,
                Language.DE));
    texts.put(
        "secret",
        server
            .bean(ApiKeys.class)
            .issue(
                tenant.id(),
                NewApiKey.unlimited(
                    "Kasse " + name, StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null)))
            .secret());
    Form form = server.bean(Forms.class).all(tenant.id()).getFirst();
    texts.put("key", form.key().toString());
    texts.put("linkType", "CONFIRM");
    texts.put("purpose", "newsletter");
    texts.put("purposeKey", "newsletter");
    texts.put("Purposes.key", name);
    texts.put("StaffPost.key", "notice.mail.one");
    texts.put("Suppressions.addressKey", "andere-" + address(name));
    texts.put("Runs.status", "LAPSED");
    texts.put("senderName", "Salon " + name);
    texts.put("answers", "{}");
    UUID purpose = server.bean(Ids.class).next();
    past.work(connection -> insertPurpose(connection, tenant.id(), purpose, name));
    String address = address(name);
    Map<String, UUID> ids = ids(tenant.id(), address);
    server
        .bean(OptIns.class)
        .noteFetch(
            tenant.id(),
            new MessageId(ids.get("message")),
            "CONFIRM",
            Visit.of(InetAddress.getLoopbackAddress(), IpMode.FULL, "Browser of " + name));
    signUp(tenant.id(), form, "zweite-" + address, name);
    texts.put("token", token(tenant, ids.get("message")));
    // What is answered only once, and was answered for the first.
    Map<String, UUID> queued = ids(tenant.id(), "zweite-" + address);
    ids.put("AttemptLog.message", queued.get("message"));
    ids.put("RunListeners.contactPoint", queued.get("contactPoint"));
    texts.put("ContactSelection.text", "vierte-" + address);
    new Recorded(server, tenant.id()).fill(name, address, ids);
    new Dressed(server, tenant.id()).fill(name, ids, texts);
    new Written(server, tenant.id()).fill(name, address, ids, texts);
    new LeftBehind(server, past, tenant.id()).fill(ids, queued, address);
    new Walked(past, tenant.id()).fill(ids, queued, texts);
    new Tried(server, past, tenant.id()).fill(ids, address);
    new Outlived(past, tenant.id()).fill(ids);
    new LaidAside(past, tenant.id()).fill(name, ids, texts);
    new Shielded(server, past, tenant).fill(ids);
    new Handed(past, tenant).fill(userId, ids);
    new Brought(past, tenant.id()).fill(name, address, ids, texts);
    server.bean(SettledSignUps.class).settle(tenant.id());
    settled(past, tenant.id());
    compared(past, tenant.id());
    exported(past, tenant.id(), ids);
    return new Fixtures(ids, texts, CheckedAddress.parse(Channel.EMAIL, address).orElseThrow());
  }

  /** The mails of this house never went out, so that nothing is settled by itself. */
  private static void settled(PastIsolation past, TenantId tenant) {
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(
                """
                INSERT INTO sign_up_fate
                SELECT tenant_id, id, at, NULL, source, NULL, NULL, 'OTHER', 'ERASED', 'NONE',
                       false, NULL
                FROM consent_event WHERE tenant_id = '%1$s' AND type <> 'SIGNED_UP'
                ORDER BY id LIMIT 1;
                INSERT INTO sign_up_day
                SELECT tenant_id, at::date, '', source, '', provider, fate, mail, fetched, -1, 1
                FROM sign_up_fate WHERE tenant_id = '%1$s'
                ON CONFLICT DO NOTHING;
                INSERT INTO sign_up_quarter
                SELECT tenant_id, date_bin('15 minutes', at, '2000-01-01Z'), '', fate,
                       (SELECT number FROM tenant WHERE id = '%1$s')
                FROM sign_up_fate WHERE tenant_id = '%1$s'
                ON CONFLICT DO NOTHING;
                INSERT INTO sign_up_open
                SELECT tenant_id, id, contact_point_id, at, NULL, source, NULL, NULL, 'OTHER',
                       'WAITING', 'ACCEPTED', false, NULL
                FROM consent_event WHERE tenant_id = '%1$s' AND type = 'SIGNED_UP'
                ORDER BY id LIMIT 1 ON CONFLICT DO NOTHING;
                INSERT INTO message_also
                SELECT m.tenant_id, m.id, u.id, m.event_id, m.run_id
                FROM message m
                JOIN purpose u ON u.tenant_id = m.tenant_id AND u.id <> m.purpose_id
                WHERE m.tenant_id = '%1$s' AND m.event_id IS NOT NULL AND m.run_id IS NOT NULL
                ORDER BY m.id, u.id LIMIT 1
                """
                    .formatted(tenant.value()));
          }
        });
  }

  /** A file that is being made, and one whose day is over. */
  private static void exported(PastIsolation past, TenantId tenant, Map<String, UUID> ids) {
    UUID running = UUID.randomUUID();
    UUID job = UUID.randomUUID();
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(
                """
                INSERT INTO export (tenant_id, id, ordered_by, ordered_at, format, columns,
                                    headings, state, job_id)
                VALUES ('%1$s', '%2$s', '%1$s', now(), 'CSV', '{address}', '{address}', 'RUNNING',
                        '%3$s');
                INSERT INTO export_chunk VALUES ('%1$s', '%2$s', 10, '\\x6a');
                INSERT INTO export (tenant_id, id, ordered_by, ordered_at, format, columns,
                                    headings, state, job_id, until)
                VALUES ('%1$s', '%1$s', '%1$s', '2020-01-01', 'CSV', '{address}', '{address}',
                        'DONE', '%1$s', '2020-01-02')
                """
                    .formatted(tenant.value(), running, job));
          }
        });
    ids.put("export", running);
    ids.put("orderedBy", tenant.value());
    ids.put("ExportRows.job", job);
    ids.put("ExportJob.job", job);
  }

  /** Two of the contacts are alike, and one of them is to be compared and searched anew. */
  private static void compared(PastIsolation past, TenantId tenant) {
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(
                """
                INSERT INTO contact_likeness
                SELECT tenant_id, 'n57 0', id FROM contact WHERE tenant_id = '%1$s'
                ON CONFLICT DO NOTHING;
                INSERT INTO contact_alike
                SELECT tenant_id, min(id::text)::uuid, max(id::text)::uuid, 90 FROM contact
                WHERE tenant_id = '%1$s' GROUP BY tenant_id ON CONFLICT DO NOTHING;
                INSERT INTO contact_compared VALUES ('%1$s', 30, '%1$s') ON CONFLICT DO NOTHING;
                INSERT INTO contact_to_compare
                SELECT tenant_id, id FROM contact WHERE tenant_id = '%1$s' LIMIT 1
                ON CONFLICT DO NOTHING;
                INSERT INTO contact_to_search
                SELECT tenant_id, id FROM contact WHERE tenant_id = '%1$s'
                ON CONFLICT DO NOTHING;
                INSERT INTO contact_search
                SELECT tenant_id, id, ' ' || address_key, '{1}' FROM contact_point
                WHERE tenant_id = '%1$s' ON CONFLICT DO NOTHING;
                INSERT INTO contact_point_unasked
                SELECT tenant_id, id FROM contact_point WHERE tenant_id = '%1$s'
                ON CONFLICT DO NOTHING;
                INSERT INTO contact_list_columns
                SELECT tenant_id, id, '{company}' FROM staff_user WHERE tenant_id = '%1$s'
                """
                    .formatted(tenant.value()));
          }
        });
  }

  private static int insertPurpose(Connection connection, TenantId tenant, UUID purpose, String key)
      throws SQLException {
    String sql =
        """
        WITH valid AS (UPDATE purpose SET validity_months = 24 WHERE tenant_id = ?)
        INSERT INTO purpose (tenant_id, id, key, names, created_at)
        VALUES (?, ?, ?, '{"de": "Zweck", "en": "Purpose"}', now())
        """;
    try (var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, tenant.value());
      insert.setObject(3, purpose);
      insert.setString(4, key);
      return insert.executeUpdate();
    }
  }

  private void signUpFirst(Tenant tenant, String name) {
    signUp(tenant.id(), server.bean(Forms.class).all(tenant.id()).getFirst(), address(name), name);
  }

  private static String address(String name) {
    return name + "@kundin.example";
  }

  private String token(Tenant tenant, UUID message) {
    return server
        .bean(Tokens.class)
        .write(
            new Tokens.Content(
                Tokens.Kind.UNSUBSCRIBE, tenant.number(), message, Optional.empty()));
  }

  private void signUp(TenantId tenant, Form form, String address, String name) {
    List<Evidence.Box> boxes =
        form.definition().boxes().stream()
            .map(box -> new Evidence.Box(box.key(), box.wording(), box.text(), true))
            .toList();
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.7", "Browser/1")
            .on("https://" + name + ".example/", null)
            .shown(boxes);
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                    tenant,
                    address,
                    address,
                    name,
                    name,
                    form.language(),
                    form.purpose(),
                    form.version(),
                    evidence)
                .answering("{\"firstName\":\"%s\"}".formatted(name)));
  }

  private int sent() {
    return past.rows("SELECT message_id FROM message_content").size();
  }

  private Map<String, UUID> ids(TenantId tenant, String address) {
    String sql =
        """
        SELECT 'contact', p.contact_id FROM contact_point p
          WHERE p.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'contactPoint', p.id FROM contact_point p
          WHERE p.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'message', m.id FROM message m JOIN contact_point p
            ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
          WHERE m.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'run', m.run_id FROM message m JOIN contact_point p
            ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
          WHERE m.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'event', m.event_id FROM message m JOIN contact_point p
            ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
          WHERE m.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'campaign', m.campaign_id FROM message m JOIN contact_point p
            ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
          WHERE m.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'mail', id FROM campaign
          WHERE tenant_id = '%1$s' AND language = 'en' AND message_class = 'OPT_IN'
        UNION ALL SELECT 'purpose', m.purpose_id FROM message m JOIN contact_point p
            ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
          WHERE m.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'process', process_id FROM run WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'form', form_id FROM consent_event
          WHERE tenant_id = '%1$s' AND form_id IS NOT NULL
        UNION ALL (SELECT 'submission', id FROM form_submission WHERE tenant_id = '%1$s'
          ORDER BY id LIMIT 1)
        UNION ALL (SELECT 'wording', id FROM wording WHERE tenant_id = '%1$s' LIMIT 1)
        UNION ALL (SELECT 'FormsInNeed.id', (definition #>> '{boxes,0,wording}')::uuid FROM form_version
          WHERE tenant_id = '%1$s' LIMIT 1)
        UNION ALL SELECT 'user', id FROM staff_user WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'account', account_id FROM staff_user WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'invitation', id FROM invitation WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'Invitations.id', id FROM invitation WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'apiKey', id FROM api_key WHERE tenant_id = '%1$s'
        """
            .formatted(tenant.value(), address);
    var ids = new LinkedHashMap<String, UUID>();
    for (List<String> row : past.rows(sql)) {
      ids.put(row.getFirst(), UUID.fromString(row.getLast()));
    }
    return ids;
  }

  @Override
  public void close() {
    server.close();
  }
}
