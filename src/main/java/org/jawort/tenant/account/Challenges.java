package org.jawort.tenant.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.tenant.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Questions that a passkey signs: random, good for a few minutes, for one purpose and one answer.
 * They carry a mark of ours, so that only those that were answered need to be kept.
 */
@Component
class Challenges {
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final int RANDOM_BYTES = 16;
  private static final int BODY = RANDOM_BYTES + Long.BYTES;
  private static final int MARK = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final SecretKey key;

  Challenges(Database database, JdbcClient jdbc, InstantSource clock, MasterSecret secret) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.key = secret.keyFor("passkey-challenge");
  }

  /** What a question is for. */
  enum Purpose {
    /** A new passkey for an account. */
    MAKE,
    /** Signing in. */
    ENTER,
    /** Showing again that it is they. */
    AGAIN
  }

  byte[] ask(Purpose purpose, Optional<AccountId> account) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    byte[] body =
        ByteBuffer.allocate(BODY)
            .put(random)
            .putLong(clock.instant().plus(VALID).getEpochSecond())
            .array();
    return ByteBuffer.allocate(BODY + MARK).put(body).put(mark(purpose, account, body)).array();
  }

  private byte[] mark(Purpose purpose, Optional<AccountId> account, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.name().getBytes(StandardCharsets.US_ASCII));
      mac.update(account.map(AccountId::toString).orElse("").getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(mac.doFinal(body), MARK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  /** Takes the question as answered; false where it is none of ours, too old, or was before. */
  boolean spend(byte[] challenge, Purpose purpose, Optional<AccountId> account) {
    if (challenge.length != BODY + MARK) {
      return false;
    }
    byte[] body = Arrays.copyOf(challenge, BODY);
    byte[] mark = Arrays.copyOfRange(challenge, BODY, challenge.length);
    long end = ByteBuffer.wrap(body).getLong(RANDOM_BYTES);
    return MessageDigest.isEqual(mark, mark(purpose, account, body))
        && end > clock.instant().getEpochSecond()
        && keep(challenge, Instant.ofEpochSecond(end));
  }

  private boolean keep(byte[] challenge, Instant end) {
    return database.write(
        Set.of(),
        connection -> {
          jdbc.sql("DELETE FROM spent_challenge WHERE expires_at <= :now")
              .param("now", clock.instant().atOffset(ZoneOffset.UTC))
              .update();
          return jdbc.sql(
                      """
                      INSERT INTO spent_challenge (challenge, expires_at) VALUES (:challenge, :end)
                      ON CONFLICT DO NOTHING
                      """)
                  .param("challenge", challenge)
                  .param("end", end.atOffset(ZoneOffset.UTC))
                  .update()
              == 1;
        });
  }
}
