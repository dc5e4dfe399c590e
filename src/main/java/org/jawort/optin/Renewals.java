package org.jawort.optin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Rows;

/** Reads where requests for renewal stand, for those who hold a lock on their contact points. */
final class Renewals {
  private Renewals() {}

  /**
   * Where one stands.
   *
   * @param waiting whether its run still waits for the answer
   * @param otherConsent whether the contact point gave its consent to another purpose, from which a
   *     "no" to this one must not cut it off
   */
  record Standing(boolean waiting, boolean otherConsent) {}

  /** By the message whose button was pressed. */
  static Map<MessageId, Standing> of(Connection connection, List<PressedLink> pressed)
      throws SQLException {
    String sql =
        """
        SELECT m.id, coalesce(r.status = 'WAITING', false) AS waiting,
               EXISTS (SELECT FROM consent c
                       WHERE c.tenant_id = m.tenant_id AND c.contact_point_id = m.contact_point_id
                         AND c.purpose_id <> m.purpose_id
                         AND c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')) AS other
        FROM unnest(?::uuid[], ?::uuid[]) AS p (tenant_id, id) JOIN message m USING (tenant_id, id)
        LEFT JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
        """;
    var renewals = new HashMap<MessageId, Standing>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, Rows.uuids(connection, pressed, p -> p.tenant().value()));
      select.setArray(2, Rows.uuids(connection, pressed, p -> p.message().value()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          renewals.put(
              new MessageId(row.getObject("id", UUID.class)),
              new Standing(row.getBoolean("waiting"), row.getBoolean("other")));
        }
      }
    }
    return renewals;
  }
}
