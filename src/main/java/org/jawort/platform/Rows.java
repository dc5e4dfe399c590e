package org.jawort.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The door to SQL by name on the connection of a transaction: columns of many rows to {@code
 * unnest}, and single values there and back.
 */
public final class Rows {
  private Rows() {}

  /**
   * A statement that carries columns of many rows by name, for {@code unnest(:id::uuid[])}; one is
   * a batch of one.
   *
   * @param connection of the running transaction
   */
  public static <T> NamedStatement<T> batch(Connection connection, String sql, Collection<T> rows) {
    return new NamedStatement<>(connection, sql, rows);
  }

  /**
   * A statement that has single values by name, where no {@code JdbcClient} is at hand.
   *
   * @param connection of the running transaction
   */
  public static NamedStatement<Void> sql(Connection connection, String sql) {
    return new NamedStatement<>(connection, sql, List.of());
  }

  /** Reads an instant, or null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  /** Reads an id, or null. */
  public static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
