package org.jawort.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.postgres.EmbeddedPostgres;
import org.jawort.platform.postgres.EmbeddedPostgresException;
import org.jspecify.annotations.Nullable;

/**
 * The database that the settings name, for a look at it: nothing is made, and the schema stays as
 * it is. The embedded one is started for as long, unless it runs already.
 */
public final class ExaminedDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final DatabaseStart start;
  private final @Nullable EmbeddedPostgres started;
  private final String version;
  private @Nullable HikariDataSource pool;

  private ExaminedDatabase(DatabaseStart start, @Nullable EmbeddedPostgres started) {
    this.start = start;
    this.started = started;
    this.version = start.examine();
  }

  /**
   * Reaches the database.
   *
   * @throws SettingException in one line where that cannot be done, and what to do
   */
  public static ExaminedDatabase of(Settings settings) {
    return settings.databaseUrl().isPresent()
        ? new ExaminedDatabase(DatabaseStart.given(settings.databaseUrl().get()), null)
        : embedded(settings);
  }

  private static ExaminedDatabase embedded(Settings settings) {
    try {
      EmbeddedPostgres.Kept kept =
          EmbeddedPostgres.kept(settings.data())
              .orElseThrow(
                  () ->
                      new SettingException(
                          "JAWORT_DATA=" + settings.data(),
                          "holds no database yet; jawort serve makes it"));
      if (kept.answers()) {
        return new ExaminedDatabase(
            DatabaseStart.embedded(kept.jdbcUrl(), kept.user(), kept.password()), null);
      }
      return started(EmbeddedPostgres.start(settings.data()));
    } catch (EmbeddedPostgresException e) {
      throw new SettingException(String.valueOf(e.getMessage()));
    }
  }

  private static ExaminedDatabase started(EmbeddedPostgres postgres) {
    try {
      return new ExaminedDatabase(
          DatabaseStart.embedded(postgres.jdbcUrl(), postgres.user(), postgres.password()),
          postgres);
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** What it is and where, without any password. */
  public String version() {
    return version;
  }

  /** What is to be done so that the pool cannot become the owner; empty where it cannot. */
  public Optional<String> ownerInPool() {
    return start.ownerInPool();
  }

  /**
   * The versions of the schema that it has not yet; none where it is up to date.
   *
   * @throws SettingException where another version of Jawort made it
   */
  public List<String> pending() {
    return start.pending();
  }

  /** The way to it in the application's own role, once the schema is up to date. */
  public Database database() {
    HikariDataSource opened = start.openAsItIs(CONNECTIONS);
    pool = opened;
    return new Database(opened);
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
    if (started != null) {
      started.close();
    }
  }
}
