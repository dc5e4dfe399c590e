package org.jawort.isolation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jawort.TestPostgres;
import org.jawort.platform.Database;
import org.jspecify.annotations.Nullable;

/** Looks past all fences. */
final class PastIsolation {
  private final TestPostgres.TestDatabase place;
  private @Nullable Connection open;

  PastIsolation(TestPostgres.TestDatabase place) {
    this.place = place;
  }

  /** One connection for all, as it is asked thousands of times. */
  private Connection open() throws SQLException {
    if (open == null) {
      open = DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password());
      open.setSchema("jawort");
    }
    return open;
  }

  /** Works as the owner of the tables, whom no fence holds. */
  <T> T work(Database.Work<T> work) {
    try {
      return work.in(open());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<List<String>> rows(String sql) {
    return work(connection -> rows(connection, sql));
  }

  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        rows.add(
            columns == 1 ? List.of(row.getString(1)) : List.of(row.getString(1), row.getString(2)));
      }
      return rows;
    }
  }
}
