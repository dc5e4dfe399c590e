package org.jawort.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random keys that outlive the master secret, which merely seals them for the database: what was
 * hashed by one is recognised for as long as it stands there.
 */
public final class InstallationKeys {
  /** What is over where the master secret is lost, and the way on. */
  public static final String LOST =
      "If it is lost for good: jawort log rotate-key --secret-lost, which ends every link in mails"
          + " sent so far, the secrets of webhooks, and the suppression list but for addresses that"
          + " are still there as contacts";

  private final Database database;
  private final MasterSecret secret;
  private final InstantSource clock;

  /** Reads with what is given; also for the commands. */
  public InstallationKeys(Database database, MasterSecret secret, InstantSource clock) {
    this.database = database;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * The HMAC-SHA256 key for one use, made where there is none yet; every node gets the same.
   *
   * @throws SettingException where another master secret sealed it
   */
  public SecretKey key(String use) {
    return database.write(
        Set.of(),
        connection -> {
          insert(connection, use);
          return new SecretKeySpec(opened(connection, use), "HmacSHA256");
        });
  }

  private void insert(Connection connection, String use) throws SQLException {
    String sql =
        """
        INSERT INTO installation_key (use, sealed, made_at) VALUES (:use, :sealed, :now)
        ON CONFLICT DO NOTHING
        """;
    Rows.sql(connection, sql)
        .text("use", use)
        .bytea("sealed", secret.seal(use, MasterSecret.randomKey()))
        .instant("now", clock.instant())
        .update();
  }

  private byte[] opened(Connection connection, String use) throws SQLException {
    String sql = "SELECT sealed FROM installation_key WHERE use = :use";
    byte[] stored = Rows.sql(connection, sql).text("use", use).only(row -> row.getBytes("sealed"));
    return secret.open(use, stored).orElseThrow(InstallationKeys::replaced);
  }

  private static SettingException replaced() {
    return new SettingException(
        "The master secret is not the one that sealed the keys of this installation. Restore it from"
            + " a backup: JAWORT_SECRET, or the file \"secret\" in JAWORT_DATA. To change it with the"
            + " former one at hand: jawort secret rotate. "
            + LOST);
  }

  /** Tells whether the key can be had, or none was made yet; inside the running transaction. */
  public boolean opens(Connection connection, String use) throws SQLException {
    String sql = "SELECT sealed FROM installation_key WHERE use = :use";
    return Rows.sql(connection, sql)
        .text("use", use)
        .first(row -> row.getBytes("sealed"))
        .map(stored -> secret.open(use, stored).isPresent())
        .orElse(true);
  }

  /** Puts a new key in the place of one that cannot be opened any more, in the transaction. */
  public SecretKey replace(Connection connection, String use) throws SQLException {
    Rows.sql(connection, "DELETE FROM installation_key WHERE use = :use").text("use", use).update();
    insert(connection, use);
    return new SecretKeySpec(opened(connection, use), "HmacSHA256");
  }

  /**
   * Seals every key anew, inside the running transaction.
   *
   * @param former that sealed them until now; what is sealed by the present one stays
   * @throws SettingException where neither of the two opens one
   */
  public void sealAgain(Connection connection, MasterSecret former) throws SQLException {
    for (Sealed one : all(connection)) {
      if (secret.open(one.use(), one.sealed()).isEmpty()) {
        byte[] key = former.open(one.use(), one.sealed()).orElseThrow(InstallationKeys::replaced);
        Rows.sql(connection, "UPDATE installation_key SET sealed = :sealed WHERE use = :use")
            .bytea("sealed", secret.seal(one.use(), key))
            .text("use", one.use())
            .update();
      }
    }
  }

  private record Sealed(String use, byte[] sealed) {}

  private static List<Sealed> all(Connection connection) throws SQLException {
    return Rows.sql(connection, "SELECT use, sealed FROM installation_key ORDER BY use FOR UPDATE")
        .list(row -> new Sealed(row.getString("use"), row.getBytes("sealed")));
  }
}
