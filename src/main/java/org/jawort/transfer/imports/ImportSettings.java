package org.jawort.transfer.imports;

import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Which evidence a tenant asks for before a consent in a file counts. */
@Component
public class ImportSettings {
  private final Database database;
  private final InstantSource clock;

  ImportSettings(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All that it asks for; the moment is always among it. */
  public Set<EvidenceNeed> needs(TenantId tenant) {
    String sql = "SELECT evidence FROM import_setting WHERE tenant_id = :tenant";
    return database.read(
        tenant,
        (Connection connection) ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .first(row -> List.of((String[]) row.getArray(1).getArray()))
                .map(ImportSettings::read)
                .orElse(EvidenceNeed.STRICT));
  }

  private static Set<EvidenceNeed> read(List<String> names) {
    Set<EvidenceNeed> needs = EnumSet.of(EvidenceNeed.TIME);
    names.forEach(name -> needs.add(EvidenceNeed.valueOf(name)));
    return needs;
  }

  /** Asks for these from now on. */
  public void ask(TenantId tenant, UUID by, Set<EvidenceNeed> needs) {
    String sql =
        """
        INSERT INTO import_setting (tenant_id, evidence, changed_by, changed_at)
        VALUES (:tenant, :evidence::text[], :by, :now)
        ON CONFLICT (tenant_id) DO UPDATE
        SET evidence = EXCLUDED.evidence, changed_by = EXCLUDED.changed_by,
            changed_at = EXCLUDED.changed_at
        """;
    Set<EvidenceNeed> all = EnumSet.of(EvidenceNeed.TIME);
    all.addAll(needs);
    database.write(
        tenant,
        connection ->
            Rows.batch(connection, sql, new ArrayList<>(all))
                .uuid("tenant", tenant.value())
                .texts("evidence", EvidenceNeed::name)
                .uuid("by", by)
                .instant("now", clock.instant())
                .update());
  }
}
