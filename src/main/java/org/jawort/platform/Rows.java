package org.jawort.platform;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

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

  /** As {@link NamedStatement#plannedAnew}; for what still numbers its values. */
  public static PreparedStatement prepareForMany(Connection connection, String sql)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    return statement;
  }

  /** An array of ids, for {@code unnest(?::uuid[])}. */
  public static <T> Array uuids(
      Connection connection, Collection<T> rows, Function<? super T, @Nullable UUID> column)
      throws SQLException {
    return connection.createArrayOf("uuid", rows.stream().map(column).toArray());
  }

  /** An array of texts, for {@code unnest(?::text[])}; also for jsonb by a cast of the column. */
  public static <T> Array texts(
      Connection connection, Collection<T> rows, Function<? super T, @Nullable String> column)
      throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
  }

  /** An array of whole numbers, for {@code unnest(?::int[])}. */
  public static <T> Array ints(
      Connection connection, Collection<T> rows, Function<? super T, @Nullable Integer> column)
      throws SQLException {
    return connection.createArrayOf("int4", rows.stream().map(column).toArray());
  }

  /** An array of instants in microseconds, for {@code unnest(?::timestamptz[])}. */
  public static <T> Array instants(
      Connection connection, Collection<T> rows, Function<? super T, @Nullable Instant> column)
      throws SQLException {
    return connection.createArrayOf(
        "timestamptz", rows.stream().map(column).map(Rows::text).toArray());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
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
