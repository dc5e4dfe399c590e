package org.jawort.fence;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import java.nio.charset.StandardCharsets;
import org.jawort.contact.Origin;
import org.jawort.contact.NewContact;
import org.jawort.contact.MasterData;
import org.jawort.contact.Creation;
import org.jawort.contact.Contacts;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.ContactKind;
import org.jawort.consent.Wish;
import org.jawort.consent.Statements;
import org.jawort.consent.Recording;
import org.jawort.consent.PurposeId;
import org.jawort.consent.MassChanges;
import org.jawort.consent.MassChangeWork;
import org.jawort.consent.MassChange;
import org.jawort.consent.EvidenceFiles;
import org.jawort.consent.Declaration;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.ConsentSettings;
import org.jawort.consent.Basis;
import org.jawort.consent.Actor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
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

  TwoTenants() {
    acting = open("Salon Ada");
    neighbour = open("Salon " + MARK);
    signUpFirst(acting, "ada");
    signUpFirst(neighbour, NAME);
    await().atMost(Duration.ofSeconds(20)).until(() -> sent() == 2);
    // From here on nothing moves but what a test moves.
    server.bean("org.jawort.delivery.Sender", SmartLifecycle.class).stop();
    server.bean(MassChangeWork.class).stop();
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
            "#a8326f");
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
    declare(tenant.id(), name, ids);
    texts.put("ContactSelection.text", "vierte-" + address);
    create(tenant.id(), "vierte-" + address);
    return new Belongings(ids, texts, CheckedAddress.parse(Channel.EMAIL, address).orElseThrow());
  }

  /** A consent on paper with its scan, and a mass change that nobody has worked on yet. */
  private void declare(TenantId tenant, String name, Map<String, UUID> ids) {
    UUID user = ids.get("user");
    var kept =
        (EvidenceFiles.Kept.As)
            server
                .bean(EvidenceFiles.class)
                .keep(tenant, user, name + ".pdf", "", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
    var declaration =
        new Declaration(
            Basis.SIGNATURE,
            server.clock().instant(),
            name,
            user,
            name,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            kept.file());
    ContactPointId point = create(tenant, "fuenfte-" + address(name));
    var purpose = new PurposeId(ids.get("purpose"));
    var by = new Recording(tenant, purpose, Actor.staff(user), "STAFF_ENTRY");
    server.bean(Statements.class).declare(by, List.of(Wish.blind(point)), declaration);
    List<ContactPointId> many =
        Stream.generate(() -> new ContactPointId(UUID.randomUUID())).limit(12).toList();
    var started =
        (MassChanges.Start.Started)
            server
                .bean(MassChanges.class)
                .start(
                    tenant,
                    user,
                    purpose,
                    MassChange.Kind.DECLARE,
                    many,
                    Map.of(ConsentStatus.REVOKED, 1),
                    declaration);
    for (String who : List.of("by", "takenBy", "startedBy")) {
      ids.put(who, user);
    }
    ids.put("id", kept.file().id());
    ids.put("EvidenceFiles.contactPoint", point.value());
    ids.put("MassChanges.id", started.id());
    ids.put("MassChangeRows.id", started.id());
  }

  private ContactPointId create(TenantId tenant, String address) {
    var data = new MasterData(ContactKind.CUSTOMER, null, null, null, Language.DE);
    var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
    Creation created =
        server
            .bean(Contacts.class)
            .create(tenant, List.of(new NewContact(data, List.of(checked), Origin.STAFF)))
            .getFirst();
    return ((Creation.Created) created).card().points().getFirst().id();
  }

  private static int insertPurpose(Connection connection, TenantId tenant, String key)
      throws SQLException {
    String sql =
        """
        INSERT INTO purpose (tenant_id, id, key, name_de, name_en, created_at)
        VALUES (?, gen_random_uuid(), ?, now())
        """;
    try (var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setString(2, key);
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
    var tables = new LinkedHashMap<String, List<List<String>>>();
    for (List<String> table : rows(connection, TABLES)) {
      String column = table.getFirst().equals("tenant") ? "id" : "tenant_id";
      tables.put(
          table.getFirst(),
          rows(
              connection,
              "SELECT t::text FROM %s t WHERE %s = '%s' ORDER BY 1"
                  .formatted(table.getFirst(), column, neighbour.id().value())));
    }
    return tables;
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
