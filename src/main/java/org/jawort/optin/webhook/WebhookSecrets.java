package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The rows of webhook_secret: one present secret for each address, and those that end soon. */
@Component
class WebhookSecrets {
  /** How long a secret still signs beside its successor. */
  static final Duration OVERLAP = Duration.ofHours(24);

  private final Ids ids;

  WebhookSecrets(Ids ids) {
    this.ids = ids;
  }

  /**
   * The secrets with which calls to these addresses are signed, the present one first; makes one
   * where there is none, so that no call goes out unsigned.
   */
  Map<String, List<UUID>> ensure(
      Connection connection, TenantId tenant, Collection<String> urls, Instant now)
      throws SQLException {
    List<String> distinct = urls.stream().distinct().sorted().toList();
    make(connection, tenant, distinct, now);
    var secrets = new LinkedHashMap<String, List<UUID>>();
    for (WebhookSecret secret : valid(connection, tenant, now)) {
      if (distinct.contains(secret.url())) {
        secrets.computeIfAbsent(secret.url(), url -> new ArrayList<>()).add(secret.id());
      }
    }
    return secrets;
  }

  private void make(Connection connection, TenantId tenant, List<String> urls, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO webhook_secret (tenant_id, id, url, created_at)
        SELECT :tenant, u.id, u.url, :createdAt FROM unnest(:id::uuid[], :url::text[]) u (id, url)
        WHERE NOT EXISTS (SELECT FROM webhook_secret s
                          WHERE s.tenant_id = :tenant AND s.url = u.url AND s.ends_at IS NULL)
        ON CONFLICT (md5(url), tenant_id) WHERE ends_at IS NULL DO NOTHING
        """;
    Rows.batch(connection, sql, urls)
        .uuid("tenant", tenant.value())
        .instant("createdAt", now)
        .uuids("id", url -> ids.next())
        .texts("url", url -> url)
        .update();
  }

  /** All that sign, the present ones first. */
  List<WebhookSecret> valid(Connection connection, TenantId tenant, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT id, url, created_at, ends_at FROM webhook_secret
        WHERE tenant_id = :tenant AND (ends_at IS NULL OR ends_at > :now)
        ORDER BY ends_at DESC NULLS FIRST, id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .list(
            row ->
                new WebhookSecret(
                    row.getObject("id", UUID.class),
                    row.getString("url"),
                    row.getTimestamp("created_at").toInstant(),
                    Rows.instant(row, "ends_at")));
  }

  /**
   * Lets a present secret end, or one that ends anyway end sooner.
   *
   * @param at when
   * @return whether there was one
   */
  boolean end(Connection connection, TenantId tenant, UUID id, Instant at) throws SQLException {
    String sql =
        """
        UPDATE webhook_secret SET ends_at = :at
        WHERE tenant_id = :tenant AND id = :id AND (ends_at IS NULL OR ends_at > :at)
        """;
    return Rows.sql(connection, sql)
            .instant("at", at)
            .uuid("tenant", tenant.value())
            .uuid("id", id)
            .update()
        == 1;
  }

  /** Deletes all of an address, also those that ended. */
  boolean remove(Connection connection, TenantId tenant, String url) throws SQLException {
    String sql = "DELETE FROM webhook_secret WHERE tenant_id = :tenant AND url = :url";
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).text("url", url).update() > 0;
  }
}
