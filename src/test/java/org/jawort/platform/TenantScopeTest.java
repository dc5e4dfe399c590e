package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.TestServer;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the catalogue: no table without a fence, and none that the application's role owns. */
class TenantScopeTest {
  /** What holds nothing of a tenant, each with its reason in the migration that makes it. */
  private static final Set<String> WITHOUT_TENANT =
      Set.of(
          "account",
          "account_link",
          "account_passkey",
          "account_provider",
          "account_recovery_code",
          "flyway_schema_history",
          "form_network_of_all",
          "installation_key",
          "log_bundle",
          "log_checkpoint",
          "log_filler",
          "log_cosignature",
          "log_key",
          "log_night",
          "log_tile",
          "log_witness",
          "log_time_stamp",
          "log_time_stamp_fault",
          "scheduled_tasks",
          "secret_version",
          "sign_in_throttle",
          "spent_challenge");

  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();
  private final TenantId stranger = new TenantId(UUID.randomUUID());

  static Stream<String> tables() {
    return list(
            "SELECT relname FROM pg_class WHERE relnamespace = 'jawort'::regnamespace"
                + " AND relkind IN ('r', 'p') ORDER BY 1")
        .stream()
        .filter(table -> !WITHOUT_TENANT.contains(table));
  }

  private static List<String> list(String sql) {
    var server = TestServer.shared();
    TenantId any = new TenantId(UUID.randomUUID());
    return server.bean(Database.class).read(any, connection -> column(connection, sql));
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("tables")
  @DisplayName("S1-20 every table is fenced by tenant, by force, and keyed by it first")
  void fenced(String table) {
    assertThat(
            list(
                "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = 'jawort."
                    + table
                    + "'::regclass"))
        .containsExactly("t");
    assertThat(
            list(
                "SELECT count(*) FROM pg_policies WHERE schemaname = 'jawort' AND policyname ="
                    + " 'tenant_scope' AND cmd = 'ALL' AND tablename = '"
                    + table
                    + "'"))
        .containsExactly("1");
    assertThat(
            list(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                    + " AND a.attnum = i.indkey[0] WHERE i.indisprimary AND i.indrelid = 'jawort."
                    + table
                    + "'::regclass"))
        .containsExactly(firstOfKey(table));
  }

  private static String firstOfKey(String table) {
    return switch (table) {
      case "tenant" -> "id";
      // So that no look-up of an address reads all rows of a tenant; the schema says more.
      case "import_row" -> "import_id";
      default -> "tenant_id";
    };
  }

  @Test
  void theApplicationsRoleOwnsNothingAndCannotPassTheFence() {
    assertThat(list("SELECT current_user")).containsExactly("jawort_app");
    assertThat(list("SELECT relname FROM pg_class WHERE relowner = 'jawort_app'::regrole"))
        .isEmpty();
    assertThat(
            list(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname ="
                    + " 'jawort_app'"))
        .containsExactly("f");
  }

  @Test
  @DisplayName("B-02 the application cannot change or remove what stands in the ledger")
  void theLedgerIsAppendOnly() {
    for (String sql :
        List.of(
            "UPDATE consent_event SET status = 'CONFIRMED'",
            "DELETE FROM consent_event",
            "TRUNCATE consent_event",
            "UPDATE consent_evidence SET content = '{}'",
            "UPDATE log_entry SET position = 0",
            "DELETE FROM log_entry",
            "DELETE FROM log_checkpoint",
            "DELETE FROM log_tile",
            "UPDATE wording SET text = ''",
            "UPDATE form_version SET definition = '{}'",
            "ALTER TABLE consent_event DISABLE ROW LEVEL SECURITY")) {
      assertThatThrownBy(() -> database.write(tenant, connection -> execute(connection, sql)))
          .as(sql)
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
  }

  private static int execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  @DisplayName("S1-20 another tenant sees no row of any table, and changes none")
  void nothingIsVisibleAcrossTenants(String table) {
    long seen = database.read(stranger, connection -> rows(connection, table));
    long seenByNobody = database.read(Set.<TenantId>of(), connection -> rows(connection, table));
    assertThat(seen + seenByNobody).isZero();
    int touched =
        database.write(
            stranger,
            connection -> {
              String where = table.equals("tenant") ? "id" : "tenant_id";
              try {
                return execute(
                    connection,
                    "DELETE FROM " + table + " WHERE " + where + " = '" + tenant.value() + "'");
              } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("42501");
                connection.rollback();
                return 0;
              }
            });
    assertThat(touched).isZero();
  }

  private static long rows(Connection connection, String table) throws SQLException {
    return Long.parseLong(column(connection, "SELECT count(*) FROM " + table).getFirst());
  }

  @Test
  @DisplayName("S1-20 a violated constraint is reported without the row's values")
  void faultsRepeatNoValues() {
    String sql =
        "INSERT INTO staff_user (tenant_id, id, account_id, email, email_key, name, role, language,"
            + " created_at) SELECT '%s', gen_random_uuid(), gen_random_uuid(), e, e,"
            + " 'Berta Geheim', '%s', 'de', now() FROM (VALUES ('berta@geheim.example'),"
            + " ('berta@geheim.example')) v (e)";
    for (String role : List.of("OWNER", "NOBODY")) {
      assertThatThrownBy(
              () ->
                  database.write(
                      tenant,
                      connection -> execute(connection, sql.formatted(tenant.value(), role))))
          .rootCause()
          .hasMessageContaining("violates")
          .hasMessageNotContaining("eheim");
    }
  }

  @Test
  void aTransactionCannotWriteForATenantThatItDoesNotName() {
    assertThatThrownBy(
            () ->
                database.write(
                    stranger,
                    connection ->
                        execute(
                            connection,
                            "INSERT INTO tenant_language VALUES ('" + tenant.value() + "', 'de')")))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(
            () ->
                database.write(
                    stranger, connection -> database.read(tenant, inner -> rows(inner, "tenant"))))
        .isInstanceOf(IllegalStateException.class);
  }
}
