package org.jawort.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * A statement whose values are given by name, on the connection that a transaction holds: single
 * values, and arrays of one column of many rows for {@code unnest}. Each name gets its value once,
 * however often it stands; nothing is sent before one of the methods that end it is called.
 *
 * @param <T> rows that the arrays are taken from
 * @see Rows#batch
 * @see Rows#sql
 */
public final class NamedStatement<T> extends SqlStatement {
  /** Fewer are looked up one by one as well by a plan that knows nothing of them. */
  private static final int MANY = 200;

  private final Connection connection;
  private final String sql;
  private final NamedSql named;
  private final Collection<T> rows;
  private final @Nullable Value[] values;
  private boolean plannedAnew;
  private int fetchSize;

  NamedStatement(Connection connection, String sql, Collection<T> rows) {
    this.connection = connection;
    this.sql = sql;
    this.named = NamedSql.of(sql);
    this.rows = rows;
    this.values = new Value[named.size()];
  }

  @FunctionalInterface
  private interface Value {
    void set(PreparedStatement statement, int place) throws SQLException;
  }

  private NamedStatement<T> bind(String name, Value value) {
    Integer index = named.index(name);
    if (index == null) {
      throw new IllegalArgumentException("no :" + name + " in: " + sql);
    }
    if (values[index] != null) {
      throw new IllegalArgumentException("a second value of :" + name + " for: " + sql);
    }
    values[index] = value;
    return this;
  }

  /** An id, or null. */
  public NamedStatement<T> uuid(String name, @Nullable UUID value) {
    return bind(name, (statement, place) -> statement.setObject(place, value));
  }

  /** A text, or null; also for jsonb, by a cast. */
  public NamedStatement<T> text(String name, @Nullable String value) {
    return bind(name, (statement, place) -> statement.setString(place, value));
  }

  /** A whole number of 32 bits, or null. */
  public NamedStatement<T> integer(String name, @Nullable Integer value) {
    return bind(name, (statement, place) -> statement.setObject(place, value, Types.INTEGER));
  }

  /** A whole number of 64 bits, or null. */
  public NamedStatement<T> bigint(String name, @Nullable Long value) {
    return bind(name, (statement, place) -> statement.setObject(place, value, Types.BIGINT));
  }

  /** True or false. */
  public NamedStatement<T> bool(String name, boolean value) {
    return bind(name, (statement, place) -> statement.setBoolean(place, value));
  }

  /** An instant, or null. */
  public NamedStatement<T> instant(String name, @Nullable Instant value) {
    Timestamp timestamp = value == null ? null : Timestamp.from(value);
    return bind(name, (statement, place) -> statement.setTimestamp(place, timestamp));
  }

  /** Bytes, or null. */
  public NamedStatement<T> bytea(String name, byte @Nullable [] value) {
    return bind(name, (statement, place) -> statement.setBytes(place, value));
  }

  /** An id of each row, for {@code uuid[]}. */
  public NamedStatement<T> uuids(String name, Function<? super T, @Nullable UUID> column) {
    return uuids(name, rows, column);
  }

  /** An id of each of others than the rows. */
  public <O> NamedStatement<T> uuids(
      String name, Collection<O> others, Function<? super O, @Nullable UUID> column) {
    return array(name, "uuid", others.stream().map(column).toArray());
  }

  /** A text of each row, for {@code text[]}; also for jsonb, by a cast of the column. */
  public NamedStatement<T> texts(String name, Function<? super T, @Nullable String> column) {
    return texts(name, rows, column);
  }

  /** A text of each of others than the rows. */
  public <O> NamedStatement<T> texts(
      String name, Collection<O> others, Function<? super O, @Nullable String> column) {
    return array(name, "text", others.stream().map(column).toArray(String[]::new));
  }

  /** A whole number of each row, for {@code int[]}. */
  public NamedStatement<T> integers(String name, Function<? super T, @Nullable Integer> column) {
    return array(name, "int4", rows.stream().map(column).toArray());
  }

  /** A whole number of each row, for {@code bigint[]}. */
  public NamedStatement<T> bigints(String name, Function<? super T, @Nullable Long> column) {
    return array(name, "int8", rows.stream().map(column).toArray());
  }

  /** True or false of each row, for {@code boolean[]}. */
  public NamedStatement<T> bools(String name, Function<? super T, @Nullable Boolean> column) {
    return array(name, "bool", rows.stream().map(column).toArray());
  }

  /** An instant of each row, to the microsecond, for {@code timestamptz[]}. */
  public NamedStatement<T> instants(String name, Function<? super T, @Nullable Instant> column) {
    return array(name, "timestamptz", rows.stream().map(row -> word(column.apply(row))).toArray());
  }

  private static @Nullable String word(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** Bytes of each row, for {@code bytea[]}. */
  public NamedStatement<T> byteas(String name, Function<? super T, byte @Nullable []> column) {
    return array(name, "bytea", rows.stream().map(column).toArray(byte[][]::new));
  }

  private NamedStatement<T> array(String name, String type, @Nullable Object[] elements) {
    return bind(
        name,
        (statement, place) -> statement.setArray(place, connection.createArrayOf(type, elements)));
  }

  /**
   * Has the statement planned at each execution, with a look at how many rows it is given. A plan
   * that is kept is made for a handful, or for tables that were still empty, and may compare each
   * row with all of a thousand others.
   *
   * <p>The setting plan_cache_mode would do it for a whole transaction, but for the checks of
   * foreign keys too, which then are planned anew for each row: that took more time than all else
   * (docs/adr/0031).
   */
  public NamedStatement<T> plannedAnew() {
    plannedAnew = true;
    return this;
  }

  /** The same where there are many rows; the plan for a few is kept. */
  public NamedStatement<T> plannedAnewForMany() {
    return rows.size() < MANY ? this : plannedAnew();
  }

  /** Has the rows of the answer come by so many, instead of all at once. */
  public NamedStatement<T> fetchSize(int most) {
    fetchSize = most;
    return this;
  }

  @Override
  String sql() {
    return sql;
  }

  @Override
  PreparedStatement prepare() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(named.text());
    try {
      set(statement);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
    return statement;
  }

  private void set(PreparedStatement statement) throws SQLException {
    if (plannedAnew) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
    if (fetchSize > 0) {
      statement.setFetchSize(fetchSize);
    }
    for (int place = 0; place < named.places(); place++) {
      Value value = values[named.at(place)];
      if (value == null) {
        throw new IllegalStateException(
            "no value of :" + named.names().get(named.at(place)) + " for: " + sql);
      }
      value.set(statement, place + 1);
    }
  }
}
