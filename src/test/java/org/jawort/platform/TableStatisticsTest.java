package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TableStatisticsTest {
  private static final int MANY = 500;

  private final TestServer server = TestServer.guest();

  private static float believed(Connection connection) throws SQLException {
    return Rows.sql(connection, "SELECT reltuples FROM pg_class WHERE oid = 'contact'::regclass")
        .only(row -> row.getFloat(1));
  }

  @Test
  @DisplayName("B-06 whoever brought many rows has PostgreSQL believe in them before it goes on")
  void refresh() {
    server
        .bean(Database.class)
        .write(
            server.tenant(),
            connection -> {
              TableStatistics.refresh(connection, List.of("contact"));
              float before = believed(connection);
              String sql =
                  """
                  INSERT INTO contact (tenant_id, id, kind, language, origin, created_at, updated_at)
                  SELECT :tenant, uuidv7(), 'CUSTOMER', 'de', 'IMPORT', now(), now()
                  FROM generate_series(1, :many)
                  """;
              Rows.sql(connection, sql)
                  .uuid("tenant", server.tenant().value())
                  .integer("many", MANY)
                  .update();
              assertThat(believed(connection)).as("not before it looked").isEqualTo(before);
              TableStatistics.refresh(connection, List.of("contact", "contact_point"));
              assertThat(believed(connection)).isGreaterThan(before);
              return MANY;
            });
  }
}
