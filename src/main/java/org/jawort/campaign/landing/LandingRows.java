package org.jawort.campaign.landing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.HostName;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of landing_page and landing_page_version. */
@Component
class LandingRows {
  private static final String PAGE =
      """
      SELECT p.id, p.kind, p.language, v.version, v.version = p.version AS present, v.standard,
             v.heading, v.text, v.button, v.redirect, v.colour, v.logo_id, v.logo_alt, v.created_by,
             v.created_at, encode(l.sha256, 'hex') AS hash, l.type, l.width, l.height, l.size
      FROM landing_page p
      JOIN landing_page_version v ON v.tenant_id = p.tenant_id AND v.landing_page_id = p.id
      LEFT JOIN landing_picture l ON l.tenant_id = v.tenant_id AND l.id = v.logo_id
      WHERE p.tenant_id = :tenant
      """;

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  LandingRows(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Each page in the version that is shown. */
  List<LandingPage> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(PAGE + " AND v.version = p.version ORDER BY p.language, p.id")
                .param("tenant", tenant.value())
                .query((row, number) -> page(row))
                .list());
  }

  Optional<LandingPage> present(TenantId tenant, LandingKind kind, Language language) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    PAGE
                        + " AND p.kind = :kind AND p.language = :language AND v.version = p.version")
                .param("tenant", tenant.value())
                .param("kind", kind.name())
                .param("language", language.code())
                .query((row, number) -> page(row))
                .optional());
  }

  /** All versions of a page, the newest first. */
  List<LandingPage> versions(TenantId tenant, LandingPageId id) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(PAGE + " AND p.id = :id ORDER BY v.version DESC")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, number) -> page(row))
                .list());
  }

  /** Pages that lead to a host now. */
  List<LandingPage> leadingTo(TenantId tenant, HostName host) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    PAGE
                        + " AND p.redirect_host = :host AND v.version = p.version"
                        + " ORDER BY p.language, p.id")
                .param("tenant", tenant.value())
                .param("host", host.value())
                .query((row, number) -> page(row))
                .list());
  }

  /**
   * Makes the next version the one that is shown.
   *
   * @param version that the next one follows
   * @param host to which it leads on, or null
   * @return false where another one is shown by now, or there is no such page
   */
  boolean advance(TenantId tenant, LandingPageId id, int version, @Nullable HostName host) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                        """
                        UPDATE landing_page SET version = version + 1, redirect_host = :host
                        WHERE tenant_id = :tenant AND id = :id AND version = :version
                        """)
                    .param("host", host == null ? null : host.value())
                    .param("tenant", tenant.value())
                    .param("id", id.value())
                    .param("version", version)
                    .update()
                == 1);
  }

  /** Writes a version that {@link #advance} made room for. */
  void insert(
      TenantId tenant,
      LandingPageId id,
      int version,
      LandingContent content,
      boolean standard,
      UserId by) {
    String sql =
        """
        INSERT INTO landing_page_version (tenant_id, landing_page_id, version, standard, heading,
                                          text, button, redirect, colour, logo_id, logo_alt,
                                          created_by, created_at)
        VALUES (:tenant, :landingPage, :version, :standard, :heading, :text, :button, :redirect,
                :colour, :logo, :logoAlt, :createdBy, :createdAt)
        """;
    database.write(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("landingPage", id.value())
                .param("version", version)
                .param("standard", standard)
                .param("heading", content.heading())
                .param("text", content.text())
                .param("button", content.button())
                .param("redirect", content.redirect())
                .param("colour", content.colour())
                .param("logo", content.logo())
                .param("logoAlt", content.logoAlt())
                .param("createdBy", by.value())
                .param("createdAt", Timestamp.from(clock.instant()))
                .update());
  }

  /** Gives all other pages the look of one, each in a version of its own. */
  int spreadLook(TenantId tenant, LandingPageId id, UserId by) {
    String sql =
        """
        WITH model AS (
          SELECT v.* FROM landing_page p
          JOIN landing_page_version v ON v.tenant_id = p.tenant_id AND v.landing_page_id = p.id
            AND v.version = p.version
          WHERE p.tenant_id = :tenant AND p.id = :id),
        moved AS (
          UPDATE landing_page p SET version = p.version + 1
          FROM landing_page_version v, model m
          WHERE p.tenant_id = :tenant AND p.id <> :id AND v.tenant_id = p.tenant_id
            AND v.landing_page_id = p.id AND v.version = p.version
            AND (v.colour, v.logo_id, v.logo_alt)
              IS DISTINCT FROM (m.colour, m.logo_id, m.logo_alt)
          RETURNING p.id, p.version)
        INSERT INTO landing_page_version (tenant_id, landing_page_id, version, standard, heading,
                                          text, button, redirect, colour, logo_id, logo_alt,
                                          created_by, created_at)
        SELECT v.tenant_id, v.landing_page_id, moved.version, v.standard, v.heading, v.text,
               v.button, v.redirect, m.colour, m.logo_id, m.logo_alt, :by, :now
        FROM moved JOIN landing_page_version v
          ON v.tenant_id = :tenant AND v.landing_page_id = moved.id
          AND v.version = moved.version - 1
        CROSS JOIN model m
        """;
    return database.write(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update());
  }

  private static LandingPage page(ResultSet row) throws SQLException {
    UUID by = row.getObject("created_by", UUID.class);
    return new LandingPage(
        new LandingPageId(row.getObject("id", UUID.class)),
        LandingKind.valueOf(row.getString("kind")),
        Language.ofCode(row.getString("language")),
        row.getInt("version"),
        row.getBoolean("present"),
        row.getBoolean("standard"),
        content(row),
        logo(row),
        by == null ? null : new UserId(by),
        row.getTimestamp("created_at").toInstant());
  }

  private static LandingContent content(ResultSet row) throws SQLException {
    return new LandingContent(
        row.getString("heading"),
        row.getString("text"),
        row.getString("button"),
        row.getString("redirect"),
        row.getString("colour"),
        row.getObject("logo_id", UUID.class),
        row.getString("logo_alt"));
  }

  private static @Nullable LandingPicture logo(ResultSet row) throws SQLException {
    UUID logo = row.getObject("logo_id", UUID.class);
    return logo == null
        ? null
        : new LandingPicture(
            logo,
            row.getString("hash"),
            row.getString("type"),
            row.getInt("width"),
            row.getInt("height"),
            row.getInt("size"));
  }
}
