package org.jawort.campaign.landing;

import java.sql.Connection;
import java.sql.SQLException;
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
          WHERE l.tenant_id = ANY (:tenant::uuid[])
          GROUP BY l.tenant_id, l.language HAVING count(p.id) < :kinds) t
        """;
    return database.read(
        some,
        connection ->
            Rows.batch(connection, sql, some)
                .uuids("tenant", TenantId::value)
                .integer("kinds", LandingKind.values().length)
                .list(row -> new TenantId(row.getObject("tenant_id", UUID.class))));
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
          SELECT * FROM unnest(:id::uuid[], :kind::text[], :language::text[], :heading::text[],
                               :text::text[], :button::text[])
            AS w (id, kind, language, heading, text, button)),
        made AS (
          INSERT INTO landing_page (tenant_id, id, kind, language, version, created_at)
          SELECT :tenant, id, kind, language, 1, :createdAt FROM wanted
          ON CONFLICT (kind, language, tenant_id) DO NOTHING RETURNING tenant_id, id, created_at)
        INSERT INTO landing_page_version (tenant_id, landing_page_id, version, standard, heading,
                                          text, button, created_at)
        SELECT m.tenant_id, m.id, 1, true, w.heading, w.text, w.button, m.created_at
        FROM made m JOIN wanted w USING (id)
        """;
    return Rows.batch(connection, sql, standards)
        .uuids("id", Standard::id)
        .texts("kind", s -> s.kind().name())
        .texts("language", s -> s.language().code())
        .texts("heading", s -> s.words().heading())
        .texts("text", s -> s.words().text())
        .texts("button", s -> s.words().button())
        .uuid("tenant", tenant.value())
        .instant("createdAt", clock.instant())
        .update();
  }
}
