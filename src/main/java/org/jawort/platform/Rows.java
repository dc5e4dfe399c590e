package org.jawort.platform;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries columns of many rows to {@code unnest}, and single values back; for the hot paths. */
public final class Rows {
  private Rows() {}

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
