package org.jawort.consent.purpose;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door for the purposes of a tenant. */
@Component
public class Purposes {
  /** The purpose that every tenant starts with. */
  public static final String NEWSLETTER = "newsletter";

  /** What a key looks like. */
  public static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;

  Purposes(Database database, JdbcClient jdbc, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /** Those for which people may still be asked by a channel, oldest first. */
  public List<Purpose> open(TenantId tenant, Channel channel) {
    return all(tenant).stream()
        .filter(Purpose::open)
        .filter(purpose -> purpose.profile().channels().contains(channel))
        .toList();
  }

  /** All purposes of a tenant, oldest first, archived ones included. */
  public List<Purpose> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT *, names ->> 'de' AS name_de, names ->> 'en' AS name_en FROM purpose
                    WHERE tenant_id = :tenant ORDER BY id
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> purpose(row))
                .list());
  }

  private static Purpose purpose(ResultSet row) throws SQLException {
    return new Purpose(
        new PurposeId(row.getObject("id", UUID.class)),
        row.getString("key"),
        new PurposeProfile(
            new PurposeName(row.getString("name_de"), row.getString("name_en")),
            row.getString("description"),
            PurposeVersion.channels(row.getBoolean("email"), row.getBoolean("sms")),
            row.getBoolean("calls"),
            row.getObject("validity_months", Integer.class),
            PurposeProfile.Expiry.valueOf(row.getString("expiry")),
            PurposeProfile.LegalBasis.valueOf(row.getString("legal_basis")),
            PurposeProfile.Jurisdiction.valueOf(row.getString("jurisdiction")),
            List.of((String[]) row.getArray("goods").getArray())),
        row.getInt("version"),
        Rows.instant(row, "archived_at"));
  }

  /** Everything that a purpose ever said, the newest first. */
  public List<PurposeVersion> versions(TenantId tenant, PurposeId id) {
    String sql =
        """
        SELECT %s FROM purpose_version n WHERE n.tenant_id = :tenant AND n.purpose_id = :id
        ORDER BY n.version DESC
        """
            .formatted(PurposeVersion.COLUMNS);
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, number) -> Objects.requireNonNull(PurposeVersion.of(row)))
                .list());
  }

  /** Finds a purpose. */
  public Optional<Purpose> find(TenantId tenant, PurposeId id) {
    return all(tenant).stream().filter(purpose -> purpose.id().equals(id)).findFirst();
  }

  /** Finds a purpose by its name in the API. */
  public Optional<Purpose> byKey(TenantId tenant, String key) {
    return all(tenant).stream().filter(purpose -> purpose.key().equals(key)).findFirst();
  }

  /**
   * Creates a purpose.
   *
   * @param key as {@link #KEY} wants it
   * @return empty where the tenant has one of that key
   */
  public Optional<Purpose> create(TenantId tenant, String key, PurposeProfile profile) {
    return database.write(tenant, connection -> insert(tenant, key, profile));
  }

  /** Adds a purpose inside the caller's transaction. */
  Purpose add(Connection connection, TenantId tenant, String key, PurposeProfile profile) {
    return insert(tenant, key, profile).orElseThrow();
  }

  private Optional<Purpose> insert(TenantId tenant, String key, PurposeProfile profile) {
    var purpose = new Purpose(new PurposeId(ids.next()), key, profile, 1, null);
    int written =
        jdbc.sql(
                """
                INSERT INTO purpose (tenant_id, id, key, created_at, names, description,
                                     email, sms, calls, goods, validity_months, expiry, legal_basis,
                                     jurisdiction)
                VALUES (:tenant, :id, :key, :now, jsonb_build_object('de', :german, 'en', :english),
                        :description, :email, :sms, :calls, :goods::text[], :months, :expiry,
                        :basis, :jurisdiction)
                ON CONFLICT (tenant_id, key) DO NOTHING
                """)
            .params(columns(profile))
            .param("tenant", tenant.value())
            .param("id", purpose.id().value())
            .param("key", key)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (written == 0) {
      return Optional.empty();
    }
    keepValidity(tenant, purpose.id());
    keepVersion(tenant, purpose.id());
    return Optional.of(purpose);
  }

  /** Keeps what it says now, where that is news; the purpose's row is locked. */
  private void keepVersion(TenantId tenant, PurposeId id) {
    jdbc.sql(
            """
            INSERT INTO purpose_version (tenant_id, purpose_id, version, names, description, email,
                                         sms, calls, goods, legal_basis, jurisdiction, valid_from)
            SELECT tenant_id, id, version, names, description, email, sms, calls, goods,
                   legal_basis, jurisdiction, :now
            FROM purpose WHERE tenant_id = :tenant AND id = :id
            ON CONFLICT DO NOTHING
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant.value())
        .param("id", id.value())
        .update();
  }

  /**
   * Keeps what is said of validity and archiving now, where it is news; the purpose's row is
   * locked.
   */
  private void keepValidity(TenantId tenant, PurposeId id) {
    jdbc.sql(
            """
            INSERT INTO purpose_validity (tenant_id, id, purpose_id, valid_from, validity_months,
                                          expiry, archived)
            SELECT u.tenant_id, :row, u.id, :now, u.validity_months, u.expiry,
                   u.archived_at IS NOT NULL
            FROM purpose u
            LEFT JOIN LATERAL (
              SELECT v.validity_months, v.expiry, v.archived FROM purpose_validity v
              WHERE v.tenant_id = u.tenant_id AND v.purpose_id = u.id
              ORDER BY v.valid_from DESC, v.id DESC LIMIT 1) v ON true
            WHERE u.tenant_id = :tenant AND u.id = :id
              AND (v.validity_months, v.expiry, v.archived)
                IS DISTINCT FROM (u.validity_months, u.expiry, u.archived_at IS NOT NULL)
            """)
        .param("row", ids.next())
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant.value())
        .param("id", id.value())
        .update();
  }

  private static Map<String, @Nullable Object> columns(PurposeProfile profile) {
    var columns = new LinkedHashMap<String, @Nullable Object>();
    columns.put("german", profile.name().german());
    columns.put("english", profile.name().english());
    columns.put("description", profile.description());
    columns.put("email", profile.channels().contains(Channel.EMAIL));
    columns.put("sms", profile.channels().contains(Channel.SMS));
    columns.put("calls", profile.calls());
    columns.put("goods", profile.goods().toArray(String[]::new));
    columns.put("months", new SqlParameterValue(Types.INTEGER, profile.validityMonths()));
    columns.put("expiry", profile.expiry().name());
    columns.put("basis", profile.legalBasis().name());
    columns.put("jurisdiction", profile.jurisdiction().name());
    return columns;
  }

  /**
   * Says something else about a purpose, in a new version; who consented to an earlier one stays
   * with it. False where there is none of that id.
   */
  public boolean change(TenantId tenant, PurposeId id, PurposeProfile profile) {
    return database.write(
        tenant,
        connection -> {
          int changed =
              jdbc.sql(
                      """
                      UPDATE purpose
                      SET names = names || jsonb_build_object('de', :german, 'en', :english),
                          description = :description,
                          email = :email, sms = :sms, calls = :calls, goods = :goods::text[],
                          validity_months = :months, expiry = :expiry, legal_basis = :basis,
                          jurisdiction = :jurisdiction,
                          version = version
                            + ((names, description, email, sms, calls, goods, legal_basis,
                                jurisdiction) IS DISTINCT FROM
                               (names || jsonb_build_object('de', :german, 'en', :english),
                                :description, :email, :sms, :calls, :goods::text[], :basis,
                                :jurisdiction))::int
                      WHERE tenant_id = :tenant AND id = :id
                      """)
                  .params(columns(profile))
                  .param("tenant", tenant.value())
                  .param("id", id.value())
                  .update();
          keepValidity(tenant, id);
          keepVersion(tenant, id);
          return changed == 1;
        });
  }

  /**
   * Puts it into the archive, from where on nobody is asked for it, or takes it out again.
   *
   * @return false where it is so already, or there is none of that id
   */
  public boolean archive(TenantId tenant, PurposeId id, boolean archived) {
    return database.write(
        tenant,
        connection -> {
          int changed =
              jdbc.sql(
                      """
                      UPDATE purpose SET archived_at = CASE WHEN :archived THEN :now::timestamptz END
                      WHERE tenant_id = :tenant AND id = :id
                        AND (archived_at IS NULL) = :archived
                      """)
                  .param("archived", archived)
                  .param("now", Timestamp.from(clock.instant()))
                  .param("tenant", tenant.value())
                  .param("id", id.value())
                  .update();
          keepValidity(tenant, id);
          return changed == 1;
        });
  }
}
