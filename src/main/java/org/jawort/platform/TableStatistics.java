package org.jawort.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What PostgreSQL believes about its tables, by which it plans. */
public final class TableStatistics {
  private TableStatistics() {}

  /**
   * Has PostgreSQL look at tables at once (ANALYZE), inside the caller's transaction and with what
   * it wrote; one that somebody else is looking at is left out. For whoever has brought many rows
   * of a tenant, before the next statement about many of them.
   *
   * @param tables for which the schema says {@code look_often}
   */
  public static void refresh(Connection connection, List<String> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE (SKIP_LOCKED) " + String.join(", ", tables));
    }
  }
}
