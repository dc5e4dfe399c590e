package org.jawort.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: an account and a network each have some tries for free, after which every
 * try doubles the wait, up to a quarter of an hour. It counts for addresses without an account just
 * the same, so the answer tells nothing about them.
 */
@Component
class SignInThrottle {
  private static final int FREE_PER_ACCOUNT = 5;
  private static final int FREE_PER_NETWORK = 30;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final SecretKey key;

  SignInThrottle(Database database, JdbcClient jdbc, InstantSource clock, MasterSecret secret) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.key = secret.keyFor("sign-in-throttle");
  }

  /**
   * Counts a try before it is made, so that many at once cannot slip through.
   *
   * @return false where one of the two must wait
   */
  boolean admits(StaffEmail email, byte[] network) {
    return database.write(
        Set.of(),
        connection ->
            counted(network(network), FREE_PER_NETWORK)
                && counted(account(email), FREE_PER_ACCOUNT));
  }

  private boolean counted(byte[] hash, int free) {
    return jdbc.sql(
                """
                INSERT INTO sign_in_throttle AS t (key_hash, failures, last_at)
                VALUES (:hash, 1, :now)
                ON CONFLICT (key_hash) DO UPDATE
                SET failures = CASE WHEN t.last_at < :now - make_interval(secs => :forgotten)
                                    THEN 1 ELSE least(t.failures + 1, 100) END,
                    last_at = :now
                WHERE t.last_at + make_interval(secs =>
                          CASE WHEN t.failures < :free THEN 0
                               ELSE least(:longest, power(2, t.failures - :free)) END) <= :now
                """)
            .param("hash", hash)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("forgotten", (double) FORGOTTEN_AFTER.toSeconds())
            .param("longest", (double) LONGEST_WAIT.toSeconds())
            .param("free", free)
            .update()
        == 1;
  }

  /** Takes back what was counted for a try that was right. */
  void forgive(StaffEmail email, byte[] network) {
    database.write(
        Set.of(),
        connection -> {
          jdbc.sql("DELETE FROM sign_in_throttle WHERE key_hash = :keyHash")
              .param("keyHash", account(email))
              .update();
          return jdbc.sql(
                  "UPDATE sign_in_throttle SET failures = greatest(failures - 1, 0)"
                      + " WHERE key_hash = :keyHash")
              .param("keyHash", network(network))
              .update();
        });
  }

  private byte[] account(StaffEmail email) {
    return hash('a', email.key().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] network(byte[] network) {
    return hash('n', network);
  }

  private byte[] hash(char kind, byte[] value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((byte) kind);
      return mac.doFinal(value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
