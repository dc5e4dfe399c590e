package org.jawort.platform;

import java.sql.SQLException;
import java.util.stream.Stream;

/** A fault of the database; the cause says which. */
public final class DatabaseException extends RuntimeException {
  private static final String DEADLOCK = "40P01";

  /** Wraps what the driver reported. */
  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * Tells whether two transactions waited for one another, and PostgreSQL ended the one that failed
   * so: nothing of it was written, and it can be done again.
   */
  public static boolean isDeadlock(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause -> cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState()));
  }
}
