package org.jawort.optin;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** To whom processes told something about contact points: recipients of Art. 15(1)(c) (law 54). */
@Component
public class CalledHosts {
  private final Database database;

  CalledHosts(Database database) {
    this.database = database;
  }

  /** The hosts whose webhooks were called about one of them, each once, in their order. */
  public List<String> about(TenantId tenant, Collection<ContactPointId> contactPoints) {
    String sql =
        """
        SELECT DISTINCT url FROM webhook_call
        WHERE tenant_id = :tenant AND contact_point_id = ANY (:points) AND attempts > 0
        """;
    return database
        .read(
            tenant,
            connection ->
                Rows.batch(connection, sql, contactPoints)
                    .uuid("tenant", tenant.value())
                    .uuids("points", ContactPointId::value)
                    .list(row -> URI.create(row.getString("url")).getHost()))
        .stream()
        .distinct()
        .sorted()
        .toList();
  }
}
