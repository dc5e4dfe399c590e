package org.jawort.form.tablet;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.tenant.PasswordHashes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends a tablet by its PIN. Whoever tries one after the other waits longer and longer, up to a
 * quarter of an hour, on whatever node; and staff who forgot it sign in.
 */
@Component
public class TabletExit {
  private static final int FREE = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Database database;
  private final JdbcClient jdbc;
  private final PasswordHashes hashes;
  private final Tablets tablets;
  private final InstantSource clock;

  TabletExit(
      Database database,
      JdbcClient jdbc,
      PasswordHashes hashes,
      Tablets tablets,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.hashes = hashes;
    this.tablets = tablets;
    this.clock = clock;
  }

  /** What became of a try. */
  public enum Outcome {
    /** It is ended. */
    ENDED,
    /** That is not the PIN. */
    WRONG,
    /** Too many were tried; this one was not looked at. */
    TOO_MANY
  }

  /** Tries to end it; whatever is no PIN counts as a wrong one. */
  public Outcome leave(Tablet tablet, String typed) {
    Optional<String> hash = admitted(tablet, clock.instant());
    if (hash.isEmpty()) {
      return Outcome.TOO_MANY;
    }
    boolean right =
        TabletPin.of(typed).filter(pin -> hashes.fits(pin.digits(), hash.get())).isPresent();
    return right && tablets.end(tablet.tenant(), tablet.id()) ? Outcome.ENDED : Outcome.WRONG;
  }

  /** Counts a try before it is looked at, so that many at once are no more than one. */
  private Optional<String> admitted(Tablet tablet, Instant now) {
    return database.write(
        tablet.tenant(),
        connection ->
            jdbc.sql(
                    """
                    UPDATE tablet SET pin_failures = least(pin_failures + 1, 100), pin_tried_at = :now
                    WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL
                      AND (pin_failures < :free
                        OR pin_tried_at + make_interval(secs => least(:longest,
                             :first * power(2, least(pin_failures - :free, 20)))) <= :now)
                    RETURNING pin_hash
                    """)
                .param("now", Timestamp.from(now))
                .param("tenant", tablet.tenant().value())
                .param("id", tablet.id().value())
                .param("free", FREE)
                .param("first", (double) FIRST_WAIT.toSeconds())
                .param("longest", (double) LONGEST_WAIT.toSeconds())
                .query(String.class)
                .optional());
  }
}
