package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the mail block and the objection, always inside the caller's transaction. Only the ledger
 * calls it, which keeps each change as an event.
 */
@Component
public class MailBlocks {
  /** A contact point and when something happens to it. */
  public record Target(TenantId tenant, ContactPointId contactPoint, Instant at) {}

  /**
   * What stands at a contact point from now on.
   *
   * @param block or null where none does
   */
  public record Change(
      TenantId tenant, ContactPointId contactPoint, @Nullable MailBlock block, Instant at) {}

  /** Writes the changes, each contact point at most once. */
  public void write(Connection connection, List<Change> changes) throws SQLException {
    String sql =
        """
        UPDATE contact_point p
        SET mail_block = c.block, mail_block_at = CASE WHEN c.block IS NOT NULL THEN c.at END
        FROM unnest(:tenant::uuid[], :id::uuid[], :block::text[], :at::timestamptz[])
          c (tenant_id, id, block, at)
        WHERE p.tenant_id = c.tenant_id AND p.id = c.id
        """;
    Rows.batch(connection, sql, changes)
        .uuids("tenant", c -> c.tenant().value())
        .uuids("id", c -> c.contactPoint().value())
        .texts("block", MailBlocks::name)
        .instants("at", Change::at)
        .plannedAnewForMany()
        .update();
  }

  /** Notes that they objected to advertising (law 53); since when, the first time says. */
  public void object(Connection connection, List<Target> objecting) throws SQLException {
    String sql =
        """
        UPDATE contact_point p SET objected_at = o.at
        FROM unnest(:tenant::uuid[], :id::uuid[], :at::timestamptz[]) o (tenant_id, id, at)
        WHERE p.tenant_id = o.tenant_id AND p.id = o.id AND p.objected_at IS NULL
        """;
    Rows.batch(connection, sql, objecting)
        .uuids("tenant", o -> o.tenant().value())
        .uuids("id", o -> o.contactPoint().value())
        .instants("at", Target::at)
        .update();
  }

  private static @Nullable String name(Change change) {
    return change.block() == null ? null : change.block().name();
  }
}
