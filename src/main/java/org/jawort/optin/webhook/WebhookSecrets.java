package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
        SELECT ?, u.id, u.url, ? FROM unnest(?::uuid[], ?::text[]) u (id, url)
        WHERE NOT EXISTS (SELECT FROM webhook_secret s
                          WHERE s.tenant_id = ? AND s.url = u.url AND s.ends_at IS NULL)
        ON CONFLICT (md5(url), tenant_id) WHERE ends_at IS NULL DO NOTHING
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setTimestamp(2, Timestamp.from(now));
      insert.setArray(3, Rows.uuids(connection, urls, url -> ids.next()));
      insert.setArray(4, Rows.texts(connection, urls, url -> url));
      insert.setObject(5, tenant.value());
      insert.executeUpdate();
    }
  }

  /** All that sign, the present ones first. */
  List<WebhookSecret> valid(Connection connection, TenantId tenant, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT id, url, created_at, ends_at FROM webhook_secret
        WHERE tenant_id = ? AND (ends_at IS NULL OR ends_at > ?)
        ORDER BY ends_at DESC NULLS FIRST, id
        """;
    var secrets = new ArrayList<WebhookSecret>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setTimestamp(2, Timestamp.from(now));
      ResultSet row = select.executeQuery();
      while (row.next()) {
        secrets.add(
            new WebhookSecret(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getTimestamp("created_at").toInstant(),
                Rows.instant(row, "ends_at")));
      }
    }
    return secrets;
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
        UPDATE webhook_secret SET ends_at = ?
        WHERE tenant_id = ? AND id = ? AND (ends_at IS NULL OR ends_at > ?)
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(at));
      update.setObject(2, tenant.value());
      update.setObject(3, id);
      update.setTimestamp(4, Timestamp.from(at));
      return update.executeUpdate() == 1;
    }
  }

  /** Deletes all of an address, also those that ended. */
  boolean remove(Connection connection, TenantId tenant, String url) throws SQLException {
    String sql = "DELETE FROM webhook_secret WHERE tenant_id = ? AND url = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setString(2, url);
      return delete.executeUpdate() > 0;
    }
  }
}
