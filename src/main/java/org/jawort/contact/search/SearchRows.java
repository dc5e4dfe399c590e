package org.jawort.contact.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.search.SearchSources.Source;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Keeps what contact points are found by as they are, after what changed was committed. */
@Component
public class SearchRows {
  /** Contacts that one transaction works off. */
  private static final int BATCH = 1000;

  private final Database database;

  SearchRows(Database database) {
    this.database = database;
  }

  /**
   * Works off what came or changed, batch by batch.
   *
   * @param most not many more contacts than this
   * @return how many it were
   */
  public int renew(TenantId tenant, int most) {
    int done = 0;
    int batch;
    do {
      batch = database.write(tenant, connection -> renew(connection, tenant));
      done += batch;
    } while (batch > 0 && done < most);
    return done;
  }

  private static int renew(Connection connection, TenantId tenant) throws SQLException {
    List<UUID> changed = changed(connection, tenant);
    if (!changed.isEmpty()) {
      write(connection, tenant, SearchSources.of(connection, tenant, changed));
    }
    return changed.size();
  }

  /** Those that came last are looked for first. */
  private static List<UUID> changed(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        DELETE FROM contact_to_search
        WHERE tenant_id = :tenant AND contact_id = ANY (ARRAY(
          SELECT contact_id FROM contact_to_search WHERE tenant_id = :tenant
          ORDER BY contact_id DESC LIMIT :batch FOR UPDATE SKIP LOCKED))
        RETURNING contact_id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("batch", BATCH)
        .list(row -> row.getObject(1, UUID.class));
  }

  /** A contact point that goes meanwhile takes its row along, so it is held until then. */
  private static void write(Connection connection, TenantId tenant, List<Source> sources)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_search AS s (tenant_id, contact_point_id, text, grams)
        SELECT :tenant, p.id, n.text, n.grams::int[]
        FROM unnest(:point::uuid[], :text::text[], :grams::text[]) AS n (point, text, grams)
        JOIN (SELECT id FROM contact_point
              WHERE tenant_id = :tenant AND id = ANY (:point::uuid[]) ORDER BY id FOR KEY SHARE) p
          ON p.id = n.point
        ON CONFLICT (tenant_id, contact_point_id) DO UPDATE
        SET text = excluded.text, grams = excluded.grams WHERE s.text <> excluded.text
        """;
    Rows.batch(connection, sql, sources)
        .plannedAnewForMany()
        .uuid("tenant", tenant.value())
        .uuids("point", Source::point)
        .texts("text", Source::text)
        .texts("grams", source -> SearchText.literal(SearchText.keys(tenant, source.text())))
        .update();
  }
}
