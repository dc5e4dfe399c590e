package org.jawort.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What stands again when staff lift their block: what stood before it, as changed by what happened
 * since. In doubt a block stays, as nobody may be written to by mistake.
 */
final class BlockHistory {
  private BlockHistory() {}

  /** Reads it from the ledger; where no block of staff stands, what stands. */
  static @Nullable MailBlock byStaff(
      Connection connection, TenantId tenant, ContactPointId contactPoint) throws SQLException {
    String sql =
        """
        SELECT type, actor, mail_block FROM consent_event
        WHERE tenant_id = ? AND contact_point_id = ? ORDER BY id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setObject(2, contactPoint.value());
      try (ResultSet row = statement.executeQuery()) {
        MailBlock standing = null;
        while (row.next()) {
          standing =
              after(
                  standing,
                  EventType.valueOf(row.getString("type")),
                  Actor.Kind.valueOf(row.getString("actor")),
                  row.getString("mail_block"));
        }
        return standing;
      }
    }
  }

  private static @Nullable MailBlock after(
      @Nullable MailBlock covered, EventType type, Actor.Kind by, @Nullable String shown) {
    if (!MailBlock.STAFF.name().equals(shown)) {
      return shown == null ? null : MailBlock.valueOf(shown);
    }
    return switch (type) {
      case CONFIRMED, RENEWED, GRANTED ->
          covered != null && covered.liftedByConfirming() ? null : covered;
      case LAPSED -> covered == MailBlock.NEW ? MailBlock.LAPSED : covered;
      case REVOKED, REFUSED ->
          by == Actor.Kind.RECIPIENT && MailBlock.UNSUBSCRIBED.replaces(covered)
              ? MailBlock.UNSUBSCRIBED
              : covered;
      default -> covered;
    };
  }
}
