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

/** Carries columns of many rows to {@code unnest}, and single values back; for the hot paths. */
public final class Rows {
  /** Fewer are looked up one by one as well by a plan that knows nothing of them. */
  private static final int MANY = 200;

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

  /**
   * Prepares a statement that is planned at each execution, with a look at how many rows it is
   * given. A plan that is kept is made for a handful, or for tables that were still empty, and may
   * compare each row with all of a thousand others.
   *
   * <p>The setting plan_cache_mode would do it for a whole transaction, but for the checks of
   * foreign keys too, which then are planned anew for each row: that took more time than all else
   * (docs/adr/0031).
   */
  public static PreparedStatement prepareForMany(Connection connection, String sql)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    return statement;
  }

  /** The same where there are many rows; the plan for a few is kept. */
  public static PreparedStatement prepareFor(Collection<?> rows, Connection connection, String sql)
      throws SQLException {
    return rows.size() < MANY ? connection.prepareStatement(sql) : prepareForMany(connection, sql);
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
