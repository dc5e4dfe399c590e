package org.jawort.platform;

import java.sql.SQLException;

/** A fault of the database; the cause says which. */
public final class DatabaseException extends RuntimeException {
  /** Wraps what the driver reported. */
  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
