package org.jawort.campaign.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
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

  private final Cache<Key, Template> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  /**
   * The compiled version, read inside the caller's transaction where it is not at hand.
   *
   * @throws UnusableTemplateException where it cannot be used
   */
  public Template of(Connection connection, TenantId tenant, CampaignVersion version)
      throws SQLException {
    var key = new Key(tenant, version);
    Template known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Template read = read(connection, key);
    kept.put(key, read);
    return read;
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
