package org.jawort.campaign.landing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.TenantCreated;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives every tenant the whole set of pages in each of its active languages (S1-11). */
@Component
class StandardLandingPages {
  private static final int AT_ONCE = 500;

  private final Database database;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;

  StandardLandingPages(Database database, Tenants tenants, Ids ids, InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  @EventListener
  @Order(6)
  void on(TenantCreated created) {
    complete(created.tenant());
  }

  /** A language may have become active. */
  @EventListener
  @Order(6)
  void on(TenantProfileChanged changed) {
    complete(changed.tenant());
  }

  /** Tenants that are older than the pages, or than one of their kinds. */
  @EventListener(ApplicationReadyEvent.class)
  void completeAll() {
    List<TenantId> all = tenants.all();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      incomplete(all.subList(from, Math.min(all.size(), from + AT_ONCE))).forEach(this::complete);
    }
  }

  private List<TenantId> incomplete(List<TenantId> some) {
    String sql =
        """
        SELECT DISTINCT tenant_id FROM (
          SELECT l.tenant_id FROM tenant_language l
          LEFT JOIN landing_page p ON p.tenant_id = l.tenant_id AND p.language = l.language
          WHERE l.tenant_id = ANY (?::uuid[])
          GROUP BY l.tenant_id, l.language HAVING count(p.id) < ?) t
        """;
    return database.read(
        some,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, Rows.uuids(connection, some, TenantId::value));
            select.setInt(2, LandingKind.values().length);
            var rows = select.executeQuery();
            var found = new ArrayList<TenantId>();
            while (rows.next()) {
              found.add(new TenantId(rows.getObject("tenant_id", UUID.class)));
            }
            return found;
          }
        });
  }

  private record Standard(UUID id, LandingKind kind, Language language, LandingContent words) {}

  private void complete(TenantId tenant) {
    var standards = new ArrayList<Standard>();
    for (Language language : tenants.find(tenant).languages()) {
      for (LandingKind kind : LandingKind.values()) {
        standards.add(new Standard(ids.next(), kind, language, StandardTexts.of(kind, language)));
      }
    }
    database.write(tenant, connection -> insertMissing(connection, tenant, standards));
  }

  private int insertMissing(Connection connection, TenantId tenant, List<Standard> standards)
      throws SQLException {
    String sql =
        """
        WITH wanted AS (
          SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            AS w (id, kind, language, heading, text, button)),
        made AS (
          INSERT INTO landing_page (tenant_id, id, kind, language, version, created_at)
          SELECT ?, id, kind, language, 1, ? FROM wanted
          ON CONFLICT (kind, language, tenant_id) DO NOTHING RETURNING tenant_id, id, created_at)
        INSERT INTO landing_page_version (tenant_id, landing_page_id, version, standard, heading,
                                          text, button, created_at)
        SELECT m.tenant_id, m.id, 1, true, w.heading, w.text, w.button, m.created_at
        FROM made m JOIN wanted w USING (id)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setArray(1, Rows.uuids(connection, standards, Standard::id));
      insert.setArray(2, Rows.texts(connection, standards, s -> s.kind().name()));
      insert.setArray(3, Rows.texts(connection, standards, s -> s.language().code()));
      insert.setArray(4, Rows.texts(connection, standards, s -> s.words().heading()));
      insert.setArray(5, Rows.texts(connection, standards, s -> s.words().text()));
      insert.setArray(6, Rows.texts(connection, standards, s -> s.words().button()));
      insert.setObject(7, tenant.value());
      insert.setTimestamp(8, Timestamp.from(clock.instant()));
      return insert.executeUpdate();
    }
  }
}
