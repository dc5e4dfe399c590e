package org.jawort.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fault of the database; the cause says which. */
public final class DatabaseException extends RuntimeException {
  private static final List<String> DEADLOCKS = Arrays.asList("40P01", "40001");
  private static final String CANCELED = "57014";
  private static final String FULL = "53100";
  private static final Set<String> AWAY = Set.of("08", "53", "57");

  /** Wraps what the driver reported. */
  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * Tells whether what failed is nobody's own: two transactions waited for one another, or the
   * database is away, full or stopping. The same work can be done when that is over.
   */
  public static boolean isPassing(Throwable fault) {
    return isAway(fault) || isDeadlock(fault);
  }

  /**
   * Tells whether the database cannot be reached, is full or stopping: nobody can be served until
   * that is over.
   */
  public static boolean isAway(Throwable fault) {
    return causes(fault)
        .anyMatch(
            cause ->
                cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isAway(sql.getSQLState()));
  }

  /** Classes: connection, resources, intervention of an operator. */
  private static boolean isAway(@Nullable String state) {
    return state != null && AWAY.contains(state.substring(0, Math.min(2, state.length())));
  }

  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
  }

  /**
   * Tells whether two transactions waited for one another, and PostgreSQL ended the one that failed
   * so: nothing of it was written, and it can be done again.
   */
  public static boolean isDeadlock(Throwable fault) {
    return causes(fault)
        .anyMatch(
            cause -> cause instanceof SQLException sql && DEADLOCKS.contains(sql.getSQLState()));
  }

  /** Tells whether the disk on which the database lies has no room left. */
  public static boolean isFull(Throwable fault) {
    return causes(fault)
        .anyMatch(cause -> cause instanceof SQLException sql && FULL.equals(sql.getSQLState()));
  }

  /** Tells whether a statement was ended because it took longer than it was given. */
  public static boolean isCanceled(Throwable fault) {
    return causes(fault)
        .anyMatch(cause -> cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState()));
  }
}
