package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jawort.TestServer;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** For whom a transaction acts, and that it acts for nobody once it is over. */
class DatabaseScopeTest {
  private static final String SCOPE = "SELECT current_setting('jawort.tenants', true)";

  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();
  private final TenantId other = new TenantId(UUID.randomUUID());

  private static String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static String scope(Connection connection) throws SQLException {
    return ask(connection, SCOPE);
  }

  /** What the pool's connections still know, all those that lie idle at this moment. */
  private Set<String> known() throws SQLException {
    var known = new HashSet<String>();
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Connection connection = server.bean(DataSource.class).getConnection();
        taken.add(connection);
        String scope = scope(connection);
        known.add(scope == null ? "" : scope);
      }
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    return known;
  }

  @Test
  @DisplayName("S1-20 Behind a transaction no connection knows for whom it acted, however it ended")
  void forgotten() throws Exception {
    assertThat(database.<String>write(tenant, DatabaseScopeTest::scope))
        .contains(tenant.value().toString());
    assertThat(database.<String>read(tenant, DatabaseScopeTest::scope))
        .contains(tenant.value().toString());
    assertThatThrownBy(
            () ->
                database.write(
                    tenant,
                    connection -> {
                      throw new SQLException("on purpose");
                    }))
        .isInstanceOf(DatabaseException.class);
    assertThat(known()).as("tenants that idle connections act for").containsOnly("");
  }

  @Test
  @DisplayName("S1-20 Reading changes nothing, whatever is tried")
  void readOnly() {
    String sql = "UPDATE tenant SET name = name RETURNING name";
    assertThatThrownBy(() -> database.<String>read(tenant, connection -> ask(connection, sql)))
        .hasMessageContaining("read-only transaction");
    assertThat(database.<String>write(tenant, connection -> ask(connection, sql)))
        .as("the name that a write gives back")
        .isNotBlank();
  }

  @Test
  @DisplayName("S1-20 A call inside another acts for the outer one's tenants, all of them or some")
  void nested() {
    List<TenantId> both = List.of(tenant, other);
    String outer =
        database.write(both, connection -> database.<String>read(tenant, DatabaseScopeTest::scope));
    assertThat(outer)
        .as("for whom the inner call acts")
        .contains(tenant.value().toString(), other.value().toString());
    assertThatThrownBy(
            () ->
                database.write(
                    tenant, connection -> database.<String>write(both, DatabaseScopeTest::scope)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot take in further tenants");
  }

  @Test
  @DisplayName("S1-20 What fails inside takes the whole transaction with it")
  void together() {
    String rename =
        "UPDATE tenant SET name = 'half' WHERE id = '" + tenant.value() + "' RETURNING id";
    assertThatThrownBy(
            () ->
                database.write(
                    tenant,
                    connection -> {
                      database.<String>write(tenant, inner -> ask(inner, rename));
                      throw new IllegalStateException("after the inner one");
                    }))
        .hasMessage("after the inner one");
    assertThat(
            database.<String>read(tenant, connection -> ask(connection, "SELECT name FROM tenant")))
        .as("the name after the outer one failed")
        .isNotEqualTo("half");
  }
}
