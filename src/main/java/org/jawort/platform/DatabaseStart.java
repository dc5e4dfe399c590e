package org.jawort.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a PostgreSQL to the present schema and opens the pool in which the application acts in a
 * role of its own, {@code jawort_app}, that owns nothing and so is bound by row-level security. The
 * owner's connections are closed by then; those of the pool sign in as somebody else ({@link
 * PoolRole}).
 */
public final class DatabaseStart {
  private static final int OLDEST_MAJOR_VERSION = 15;

  /** Since 16, whoever creates a role is a member of it and yet may not act in it. */
  private static final String MAY_ACT_AS_APPLICATION =
      """
      SELECT pg_has_role(current_user, 'jawort_app',
          CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
      """;

  /**
   * A process that dies is noticed at once, as its machine closes its connections. A machine that
   * dies, or is cut off, closes nothing: what its transactions held would stay locked for the two
   * hours of the operating system. So the server asks after a minute.
   */
  private static final String NOTICE_THE_DEAD =
      """
      SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
      SET tcp_user_timeout = 60000
      """;

  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final String shown;

  private DatabaseStart(String jdbcUrl, String user, String password, String shown) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.shown = shown;
  }

  /** The embedded database, as its owner. */
  public static DatabaseStart embedded(String jdbcUrl, String user, String password) {
    return new DatabaseStart(jdbcUrl, user, password, "the embedded PostgreSQL");
  }

  /**
   * Reads JAWORT_DATABASE_URL.
   *
   * @throws SettingException where it is not of the form {@code postgres://user:password@host/db}
   */
  public static DatabaseStart given(String url) {
    URI parsed = parse(url);
    String[] login = parsed.getRawUserInfo().split(":", 2);
    String address =
        parsed.getHost() + (parsed.getPort() < 0 ? "" : ":" + parsed.getPort()) + parsed.getPath();
    String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
    return new DatabaseStart(
        "jdbc:postgresql://" + address + query,
        decoded(login[0]),
        login.length > 1 ? decoded(login[1]) : "",
        address);
  }

  private static URI parse(String url) {
    try {
      URI parsed = URI.create(url);
      boolean scheme =
          "postgres".equals(parsed.getScheme()) || "postgresql".equals(parsed.getScheme());
      boolean named = parsed.getPath() != null && parsed.getPath().length() > 1;
      if (scheme && parsed.getHost() != null && parsed.getRawUserInfo() != null && named) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      // Said below; the text may hold a password and is not repeated.
    }
    throw new SettingException(
        "JAWORT_DATABASE_URL",
        "is not a database address; expected postgres://user:password@host:5432/database");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Checks the server, migrates it and opens the pool.
   *
   * @param connections most connections that the pool opens
   * @throws SettingException in one line where the server cannot be used, and what to do
   */
  public HikariDataSource open(int connections) {
    try (Connection owner = DriverManager.getConnection(jdbcUrl, user, password)) {
      checkVersion(owner.getMetaData().getDatabaseMajorVersion(), shown);
      checkLetters(owner);
      prepareRole(owner);
    } catch (SQLException e) {
      throw refused(e);
    }
    migrate();
    return pool(connections, login());
  }

  /**
   * Who the pool signs in as, and may see the schema: where there can be no role for it, the owner,
   * who steps down.
   */
  private PoolRole login() {
    try (Connection owner = DriverManager.getConnection(jdbcUrl, user, password)) {
      grantSchema(owner);
      Optional<PoolRole> role = PoolRole.of(owner.getCatalog(), password);
      return role.isPresent() && role.get().prepare(owner, jdbcUrl)
          ? role.get()
          : new PoolRole(user, password);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /**
   * Tells whether the pool signs in as somebody who cannot become the owner.
   *
   * @return empty where it does, else what is to be done
   */
  Optional<String> ownerInPool() {
    Optional<PoolRole> role = present();
    if (role.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        ("connections act as jawort_app and yet sign in as \"%s\", whom the tables belong to; as a"
                + " superuser run: ALTER ROLE \"%s\" CREATEROLE; GRANT jawort_app TO \"%s\" WITH"
                + " ADMIN OPTION; then start jawort serve once. The right may be taken back"
                + " afterwards: ALTER ROLE \"%s\" NOCREATEROLE")
            .formatted(user, user, user, user));
  }

  /** The role of the pool where it was made already. */
  private Optional<PoolRole> present() {
    try (Connection owner = DriverManager.getConnection(jdbcUrl, user, password)) {
      return PoolRole.of(owner.getCatalog(), password).filter(role -> role.signsIn(jdbcUrl));
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /**
   * Checks the server and changes nothing.
   *
   * @return its version, such as "PostgreSQL 18.1 (db.example.org/jawort)"
   * @throws SettingException in one line where the server cannot be used, and what to do
   */
  String examine() {
    try (Connection owner = DriverManager.getConnection(jdbcUrl, user, password);
        Statement statement = owner.createStatement()) {
      checkVersion(owner.getMetaData().getDatabaseMajorVersion(), shown);
      checkLetters(owner);
      boolean ready =
          isTrue(statement, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jawort_app')")
              && isTrue(statement, MAY_ACT_AS_APPLICATION);
      if (!ready) {
        throw new SettingException(
            "JAWORT_DATABASE_URL:",
            "\"%s\" may not act as jawort_app yet; start jawort serve once, or as a superuser run: CREATE ROLE jawort_app NOLOGIN; GRANT jawort_app TO \"%s\""
                .formatted(user, user));
      }
      return "PostgreSQL %s (%s)".formatted(owner.getMetaData().getDatabaseProductVersion(), shown);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /**
   * The versions of the schema that this program brings and the database has not yet.
   *
   * @throws SettingException where the database was made by another version of Jawort
   */
  List<String> pending() {
    return schema().pending();
  }

  /** Opens the pool without bringing the schema up. */
  HikariDataSource openAsItIs(int connections) {
    return pool(connections, present().orElseGet(() -> new PoolRole(user, password)));
  }

  private Schema schema() {
    return new Schema(jdbcUrl, user, password, shown);
  }

  /** Refuses a server that is too old. */
  static void checkVersion(int major, String shown) {
    if (major < OLDEST_MAJOR_VERSION) {
      throw new SettingException(
          "JAWORT_DATABASE_URL",
          "names a PostgreSQL %d (%s); expected version %d or newer"
              .formatted(major, shown, OLDEST_MAJOR_VERSION));
    }
  }

  /**
   * Refuses a database that would lose letters, or whose lower case ends with ASCII: nobody would
   * find "Özlem" by "özl".
   */
  private void checkLetters(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      if (!isTrue(statement, "SELECT getdatabaseencoding() = 'UTF8' AND lower('Ö') = 'ö'")) {
        throw new SettingException(
            "JAWORT_DATABASE_URL:",
            ("%s does not know letters such as Ö (its encoding or character type); make it anew as"
                    + " a superuser: CREATE DATABASE \"%s\" OWNER \"%s\" TEMPLATE template0 ENCODING"
                    + " 'UTF8' LC_CTYPE 'C.UTF-8' LC_COLLATE 'C'")
                .formatted(shown, name(), user));
      }
    }
  }

  private void prepareRole(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      if (!isTrue(statement, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jawort_app')")) {
        createRole(statement);
      }
      if (!isTrue(statement, MAY_ACT_AS_APPLICATION)) {
        statement.execute("GRANT jawort_app TO current_user");
      }
    }
  }

  private static void createRole(Statement statement) throws SQLException {
    try {
      statement.execute("CREATE ROLE jawort_app NOLOGIN");
    } catch (SQLException e) {
      // Two nodes that start at once both find it missing; one of them creates it.
      if (!"42710".equals(e.getSQLState()) && !"23505".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private void migrate() {
    try {
      schema().bringUp();
    } catch (FlywayException e) {
      throw Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
          .filter(SQLException.class::isInstance)
          .findFirst()
          .map(cause -> refused((SQLException) cause))
          .orElseGet(
              () ->
                  new SettingException(
                      "The database", shown + " cannot be migrated: " + oneLine(e)));
    }
  }

  private static void grantSchema(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("GRANT USAGE ON SCHEMA jawort TO jawort_app");
    }
  }

  private SettingException refused(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String problem =
        switch (state) {
          case "28P01", "28000" ->
              "%s refuses the user \"%s\" or its password; correct them".formatted(shown, user);
          case "3D000" ->
              "%s does not exist; as a superuser run: CREATE DATABASE \"%s\" OWNER \"%s\""
                  .formatted(shown, name(), user);
          case "42501" ->
              ("%s lets \"%s\" do too little (%s); as a superuser run: CREATE ROLE jawort_app"
                      + " NOLOGIN; GRANT jawort_app TO \"%s\"; GRANT CREATE ON DATABASE \"%s\" TO"
                      + " \"%s\"")
                  .formatted(shown, user, oneLine(e), user, name(), user);
          case "08001", "08004", "08006" ->
              "%s does not answer; start it or correct the address".formatted(shown);
          default -> "%s reports: %s".formatted(shown, oneLine(e));
        };
    return new SettingException("JAWORT_DATABASE_URL:", problem);
  }

  /** The database's name, the last part of its address. */
  private String name() {
    return shown.substring(shown.lastIndexOf('/') + 1);
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  private HikariDataSource pool(int connections, PoolRole login) {
    var config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(2);
    config.setPoolName("jawort");
    // Where the database is away, people are told so while they still look.
    config.setConnectionTimeout(5_000);
    config.setConnectionInitSql(
        "SET ROLE jawort_app; SET search_path TO jawort; " + NOTICE_THE_DEAD);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("ApplicationName", "jawort");
    // The detail of a violated constraint repeats the row's values, such as an address.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
