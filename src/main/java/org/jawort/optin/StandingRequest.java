package org.jawort.optin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Where the question of a link stands, for those who hold a lock on its contact point.
 *
 * @param waiting whether its own run still waits for the answer
 * @param newer whether another run does, of a newer question about the same consent
 * @param otherConsent whether the contact point gave its consent to another purpose, from which a
 *     "no" to this one must not cut it off
 */
record StandingRequest(ConsentStatus status, boolean waiting, boolean newer, boolean otherConsent) {

  /** Of each that somebody answered. */
  static Map<AskedConsent, StandingRequest> of(Connection connection, List<AskedConsent> asked)
      throws SQLException {
    var standing = new HashMap<AskedConsent, StandingRequest>();
    if (asked.isEmpty()) {
      return standing;
    }
    String sql =
        """
        SELECT a.place, coalesce(s.status, 'UNKNOWN') AS status,
               coalesce(r.status = 'WAITING', false) AS waiting,
               EXISTS (SELECT FROM run n
                       WHERE n.tenant_id = a.tenant_id AND n.contact_point_id = a.point
                         AND n.purpose_id = a.purpose AND n.status = 'WAITING'
                         AND n.id IS DISTINCT FROM a.run) AS newer,
               EXISTS (SELECT FROM consent c
                       WHERE c.tenant_id = a.tenant_id AND c.contact_point_id = a.point
                         AND c.purpose_id <> a.purpose
                         AND c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')) AS other
        FROM unnest(:tenant::uuid[], :message::uuid[], :point::uuid[], :purpose::uuid[],
                    :run::uuid[])
          WITH ORDINALITY AS a (tenant_id, message, point, purpose, run, place)
        JOIN message m ON m.tenant_id = a.tenant_id AND m.id = a.message
        LEFT JOIN run r ON r.tenant_id = a.tenant_id AND r.id = a.run
        LEFT JOIN consent s ON s.tenant_id = a.tenant_id
          AND s.contact_point_id = a.point AND s.purpose_id = a.purpose
        """;
    Rows.batch(connection, sql, asked)
        .uuids("tenant", a -> a.pressed().tenant().value())
        .uuids("message", a -> a.pressed().message().value())
        .uuids("point", a -> a.contactPoint().value())
        .uuids("purpose", a -> a.purpose().value())
        .uuids("run", StandingRequest::run)
        .each(row -> standing.put(asked.get(row.getInt("place") - 1), of(row)));
    return standing;
  }

  private static @Nullable UUID run(AskedConsent asked) {
    return asked.run() == null ? null : asked.run().value();
  }

  private static StandingRequest of(ResultSet row) throws SQLException {
    return new StandingRequest(
        ConsentStatus.valueOf(row.getString("status")),
        row.getBoolean("waiting"),
        row.getBoolean("newer"),
        row.getBoolean("other"));
  }

  /** What a "yes" comes to that this link cannot give any more. */
  AnswerOutcome confirmed() {
    return switch (status) {
      case CONFIRMED, EXTERNALLY_DOCUMENTED -> AnswerOutcome.ALREADY;
      case TRIGGERED, SENT -> AnswerOutcome.SUPERSEDED;
      case LAPSED, UNKNOWN -> AnswerOutcome.EXPIRED;
      case REFUSED, REVOKED -> AnswerOutcome.OVERTAKEN;
    };
  }

  /** What a "no" comes to that changes nothing. */
  AnswerOutcome refused() {
    return switch (status) {
      case REFUSED -> newer ? AnswerOutcome.SUPERSEDED : AnswerOutcome.ALREADY;
      case TRIGGERED, SENT -> AnswerOutcome.SUPERSEDED;
      case REVOKED -> newer ? AnswerOutcome.SUPERSEDED : AnswerOutcome.OVERTAKEN;
      case CONFIRMED, EXTERNALLY_DOCUMENTED, LAPSED, UNKNOWN -> AnswerOutcome.OVERTAKEN;
    };
  }
}
