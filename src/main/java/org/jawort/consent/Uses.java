package org.jawort.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/**
 * Notes that consents were used, for purposes whose consents expire unused (law 24); costs nothing
 * for all others.
 */
public final class Uses {
  private Uses() {}

  /** Advertising went out that rests on a consent. */
  public record Use(TenantId tenant, ContactPointId contactPoint, PurposeId purpose, Instant at) {}

  /** Notes them inside the caller's transaction; a day's uses count as one. */
  public static void note(Connection connection, List<Use> uses) throws SQLException {
    String sql =
        """
        UPDATE consent c SET used_at = u.at
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])
          u (tenant_id, contact_point_id, purpose_id, at)
        JOIN purpose p ON p.tenant_id = u.tenant_id AND p.id = u.purpose_id
          AND p.validity_months IS NOT NULL
        WHERE c.tenant_id = u.tenant_id AND c.contact_point_id = u.contact_point_id
          AND c.purpose_id = u.purpose_id
          AND (c.used_at IS NULL OR c.used_at < u.at - interval '1 day')
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.uuids(connection, uses, u -> u.tenant().value()));
      statement.setArray(2, Rows.uuids(connection, uses, u -> u.contactPoint().value()));
      statement.setArray(3, Rows.uuids(connection, uses, u -> u.purpose().value()));
      statement.setArray(4, Rows.instants(connection, uses, Use::at));
      statement.executeUpdate();
    }
  }
}
