package org.jawort.fence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.ConsentSettings;
import org.jawort.consent.Evidence;
import org.jawort.consent.MassChangeWork;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.Channel;
import org.jawort.contact.CheckedAddress;
import org.jawort.delivery.MessageId;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.integration.ApiKeys;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Two businesses on one server, of which each has something in every table. */
final class TwoTenants implements AutoCloseable {
  /** Stands in whatever belongs to the neighbour alone. */
  static final String MARK = "Nachbarin";

  private static final String NAME = MARK.toLowerCase(Locale.ROOT);
  private static final String PASSWORD = "vier rote Fahrräder im Regen";

  private final TestPostgres.TestDatabase place = TestPostgres.freshDatabase("fence");
  final TestServer server = TestServer.start(place.url(), Map.of());
  final Tenant acting;
  final Tenant neighbour;
  final Belongings theirs;
  private @Nullable String everything;
  private List<String> tables = List.of();

  TwoTenants() {
    acting = open("Salon Ada");
    neighbour = open("Salon " + MARK);
    signUpFirst(acting, "ada");
    signUpFirst(neighbour, NAME);
    await().atMost(Duration.ofSeconds(20)).until(() -> sent() == 2);
    // From here on nothing moves but what a test moves.
    server.bean("org.jawort.delivery.Sender", SmartLifecycle.class).stop();
    server.bean(MassChangeWork.class).stop();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows("SELECT event_id FROM log_pending").isEmpty());
    server.bean("org.jawort.consent.log.Sealer", SmartLifecycle.class).stop();
    fill(acting, "ada");
    theirs = fill(neighbour, NAME);
    // What a test does again it does later.
    server.clock().tick(Duration.ofSeconds(1));
    signUp(
        neighbour.id(),
        server.bean(Forms.class).all(neighbour.id()).getFirst(),
        address("dritte-" + NAME),
        NAME);
    server
        .bean(ConsentSettings.class)
        .allowDeclareAfterWithdrawal(neighbour.id(), UUID.randomUUID(), true);
    // A row that is not what the ledger says, to be found and mended.
    past(connection -> damage(connection, address("dritte-" + NAME)));
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
  private Belongings fill(Tenant tenant, String name) {
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
        .open(server.bean(Users.class).find(tenant.id(), userId).orElseThrow());
    texts.put("secret", server.bean(ApiKeys.class).issue(tenant.id(), "Kasse " + name).secret());
    Form form = server.bean(Forms.class).all(tenant.id()).getFirst();
    texts.put("key", form.key().toString());
    texts.put("linkType", "CONFIRM");
    texts.put("purpose", "newsletter");
    texts.put("purposeKey", "newsletter");
    texts.put("Purposes.key", name);
    texts.put("Suppressions.addressKey", "andere-" + address(name));
    texts.put("Runs.status", "LAPSED");
    past(connection -> insertPurpose(connection, tenant.id(), name));
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
    ids.put("Receipts.message", queued.get("message"));
    ids.put("MessageAnswers.contactPoint", queued.get("contactPoint"));
    texts.put("ContactSelection.text", "vierte-" + address);
    new Recorded(server, tenant.id()).fill(name, address, ids);
    erased(tenant.id(), ids, queued, address);
    return new Belongings(ids, texts, CheckedAddress.parse(Channel.EMAIL, address).orElseThrow());
  }

  /** What erasing and merging leave behind, each at ids that the other doors do not need. */
  private void erased(
      TenantId tenant, Map<String, UUID> ids, Map<String, UUID> queued, String address) {
    UUID merged = UUID.randomUUID();
    for (String door : List.of("KeptProofs", "KeptEvidence", "ProofDuties")) {
      ids.put(door + ".contactPoint", queued.get("contactPoint"));
    }
    ids.put("KeptProofs.message", queued.get("message"));
    ids.put("Merges.contact", merged);
    ids.put("DistinctContacts.other", queued.get("contact"));
    ids.put("ContactActs.other", merged);
    byte[] hash = server.bean(AddressHashes.class).of(tenant, Channel.EMAIL, address);
    String sql =
        """
        INSERT INTO suppression VALUES ('%1$s', '\\x%2$s', 'EMAIL', 'ERASURE', now());
        INSERT INTO suppression VALUES ('%1$s', sha256('%4$s'), 'SMS', 'ERASURE', now());
        UPDATE contact_point SET suppressed = true WHERE tenant_id = '%1$s' AND id = '%3$s';
        INSERT INTO contact_act (tenant_id, id, at, act, actor, contact_id, other_id)
        VALUES ('%1$s', '%4$s', now(), 'MERGED', 'PROCESS', '%5$s', '%4$s');
        INSERT INTO contact_distinct VALUES ('%1$s', '%5$s', '%9$s', now()),
                                            ('%1$s', '%9$s', '%5$s', now());
        INSERT INTO contact_former VALUES ('%1$s', '%4$s', '%5$s', 'Name');
        INSERT INTO kept_proof VALUES ('%1$s', '%6$s', '%7$s', '%5$s', 'EMAIL', 'a', 'p', '\\x%2$s',
                                       'WITHDRAWAL', now(), now() - interval '1 day');
        INSERT INTO kept_message VALUES ('%1$s', '%8$s', '%6$s', '%7$s', now(), 'ACCEPTED', NULL,
                                         NULL, 'raw');
        UPDATE consent_evidence SET restricted = true WHERE tenant_id = '%1$s' AND event_id IN (
          SELECT id FROM consent_event WHERE contact_point_id = '%6$s');
        INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                   actor, source)
        VALUES ('%1$s', gen_random_uuid(), '%6$s', '%7$s', 'CONFIRMED', 'CONFIRMED', now(),
                'RECIPIENT', 'LINK');
        """
            .formatted(
                tenant.value(),
                HexFormat.of().formatHex(hash),
                ids.get("contactPoint"),
                merged,
                ids.get("contact"),
                queued.get("contactPoint"),
                ids.get("purpose"),
                queued.get("message"),
                queued.get("contact"));
    past(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  private static int insertPurpose(Connection connection, TenantId tenant, String key)
      throws SQLException {
    String sql =
        """
        WITH valid AS (UPDATE purpose SET validity_months = 24 WHERE tenant_id = ?)
        INSERT INTO purpose (tenant_id, id, key, name_de, name_en, created_at)
        VALUES (?, gen_random_uuid(), ?, 'Zweck', 'Purpose', now())
        """;
    try (var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, tenant.value());
      insert.setString(3, key);
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
        new Evidence(
            address, "192.0.2.7", "Browser/1", "https://" + name + ".example/", boxes, null, null);
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
                evidence));
  }

  private int sent() {
    return rows("SELECT message_id FROM message_content").size();
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
        UNION ALL SELECT 'purpose', m.purpose_id FROM message m JOIN contact_point p
            ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
          WHERE m.tenant_id = '%1$s' AND p.address = '%2$s'
        UNION ALL SELECT 'process', process_id FROM run WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'form', form_id FROM consent_event
          WHERE tenant_id = '%1$s' AND form_id IS NOT NULL
        UNION ALL (SELECT 'wording', id FROM wording WHERE tenant_id = '%1$s' LIMIT 1)
        UNION ALL SELECT 'user', id FROM staff_user WHERE tenant_id = '%1$s'
        UNION ALL SELECT 'apiKey', id FROM api_key WHERE tenant_id = '%1$s'
        """
            .formatted(tenant.value(), address);
    var ids = new LinkedHashMap<String, UUID>();
    for (List<String> row : rows(sql)) {
      ids.put(row.getFirst(), UUID.fromString(row.getLast()));
    }
    return ids;
  }

  /** Everything that belongs to the neighbour, table by table, to the last byte. */
  Map<String, List<List<String>>> neighbourhood() {
    return past(this::neighbourhood);
  }

  /** The same as it would be if the connection's transaction were committed now. */
  Map<String, List<List<String>>> neighbourhoodWithin(Connection connection) throws SQLException {
    rows(
        connection,
        "SELECT set_config('jawort.tenants', '{%s}', true)".formatted(neighbour.id().value()));
    return neighbourhood(connection);
  }

  private Map<String, List<List<String>>> neighbourhood(Connection connection) throws SQLException {
    if (everything == null) {
      tables = rows(connection, TABLES).stream().map(List::getFirst).toList();
      everything =
          tables.stream().map(this::ofNeighbour).collect(joining(" UNION ALL ")) + " ORDER BY 1, 2";
    }
    var found = new LinkedHashMap<String, List<List<String>>>();
    tables.forEach(table -> found.put(table, new ArrayList<>()));
    for (List<String> row : rows(connection, everything)) {
      requireNonNull(found.get(row.getFirst())).add(List.of(row.getLast()));
    }
    return found;
  }

  /** One question for all tables, as it is asked a thousand times. */
  private String ofNeighbour(String table) {
    return "SELECT '%1$s', t::text FROM %1$s t WHERE %2$s = '%3$s'"
        .formatted(table, table.equals("tenant") ? "id" : "tenant_id", neighbour.id().value());
  }

  private static final String TABLES =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'jawort'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
      ORDER BY 1
      """;

  private List<List<String>> rows(String sql) {
    return past(connection -> rows(connection, sql));
  }

  /** Looks past all fences. */
  private <T> T past(Database.Work<T> work) {
    try (Connection connection =
        DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password())) {
      connection.setSchema("jawort");
      return work.in(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        rows.add(
            columns == 1 ? List.of(row.getString(1)) : List.of(row.getString(1), row.getString(2)));
      }
      return rows;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
