package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What stands again when staff lift their block: what stood before it, as changed by what happened
 * since. In doubt a block stays, as nobody may be written to by mistake.
 */
final class BlockHistory {
  private BlockHistory() {}

  private record Said(EventType type, Actor.Kind by, @Nullable String shown) {}

  /** Reads it from the ledger; where no block of staff stands, what stands. */
  static @Nullable MailBlock byStaff(
      Connection connection, TenantId tenant, ContactPointId contactPoint) throws SQLException {
    String sql =
        """
        SELECT type, actor, mail_block FROM consent_event
        WHERE tenant_id = :tenant AND contact_point_id = :contactPoint ORDER BY id
        """;
    List<Said> all =
        Rows.sql(connection, sql)
            .uuid("tenant", tenant.value())
            .uuid("contactPoint", contactPoint.value())
            .list(
                row ->
                    new Said(
                        EventType.valueOf(row.getString("type")),
                        Actor.Kind.valueOf(row.getString("actor")),
                        row.getString("mail_block")));
    MailBlock standing = null;
    for (Said said : all) {
      standing = after(standing, said.type(), said.by(), said.shown());
    }
    return standing;
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
      case REVOKED, REFUSED, OBJECTED ->
          by == Actor.Kind.RECIPIENT && MailBlock.UNSUBSCRIBED.replaces(covered)
              ? MailBlock.UNSUBSCRIBED
              : covered;
      default -> covered;
    };
  }
}
