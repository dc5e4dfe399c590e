package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the mail block, always inside the caller's transaction. Only the ledger calls it, which
 * keeps each change as an event.
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
        FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[]) c (tenant_id, id, block, at)
        WHERE p.tenant_id = c.tenant_id AND p.id = c.id
        """;
    try (PreparedStatement statement = Rows.prepareFor(changes, connection, sql)) {
      statement.setArray(1, Rows.uuids(connection, changes, c -> c.tenant().value()));
      statement.setArray(2, Rows.uuids(connection, changes, c -> c.contactPoint().value()));
      statement.setArray(3, Rows.texts(connection, changes, MailBlocks::name));
      statement.setArray(4, Rows.instants(connection, changes, Change::at));
      statement.executeUpdate();
    }
  }

  private static @Nullable String name(Change change) {
    return change.block() == null ? null : change.block().name();
  }
}
