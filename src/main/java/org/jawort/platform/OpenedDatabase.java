package org.jawort.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jawort.platform.postgres.EmbeddedPostgres;
import org.jawort.platform.postgres.EmbeddedPostgresException;
import org.jspecify.annotations.Nullable;

/**
 * The database of this process: the given PostgreSQL, or the embedded one, which it stops again.
 */
public final class OpenedDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 16;

  private final @Nullable EmbeddedPostgres embedded;
  private final HikariDataSource pool;

  private OpenedDatabase(@Nullable EmbeddedPostgres embedded, HikariDataSource pool) {
    this.embedded = embedded;
    this.pool = pool;
  }

  /**
   * Starts or reaches the database that the settings name, and brings it to the present schema.
   *
   * @throws SettingException in one line where that cannot be done
   */
  public static OpenedDatabase open(Settings settings) {
    return settings.databaseUrl().isPresent()
        ? new OpenedDatabase(
            null, DatabaseStart.given(settings.databaseUrl().get()).open(CONNECTIONS))
        : embedded(settings);
  }

  private static OpenedDatabase embedded(Settings settings) {
    EmbeddedPostgres postgres;
    try {
      postgres = EmbeddedPostgres.start(settings.data());
    } catch (EmbeddedPostgresException e) {
      throw new SettingException(String.valueOf(e.getMessage()));
    }
    try {
      var start = DatabaseStart.embedded(postgres.jdbcUrl(), postgres.user(), postgres.password());
      var opened = new OpenedDatabase(postgres, start.open(CONNECTIONS));
      opened.mustHaveItsSecret(settings);
      return opened;
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** A database in use was made with a secret; a new one in its place would not fit. */
  private void mustHaveItsSecret(Settings settings) {
    if (MasterSecret.isMissing(settings) && isInUse()) {
      pool.close();
      throw new SettingException(
          "JAWORT_DATA=" + settings.data(),
          "holds a database but not its file \"secret\"; restore it from a backup. If it is lost for"
              + " good, write a new one (openssl rand -hex 32), then: jawort log rotate-key"
              + " --secret-lost. Links in mails sent so far will not work any more");
    }
  }

  private boolean isInUse() {
    String sql = "SELECT EXISTS (SELECT FROM tenant_directory())";
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() && answer.getBoolean(1);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The pool, whose connections act in the application's own role. */
  public DataSource pool() {
    return pool;
  }

  /** Closes the pool, then stops the embedded database. */
  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
