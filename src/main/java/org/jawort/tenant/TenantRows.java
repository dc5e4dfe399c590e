package org.jawort.tenant;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of tenant and tenant_language. */
@Component
class TenantRows {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  TenantRows(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What may be known of a tenant before one is acted for. */
  record Entry(TenantId id, int number) {}

  List<Entry> directory() {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT id, number FROM tenant_directory()")
                .query(
                    (row, index) ->
                        new Entry(
                            new TenantId(row.getObject("id", UUID.class)), row.getInt("number")))
                .list());
  }

  Tenant find(TenantId id) {
    return database.read(
        id,
        connection ->
            jdbc.sql(
                    """
                    SELECT t.id, t.number, t.name, t.imprint, t.privacy_policy_url,
                           t.privacy_policy_version, t.sender_name, t.sender_address, t.reply_to,
                           t.default_language, t.time_zone, t.ip_mode, t.colour, t.set_up_at IS NOT NULL AS set_up, t.country, t.third_countries,
                           encode(g.sha256, 'hex') AS logo, t.logo_alt, g.width AS logo_width,
                           g.height AS logo_height,
                           (SELECT string_agg(l.language, ',' ORDER BY l.language)
                            FROM tenant_language l WHERE l.tenant_id = t.id) AS languages
                    FROM tenant t
                    LEFT JOIN tenant_logo g ON g.tenant_id = t.id AND g.sha256 = t.logo
                    WHERE t.id = :id
                    """)
                .param("id", id.value())
                .query(TenantRows::tenant)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no tenant " + id)));
  }

  private static Tenant tenant(ResultSet row, int index) throws SQLException {
    Optional<URI> policy =
        Optional.ofNullable(row.getString("privacy_policy_url")).map(URI::create);
    return new Tenant(
        new TenantId(row.getObject("id", UUID.class)),
        row.getInt("number"),
        row.getString("name"),
        row.getString("imprint"),
        policy,
        Optional.ofNullable(row.getString("privacy_policy_version")),
        row.getString("sender_name"),
        row.getString("sender_address"),
        Optional.ofNullable(row.getString("reply_to")),
        Language.ofCode(row.getString("default_language")),
        Stream.of(row.getString("languages").split(",")).map(Language::ofCode).toList(),
        ZoneId.of(row.getString("time_zone")),
        IpMode.valueOf(row.getString("ip_mode")),
        row.getString("colour"),
        row.getBoolean("set_up"),
        row.getString("country"),
        Optional.ofNullable(row.getString("third_countries")),
        logo(row),
        ProfileLack.of(
            row.getString("name"),
            row.getString("imprint"),
            policy,
            row.getString("sender_name"),
            row.getString("sender_address")));
  }

  private static Optional<TenantLogo> logo(ResultSet row) throws SQLException {
    String hash = row.getString("logo");
    return hash == null
        ? Optional.empty()
        : Optional.of(
            new TenantLogo(
                hash,
                row.getString("logo_alt"),
                row.getInt("logo_width"),
                row.getInt("logo_height")));
  }

  void insert(TenantId id, NewTenant wanted) {
    TenantProfile profile = wanted.profile();
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            INSERT INTO tenant (id, name, imprint, privacy_policy_url, privacy_policy_version,
                                sender_name, sender_address, reply_to, default_language, time_zone, ip_mode, colour, country,
                                third_countries, set_up_at, created_at)
            VALUES (:id, :name, :imprint, :policy, :policyVersion, :senderName, :senderAddress,
                    :replyTo, :language, :zone, :ipMode, :colour, :country, :thirdCountries, CASE WHEN :setUp THEN :now END, :now)
            """)
        .params(new Columns(profile).all())
        .param("id", id.value())
        .param("setUp", wanted.setUp())
        .param("now", now)
        .update();
    writeLanguages(id, profile.languages());
  }

  void update(TenantId id, TenantProfile profile) {
    jdbc.sql(
            """
            UPDATE tenant
            SET name = :name, imprint = :imprint, privacy_policy_url = :policy,
                privacy_policy_version = :policyVersion,
                sender_name = :senderName, sender_address = :senderAddress, reply_to = :replyTo,
                default_language = :language, time_zone = :zone, ip_mode = :ipMode,
                colour = :colour, country = :country,
                third_countries = :thirdCountries, logo = decode(:logo, 'hex'),
                logo_alt = :logoAlt, set_up_at = coalesce(set_up_at, :now)
            WHERE id = :id
            """)
        .params(new Columns(profile).all())
        .param("id", id.value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    profile.logo().ifPresent(logo -> wear(id, logo));
    jdbc.sql("DELETE FROM tenant_language WHERE tenant_id = :tenant")
        .param("tenant", id.value())
        .update();
    writeLanguages(id, profile.languages());
  }

  /** What pages show from now on is kept for good. */
  private void wear(TenantId id, TenantLogo logo) {
    jdbc.sql(
            """
            UPDATE tenant_logo SET worn = true
            WHERE tenant_id = :tenant AND sha256 = decode(:hash, 'hex') AND NOT worn
            """)
        .param("tenant", id.value())
        .param("hash", logo.sha256())
        .update();
  }

  private void writeLanguages(TenantId id, List<Language> languages) {
    jdbc.sql(
            """
            INSERT INTO tenant_language (tenant_id, language)
            SELECT :tenant, unnest(string_to_array(:languages, ','))
            """)
        .param("tenant", id.value())
        .param("languages", String.join(",", languages.stream().map(Language::code).toList()))
        .update();
  }

  /** A profile as named parameters. */
  private record Columns(TenantProfile profile) {
    Map<String, ?> all() {
      var columns = new HashMap<String, Object>();
      columns.put("name", profile.name());
      columns.put("imprint", profile.imprint());
      columns.put("policy", profile.privacyPolicyUrl().map(URI::toString).orElse(null));
      columns.put("policyVersion", profile.privacyPolicyVersion().orElse(null));
      columns.put("senderName", profile.senderName());
      columns.put("senderAddress", profile.senderAddress());
      columns.put("replyTo", profile.replyTo().orElse(null));
      columns.put("language", profile.language().code());
      columns.put("zone", profile.timeZone().getId());
      columns.put("ipMode", profile.ipMode().name());
      columns.put("colour", profile.colour());
      columns.put("country", profile.country());
      columns.put("thirdCountries", profile.thirdCountries().orElse(null));
      columns.put("logo", profile.logo().map(TenantLogo::sha256).orElse(null));
      columns.put("logoAlt", profile.logo().map(TenantLogo::alt).orElse(null));
      return columns;
    }
  }
}
