package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What stands again when staff lift a block: each reason that was there before or came since, and
 * that nothing has lifted. The ledger shows the strongest alone. In doubt a block stays, as nobody
 * may be written to by mistake.
 */
final class BlockHistory {
  private static final List<MailBlock> STRONGEST_FIRST =
      List.of(
          MailBlock.COMPLAINT,
          MailBlock.HARD_BOUNCE,
          MailBlock.STAFF,
          MailBlock.UNSUBSCRIBED,
          MailBlock.LAPSED,
          MailBlock.NEW);

  private final Set<MailBlock> reasons = EnumSet.noneOf(MailBlock.class);
  private @Nullable MailBlock shown;

  private BlockHistory() {}

  private record Said(EventType type, Actor.Kind by, @Nullable MailBlock shown) {}

  /** Reads it from the ledger; where another block is shown than the one to lift, that one. */
  static @Nullable MailBlock without(
      Connection connection, TenantId tenant, ContactPointId contactPoint, MailBlock lifted)
      throws SQLException {
    String sql =
        """
        SELECT type, actor, mail_block FROM consent_event
        WHERE tenant_id = :tenant AND contact_point_id = :contactPoint ORDER BY id
        """;
    var history = new BlockHistory();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", contactPoint.value())
        .list(
            row ->
                new Said(
                    EventType.valueOf(row.getString("type")),
                    Actor.Kind.valueOf(row.getString("actor")),
                    block(row.getString("mail_block"))))
        .forEach(history::take);
    return history.shown == lifted ? history.strongestBut(lifted) : history.shown;
  }

  private static @Nullable MailBlock block(@Nullable String name) {
    return name == null ? null : MailBlock.valueOf(name);
  }

  private void take(Said said) {
    switch (said.type()) {
      case UNBLOCKED -> {
        if (shown != null) {
          reasons.remove(shown);
        }
      }
      case CONFIRMED, RENEWED, GRANTED -> reasons.removeIf(MailBlock::liftedByConfirming);
      case LAPSED -> {
        if (reasons.contains(MailBlock.NEW)) {
          reasons.add(MailBlock.LAPSED);
        }
      }
      case REVOKED, REFUSED, OBJECTED -> {
        // Under a stronger block the ledger does not show that they signed off as well.
        if (said.by() == Actor.Kind.RECIPIENT && shown != null && shown.liftedByStaff()) {
          reasons.add(MailBlock.UNSUBSCRIBED);
        }
      }
      default -> {
        // About no block but the one that it shows.
      }
    }
    shown = said.shown();
    if (shown == null) {
      reasons.clear();
    } else {
      reasons.add(shown);
    }
  }

  private @Nullable MailBlock strongestBut(MailBlock lifted) {
    return STRONGEST_FIRST.stream()
        .filter(reason -> reason != lifted && reasons.contains(reason))
        .findFirst()
        .orElse(null);
  }
}
