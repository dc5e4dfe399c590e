package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-20 a database that cannot be used is one line and what to do")
class DatabaseStartTest {
  private TestDatabase database;
  private String name;
  private String shown;
  private final String role = "start_" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void useEmpty() {
    use(TestPostgres.freshDatabase("start"));
  }

  /** For what is not about how a database gets its schema. */
  private void useMigrated() {
    use(TestPostgres.migratedDatabase("start"));
  }

  private void use(TestDatabase other) {
    database = other;
    URI address = URI.create(database.url());
    name = address.getPath().substring(1);
    shown = address.getHost() + ":" + address.getPort() + "/" + name;
  }

  @AfterEach
  void dropRole() throws SQLException {
    run("DROP ROLE IF EXISTS jawort_login_" + name);
    run(
        """
        DO $$ BEGIN
          IF EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
            DROP OWNED BY %1$s CASCADE;
            DROP ROLE %1$s;
          END IF;
        END $$
        """
            .formatted(role));
  }

  @Test
  @DisplayName("A wrong password names the user and never the password")
  void wrongPassword() throws SQLException {
    createRole("");
    line("postgres://%s:hunter2@%s".formatted(role, shown))
        .contains(shown, "refuses the user \"" + role + "\" or its password")
        .doesNotContain("hunter2");
  }

  @Test
  @DisplayName("An unknown user too")
  void unknownUser() {
    line("postgres://nobody_here:hunter2@" + shown).contains("\"nobody_here\" or its password");
  }

  @Test
  @DisplayName("A missing database comes with the statement that creates it")
  void missingDatabase() {
    line(database.url().replace("/" + name, "/no_such_place"))
        .contains("/no_such_place does not exist")
        .contains("CREATE DATABASE \"no_such_place\" OWNER \"" + database.user() + "\"");
  }

  @Test
  @DisplayName(
      "A database without letters beyond ASCII comes with the statement that makes a better one")
  void withoutLetters() throws SQLException {
    String poor = name + "_poor";
    run("CREATE DATABASE " + poor + " TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'");
    String url = database.url().replace("/" + name, "/" + poor);
    String advice = line(url).contains("/" + poor + " does not know letters such as Ö").actual();
    run("DROP DATABASE " + poor);
    run(advice.replaceFirst(".*as a superuser: ", ""));
    opens(url);
    run("DROP DATABASE " + poor + " WITH (FORCE)");
  }

  @Test
  @DisplayName("Nobody listening")
  void serverDown() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    line("postgres://ada:hunter2@127.0.0.1:%d/jawort".formatted(port))
        .contains("127.0.0.1:" + port + "/jawort does not answer; start it or correct the address");
  }

  @Test
  @DisplayName("Missing rights come with the statements that give them, and these suffice")
  void missingRights() throws SQLException {
    createRole("");
    String advice = line(ownUrl()).contains("lets \"" + role + "\" do too little").actual();
    for (String statement : advice.replaceFirst(".*as a superuser run: ", "").split("; ")) {
      // The role is shared by all databases of the test server, so it may be there already.
      if (!statement.startsWith("CREATE ROLE")) {
        run(statement);
      }
    }
    opens(ownUrl());
  }

  @Test
  @DisplayName("The right to create roles alone does not suffice, and the line says so")
  void mayNotCreateSchemas() throws SQLException {
    createRole("");
    run("GRANT jawort_app TO " + role);
    line(ownUrl())
        .contains("do too little")
        .contains("GRANT CREATE ON DATABASE \"%s\" TO \"%s\"".formatted(name, role));
  }

  @Test
  @DisplayName("Who may create roles and owns the database needs nobody's help")
  void ownerThatCreatesRoles() throws SQLException {
    createRole("CREATEROLE");
    // As if it had created the role itself; before 16 it needed no such membership.
    run(
        """
        DO $$ BEGIN
          IF current_setting('server_version_num')::int >= 160000 THEN
            EXECUTE 'GRANT jawort_app TO %s WITH ADMIN TRUE, SET FALSE, INHERIT FALSE';
          END IF;
        END $$
        """
            .formatted(role));
    run("ALTER DATABASE %s OWNER TO %s".formatted(name, role));
    opens(ownUrl());
    run("ALTER DATABASE %s OWNER TO CURRENT_USER".formatted(name));
  }

  @Test
  @DisplayName("B-02 Who has a connection of the pool is nobody who could become the owner")
  void nobodyBecomesTheOwner() throws SQLException {
    useMigrated();
    try (HikariDataSource pool = DatabaseStart.given(database.url()).open(2);
        var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("RESET ROLE");
      try (var answer =
          statement.executeQuery(
              "SELECT session_user, current_user, (SELECT count(*) FROM pg_stat_activity WHERE"
                  + " datname = current_database() AND usename <> session_user) FROM pg_roles"
                  + " WHERE rolname = session_user AND NOT rolsuper AND NOT rolcreaterole"
                  + " AND NOT rolcreatedb AND NOT rolreplication AND NOT rolbypassrls")) {
        assertThat(answer.next()).as("it is no superuser, nor anything near").isTrue();
        assertThat(answer.getString(1)).startsWith("jawort_login_");
        assertThat(answer.getString(2)).isEqualTo(answer.getString(1));
        assertThat(answer.getInt(3)).as("connections of the owner that are open").isZero();
      }
      for (String sql :
          new String[] {
            "SET ROLE " + database.user(),
            "SET SESSION AUTHORIZATION " + database.user(),
            "ALTER TABLE jawort.contact DISABLE ROW LEVEL SECURITY",
            "CREATE ROLE another",
            "ALTER ROLE jawort_app BYPASSRLS",
            "GRANT " + database.user() + " TO jawort_app"
          }) {
        assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
      }
    }
    assertThat(DatabaseStart.given(database.url()).ownerInPool()).isEmpty();
  }

  @Test
  @DisplayName("B-02 Where no role can be made the program runs, and the doctor has the remedy")
  void noRoleForThePool() throws SQLException {
    createRole("");
    run("GRANT jawort_app TO " + role);
    run("ALTER DATABASE %s OWNER TO %s".formatted(name, role));
    try {
      opens(ownUrl());
      String advice = DatabaseStart.given(ownUrl()).ownerInPool().orElseThrow();
      run(advice.replaceFirst(".*as a superuser run: ", "").replaceFirst("; then start.*", ""));
      opens(ownUrl());
      assertThat(DatabaseStart.given(ownUrl()).ownerInPool()).isEmpty();
    } finally {
      run("ALTER DATABASE %s OWNER TO CURRENT_USER".formatted(name));
    }
  }

  @Test
  @DisplayName("A database of another version of Jawort")
  void otherVersion() throws SQLException {
    useMigrated();
    run("UPDATE jawort.flyway_schema_history SET checksum = 1 WHERE version = '001'");
    assertThatThrownBy(() -> DatabaseStart.given(database.url()).open(1))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(shown + " was made by another version of Jawort")
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisplayName("A database that a newer version of Jawort brought up, whose tables we do not know")
  void newerVersion() throws SQLException {
    useMigrated();
    run(
        """
        INSERT INTO jawort.flyway_schema_history (installed_rank, version, description, type,
            script, checksum, installed_by, execution_time, success)
        VALUES (9999, '999', 'newer', 'SQL', 'V999__newer.sql', 1, 'x', 1, true)
        """);
    assertThatThrownBy(() -> DatabaseStart.given(database.url()).open(1))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(shown + " was made by another version of Jawort")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> DatabaseStart.given(database.url()).pending())
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(" was made by another version of Jawort");
  }

  private static AbstractStringAssert<?> line(String url) {
    try (HikariDataSource pool = DatabaseStart.given(url).open(1)) {
      throw new AssertionError("opened " + pool.getJdbcUrl());
    } catch (SettingException e) {
      return assertThat(e.getMessage()).startsWith("JAWORT_DATABASE_URL").doesNotContain("\n");
    }
  }

  private static void opens(String url) throws SQLException {
    try (HikariDataSource pool = DatabaseStart.given(url).open(1);
        var connection = pool.getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT current_user")) {
      answer.next();
      assertThat(answer.getString(1)).isEqualTo("jawort_app");
    }
  }

  private String ownUrl() {
    return "postgres://%s:right@%s".formatted(role, shown);
  }

  private void createRole(String attributes) throws SQLException {
    run("CREATE ROLE %s LOGIN PASSWORD 'right' %s".formatted(role, attributes));
    run("DO $$ BEGIN CREATE ROLE jawort_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
  }

  private void run(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
