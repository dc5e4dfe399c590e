package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/** With which campaign runs are asked, where their form chose another than the process has. */
@Component
public class MailChoices {
  MailChoices() {}

  /**
   * What was chosen for these runs, by campaigns. It holds for their first mail that asks, and so
   * it is told once: whoever is reminded later is reminded by the process.
   */
  public Map<UUID, Set<RunId>> take(Connection connection, RunGroup group) throws SQLException {
    // What stood there before is returned by the row that was locked, not by the one that was set.
    String sql =
        """
        UPDATE run r SET asks_with = NULL
        FROM (SELECT r.id, r.asks_with FROM run r
              WHERE r.tenant_id = :tenant AND r.id = ANY (:run::uuid[]) AND r.asks_with IS NOT NULL
              FOR UPDATE) o
        WHERE r.tenant_id = :tenant AND r.id = o.id
        RETURNING r.id, o.asks_with
        """;
    var chosen = new HashMap<UUID, Set<RunId>>();
    Rows.batch(connection, sql, group.runs())
        .uuids("run", run -> run.run().value())
        .uuid("tenant", group.tenant().value())
        .each(
            row ->
                chosen
                    .computeIfAbsent(
                        row.getObject("asks_with", UUID.class), campaign -> new HashSet<>())
                    .add(new RunId(row.getObject("id", UUID.class))));
    return chosen;
  }
}
