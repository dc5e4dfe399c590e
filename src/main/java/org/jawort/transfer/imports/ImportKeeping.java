package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jawort.contact.AddressesErased;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends what is kept of imports: files that were run, at once; all else after the time in which it
 * can be undone (law 64); and whoever is erased, with them.
 */
@Component
class ImportKeeping implements RecurringWork {
  private static final Duration UPLOAD = Duration.ofHours(6);

  private final Database database;
  private final ImportRows rows;
  private final ImportChunks chunks;
  private final BatchRows batches;
  private final Tenants tenants;
  private final InstantSource clock;

  ImportKeeping(
      Database database,
      ImportRows rows,
      ImportChunks chunks,
      BatchRows batches,
      Tenants tenants,
      InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.chunks = chunks;
    this.batches = batches;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "end-imports";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), this::end);
  }

  private void end(TenantId tenant) {
    Instant now = clock.instant();
    database.write(
        tenant,
        connection ->
            batches.end(connection, tenant, now.minus(ContactBatches.KEPT), now.minus(UPLOAD)));
    List<ImportId> over =
        database.read(
            tenant,
            connection -> rows.over(connection, tenant, now.minus(Import.KEPT), now.minus(UPLOAD)));
    for (ImportId id : over) {
      chunks.delete(tenant, id);
      database.write(
          tenant,
          connection -> {
            boolean whole =
                rows.find(connection, tenant, id)
                    .filter(one -> one.state() != ImportState.UPLOADING)
                    .isPresent();
            if (whole) {
              rows.forget(connection, tenant, id);
            } else {
              rows.delete(connection, tenant, id);
            }
            return whole;
          });
    }
  }

  /** Their rows go, with what is said of them and what they changed, in the same transaction. */
  @EventListener
  void erased(AddressesErased erased) {
    database.write(erased.tenant(), connection -> erase(connection, erased));
  }

  private static int erase(Connection connection, AddressesErased erased) throws SQLException {
    String rows =
        """
        WITH gone AS (
          DELETE FROM import_row WHERE tenant_id = :tenant AND address_key = ANY (:keys)
          RETURNING import_id, number),
        notes AS (
          DELETE FROM import_note n USING gone g
          WHERE n.tenant_id = :tenant AND n.import_id = g.import_id AND n.number = g.number)
        DELETE FROM import_change c USING gone g
        WHERE c.tenant_id = :tenant AND c.import_id = g.import_id AND c.number = g.number
        """;
    String mobiles =
        """
        UPDATE import_row SET mobile = NULL, mobile_hash = NULL
        WHERE tenant_id = :tenant AND mobile = ANY (:keys)
        """;
    int count = 0;
    for (String sql : List.of(rows, mobiles)) {
      count +=
          Rows.batch(connection, sql, erased.keys())
              .uuid("tenant", erased.tenant().value())
              .texts("keys", key -> key)
              .plannedAnewForMany()
              .update();
    }
    return count;
  }
}
