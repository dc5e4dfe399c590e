package org.jawort.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing, and shuts nobody out. A device that is known to belong to the person has a
 * lane of its own, in which only what is tried from it counts. All others share three: the network,
 * the account as seen from that network, and the account as seen from everywhere, where the wait is
 * a minute at most. It counts for addresses without an account just the same, so the answer tells
 * nothing about them.
 */
@Component
public final class SignInThrottle {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT_OF_ALL = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
  private static final int FREE_PER_ACCOUNT = 5;
  private static final int FREE_PER_NETWORK = 30;
  private static final int FREE_OF_ALL = 100;
  private static final int FREE_LETTERS = 3;

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final KnownDevices devices;
  private final SecretKey key;

  SignInThrottle(
      Database database,
      JdbcClient jdbc,
      InstantSource clock,
      KnownDevices devices,
      MasterSecret secret) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.devices = devices;
    this.key = secret.keyFor("sign-in-throttle");
  }

  /**
   * Where tries are counted.
   *
   * @param hash of what they have in common
   * @param free that cost no waiting
   * @param longest wait, which doubles up to this
   */
  private record Lane(byte[] hash, int free, Duration longest) {}

  private List<Lane> lanes(StaffEmail email, SignInOrigin origin) {
    byte[] account = email.key().getBytes(StandardCharsets.UTF_8);
    Optional<byte[]> device = devices.name(origin.device(), email);
    return device.isPresent()
        ? List.of(new Lane(hash('d', device.get(), account), FREE_PER_ACCOUNT, LONGEST_WAIT))
        : List.of(
            new Lane(hash('n', origin.network()), FREE_PER_NETWORK, LONGEST_WAIT),
            new Lane(hash('a', account, origin.network()), FREE_PER_ACCOUNT, LONGEST_WAIT),
            new Lane(hash('e', account), FREE_OF_ALL, LONGEST_WAIT_OF_ALL));
  }

  /**
   * Counts a try before it is made, so that many at once cannot slip through.
   *
   * @return false where it must wait
   */
  boolean admits(StaffEmail email, SignInOrigin origin) {
    return database.write(
        Set.of(), connection -> lanes(email, origin).stream().allMatch(this::counted));
  }

  /** The same for codes, which only those are asked for who know the password. */
  public boolean admitsCode(AccountId account) {
    return database.write(
        Set.of(),
        connection ->
            counted(
                new Lane(
                    hash('c', account.toString().getBytes(StandardCharsets.US_ASCII)),
                    FREE_PER_ACCOUNT,
                    LONGEST_WAIT)));
  }

  /** The same for mails that somebody who is not signed in has us write. */
  public boolean admitsLetter(StaffEmail email, byte[] network) {
    byte[] account = email.key().getBytes(StandardCharsets.UTF_8);
    return database.write(
        Set.of(),
        connection ->
            counted(new Lane(hash('m', network), FREE_PER_NETWORK, LONGEST_WAIT))
                && counted(new Lane(hash('l', account), FREE_LETTERS, LONGEST_WAIT)));
  }

  private boolean counted(Lane lane) {
    return jdbc.sql(
                """
                INSERT INTO sign_in_throttle AS t (key_hash, failures, last_at)
                VALUES (:hash, 1, :now)
                ON CONFLICT (key_hash) DO UPDATE
                SET failures = CASE WHEN t.last_at < :now - make_interval(secs => :forgotten)
                                    THEN 1 ELSE least(t.failures + 1, 200) END,
                    last_at = :now
                WHERE t.last_at + make_interval(secs =>
                          CASE WHEN t.failures < :free THEN 0
                               ELSE least(:longest, power(2, least(t.failures - :free, 20))) END) <= :now
                """)
            .param("hash", lane.hash())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("forgotten", (double) FORGOTTEN_AFTER.toSeconds())
            .param("longest", (double) lane.longest().toSeconds())
            .param("free", lane.free())
            .update()
        == 1;
  }

  /** Takes back what was counted for a try that was right, and clears the account's own lane. */
  void forgive(StaffEmail email, SignInOrigin origin) {
    List<Lane> lanes = lanes(email, origin);
    database.write(
        Set.of(),
        connection -> {
          for (Lane lane : lanes) {
            boolean own = lane.free() == FREE_PER_ACCOUNT;
            lower(lane, own ? 0 : 1);
          }
          return lanes.size();
        });
  }

  /** The same after a right code. */
  public void forgiveCode(AccountId account) {
    byte[] hash = hash('c', account.toString().getBytes(StandardCharsets.US_ASCII));
    database.write(
        Set.of(), connection -> lower(new Lane(hash, FREE_PER_ACCOUNT, LONGEST_WAIT), 0));
  }

  /**
   * Counts less.
   *
   * @param by how much, or 0 for all of it
   */
  private int lower(Lane lane, int by) {
    return jdbc.sql(
            """
            UPDATE sign_in_throttle
            SET failures = CASE WHEN :by = 0 THEN 0 ELSE greatest(failures - :by, 0) END
            WHERE key_hash = :keyHash
            """)
        .param("by", by)
        .param("keyHash", lane.hash())
        .update();
  }

  private byte[] hash(char kind, byte[]... values) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((byte) kind);
      for (byte[] value : values) {
        mac.update((byte) value.length);
        mac.update(value);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
