package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Sets and lifts the mail block, always inside the caller's transaction. */
@Component
public class MailBlocks {
  /** A contact point and what is to happen to it. */
  public record Target(TenantId tenant, ContactPointId contactPoint, Instant at) {}

  /**
   * Sets a block, unless one stands that must not be weakened: what staff, a mail server or a
   * complaint set is never replaced by a lesser one.
   */
  public void set(Connection connection, List<Target> targets, MailBlock block)
      throws SQLException {
    String sql =
        """
        UPDATE contact_point p SET mail_block = ?, mail_block_at = t.at
        FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) t (tenant_id, id, at)
        WHERE p.tenant_id = t.tenant_id AND p.id = t.id
          AND (p.mail_block IS NULL OR p.mail_block IN ('NEW', 'LAPSED', 'UNSUBSCRIBED')
               OR ? IN ('HARD_BOUNCE', 'COMPLAINT') AND p.mail_block <> 'STAFF')
          AND p.mail_block IS DISTINCT FROM ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, block.name());
      bind(connection, statement, 2, targets);
      statement.setString(5, block.name());
      statement.setString(6, block.name());
      statement.executeUpdate();
    }
  }

  /** Lifts what a confirmation lifts: NEW, LAPSED and UNSUBSCRIBED, nothing else (domain.md). */
  public void liftByConfirming(Connection connection, List<Target> targets) throws SQLException {
    String sql =
        """
        UPDATE contact_point p SET mail_block = NULL, mail_block_at = NULL
        FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) t (tenant_id, id, at)
        WHERE p.tenant_id = t.tenant_id AND p.id = t.id
          AND p.mail_block IN ('NEW', 'LAPSED', 'UNSUBSCRIBED')
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, 1, targets);
      statement.executeUpdate();
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int first, List<Target> targets)
      throws SQLException {
    statement.setArray(first, Rows.uuids(connection, targets, t -> t.tenant().value()));
    statement.setArray(first + 1, Rows.uuids(connection, targets, t -> t.contactPoint().value()));
    statement.setArray(first + 2, Rows.instants(connection, targets, Target::at));
  }
}
