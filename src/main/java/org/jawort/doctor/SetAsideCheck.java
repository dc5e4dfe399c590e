package org.jawort.doctor;

import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/** Does anything wait for somebody to look at it, as the workers tried it several times in vain? */
final class SetAsideCheck {
  private SetAsideCheck() {}

  static void examine(Database database, List<TenantId> tenants, Findings findings) {
    String sql =
        """
        SELECT (SELECT count(*) FROM message
                WHERE tenant_id = ANY (:tenants::uuid[]) AND set_aside_at IS NOT NULL)
             + (SELECT count(*) FROM staff_mail
                WHERE tenant_id = ANY (:tenants::uuid[]) AND set_aside_at IS NOT NULL)
             + (SELECT count(*) FROM run
                WHERE tenant_id = ANY (:tenants::uuid[]) AND set_aside_at IS NOT NULL)
        """;
    long aside =
        database.read(
            tenants,
            connection ->
                Rows.batch(connection, sql, tenants)
                    .uuids("tenants", TenantId::value)
                    .first(row -> row.getLong(1))
                    .orElse(0L));
    if (aside > 0) {
      findings.bad(
          "set aside: %d mails and runs; see Settings, Set aside, for the reason, and have them tried again"
              .formatted(aside));
    } else {
      findings.good("set aside: nothing");
    }
  }
}
