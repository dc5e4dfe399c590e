package org.jawort.campaign.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Compiled campaign versions; they never change, so the ones in use are kept. */
@Component
public class Templates {
  private static final int KEPT = 200;

  private record Key(TenantId tenant, CampaignVersion version) {}

  private final Map<Key, Template> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Template> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * The compiled version, read inside the caller's transaction where it is not at hand.
   *
   * @throws UnusableTemplateException where it cannot be used
   */
  public Template of(Connection connection, TenantId tenant, CampaignVersion version)
      throws SQLException {
    var key = new Key(tenant, version);
    synchronized (kept) {
      Template template = kept.get(key);
      if (template != null) {
        return template;
      }
    }
    Template template = read(connection, key);
    synchronized (kept) {
      kept.put(key, template);
    }
    return template;
  }

  private static Template read(Connection connection, Key key) throws SQLException {
    String sql =
        """
        SELECT c.language, c.message_class, v.*
        FROM campaign_version v
        JOIN campaign c ON c.tenant_id = v.tenant_id AND c.id = v.campaign_id
        WHERE v.tenant_id = :tenant AND v.campaign_id = :campaign AND v.version = :version
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", key.tenant().value())
        .uuid("campaign", key.version().campaign())
        .integer("version", key.version().version())
        .first(
            row ->
                Template.of(
                    Language.ofCode(row.getString("language")),
                    MessageClass.valueOf(row.getString("message_class")),
                    Contents.read(row)))
        .orElseThrow(() -> new UnusableTemplateException("there is no such campaign version"));
  }
}
