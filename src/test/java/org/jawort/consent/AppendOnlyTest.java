package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** B-02: what was appended can neither be changed nor removed, by any way that the program has. */
class AppendOnlyTest {
  private static final List<String> TABLES =
      List.of(
          "consent_event",
          "wording",
          "form_version",
          "campaign_version",
          "opt_in_process_version",
          "purpose_validity");

  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();

  static Stream<String> attempts() {
    return TABLES.stream()
        .flatMap(
            table ->
                Stream.of(
                        "UPDATE %s SET tenant_id = tenant_id",
                        "DELETE FROM %s",
                        "TRUNCATE %s CASCADE",
                        "DROP TABLE %s CASCADE",
                        "ALTER TABLE %s DISABLE TRIGGER ALL",
                        "ALTER TABLE %s OWNER TO jawort_app",
                        "CREATE RULE r AS ON INSERT TO %s DO INSTEAD NOTHING")
                    .map(sql -> sql.formatted(table)));
  }

  @ParameterizedTest
  @MethodSource("attempts")
  @DisplayName("B-02 the application's role is refused")
  void asTheApplication(String sql) {
    assertThatThrownBy(() -> run(sql))
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  @ParameterizedTest
  @MethodSource("attempts")
  @DisplayName("B-02 a transaction that goes back to the role of the sign-in is refused too")
  void asTheOwner(String sql) {
    assertThatThrownBy(() -> run("RESET ROLE", sql))
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  @Test
  @DisplayName("B-02 the application's role is a member of no other, and has no way around")
  void noOtherWay() {
    assertThat(
            list(
                "SELECT roleid::regrole::text FROM pg_auth_members"
                    + " WHERE member = 'jawort_app'::regrole"))
        .isEmpty();
    // What runs with the owner's rights cannot write: it is declared to read only.
    assertThat(
            list(
                "SELECT proname FROM pg_proc WHERE pronamespace = 'jawort'::regnamespace"
                    + " AND prosecdef AND provolatile = 'v'"
                    + " AND has_function_privilege('jawort_app', oid, 'EXECUTE')"))
        .isEmpty();
    for (String table : TABLES) {
      assertThat(
              list(
                  "SELECT has_table_privilege('jawort_app', 'jawort."
                      + table
                      + "', 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')"))
          .as(table)
          .containsExactly("f");
      assertThat(
              list(
                  "SELECT has_any_column_privilege('jawort_app', 'jawort."
                      + table
                      + "', 'UPDATE')"))
          .as(table)
          .containsExactly("f");
    }
  }

  private int run(String... statements) {
    return database.write(
        tenant,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
            return statements.length;
          } finally {
            if (statements.length > 1) {
              restore(connection);
            }
          }
        });
  }

  /** The connection goes back to the pool as it came. */
  private static void restore(Connection connection) throws SQLException {
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE jawort_app");
      connection.commit();
    }
  }

  private List<String> list(String sql) {
    return database.read(
        tenant,
        connection -> {
          var values = new ArrayList<String>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
              values.add(row.getString(1));
            }
          }
          return values;
        });
  }
}
