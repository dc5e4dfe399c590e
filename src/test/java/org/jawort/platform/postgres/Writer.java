package org.jawort.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A server in small: starts the database and writes rows, saying which were acknowledged. */
final class Writer {
  private Writer() {}

  /** Arguments: data folder, folder for the binaries. */
  public static void main(String[] arguments) {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]), Map.of(), false);
      postgres.closeAtExit();
      System.out.println("UP " + postgres.port());
      for (long id = System.nanoTime(); ; ) {
        id = write(postgres, id);
      }
    } catch (EmbeddedPostgresException e) {
      System.out.println("REFUSED " + e.getMessage());
    }
  }

  /** Writes until the connection breaks, and returns the next id; then the caller reconnects. */
  private static long write(EmbeddedPostgres postgres, long first) {
    long id = first;
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var table = connection.createStatement()) {
      table.execute("CREATE TABLE IF NOT EXISTS acknowledged (id bigint PRIMARY KEY)");
      try (var insert = connection.prepareStatement("INSERT INTO acknowledged VALUES (?)")) {
        while (true) {
          insert.setLong(1, ++id);
          insert.executeUpdate();
          System.out.println("ROW " + id);
        }
      }
    } catch (SQLException e) {
      Thread.onSpinWait();
    }
    return id;
  }
}
