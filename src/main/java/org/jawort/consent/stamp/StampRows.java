package org.jawort.consent.stamp;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jawort.platform.Rows;

/** The time stamps as they are kept, and what keeps them from coming. */
final class StampRows {
  private StampRows() {}

  /** Keeps one, unless the checkpoint has one already; what kept them from coming is over. */
  static void keep(Connection connection, TimeStamp stamp) throws SQLException {
    Rows.sql(connection, "DELETE FROM log_time_stamp_fault").update();
    String sql =
        """
        INSERT INTO log_time_stamp (size, checkpoint, token, authority, stamped_at)
        VALUES (:size, :checkpoint, :token, :authority, :at)
        ON CONFLICT (size) DO NOTHING
        """;
    Rows.sql(connection, sql)
        .bigint("size", stamp.size())
        .text("checkpoint", stamp.checkpoint())
        .bytea("token", stamp.token())
        .text("authority", stamp.authority())
        .instant("at", stamp.at())
        .update();
  }

  /** Notes why none came; since when stays from the first time. */
  static void fault(Connection connection, String reason, Instant now) throws SQLException {
    String sql =
        """
        INSERT INTO log_time_stamp_fault (reason, since, tried_at) VALUES (:reason, :now, :now)
        ON CONFLICT (one) DO UPDATE SET reason = EXCLUDED.reason, tried_at = EXCLUDED.tried_at
        """;
    Rows.sql(connection, sql).text("reason", reason).instant("now", now).update();
  }

  /**
   * Why no time stamp comes.
   *
   * @param since of the first time
   * @param triedAt of the last time
   */
  record Fault(String reason, Instant since, Instant triedAt) {}

  static Optional<Fault> fault(Connection connection) throws SQLException {
    return Rows.sql(connection, "SELECT reason, since, tried_at FROM log_time_stamp_fault")
        .first(
            row ->
                new Fault(
                    row.getString("reason"),
                    Objects.requireNonNull(Rows.instant(row, "since")),
                    Objects.requireNonNull(Rows.instant(row, "tried_at"))));
  }

  /** The one of the newest checkpoint that has one. */
  static Optional<TimeStamp> newest(Connection connection) throws SQLException {
    return Rows.sql(connection, "SELECT * FROM log_time_stamp ORDER BY size DESC LIMIT 1")
        .first(StampRows::stamp);
  }

  static Optional<TimeStamp> find(Connection connection, long size) throws SQLException {
    return Rows.sql(connection, "SELECT * FROM log_time_stamp WHERE size = :size")
        .bigint("size", size)
        .first(StampRows::stamp);
  }

  /** For each place the first time stamp of a checkpoint that covers it; each once. */
  static List<TimeStamp> first(Connection connection, List<Long> positions) throws SQLException {
    String sql =
        """
        SELECT s.* FROM log_time_stamp s WHERE s.size IN (
          SELECT (SELECT min(t.size) FROM log_time_stamp t WHERE t.size > p.position)
          FROM unnest(:position::bigint[]) p (position))
        ORDER BY s.size
        """;
    return Rows.batch(connection, sql, positions)
        .bigints("position", position -> position)
        .list(StampRows::stamp);
  }

  static List<TimeStamp> all(Connection connection) throws SQLException {
    return Rows.sql(connection, "SELECT * FROM log_time_stamp ORDER BY size")
        .list(StampRows::stamp);
  }

  private static TimeStamp stamp(ResultSet row) throws SQLException {
    return new TimeStamp(
        row.getLong("size"),
        row.getString("checkpoint"),
        row.getBytes("token"),
        row.getString("authority"),
        Objects.requireNonNull(Rows.instant(row, "stamped_at")));
  }
}
