package org.jawort.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells who calls by the key that they show. A key that was just seen is not looked up again; one
 * that opens nothing is never remembered, so that a new key works at once and guesses fill nothing.
 */
@Component
public class Callers {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);
  private static final int MOST = 10_000;
  private static final int LONGEST_KEY = 200;

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Cache<String, Caller> known;
  private final Cache<ApiKeyId, Instant> noted;

  Callers(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    this.known =
        Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).ticker(ticker).build();
    this.noted =
        Caffeine.newBuilder()
            .expireAfterWrite(BETWEEN_NOTES)
            .maximumSize(MOST)
            .ticker(ticker)
            .build();
  }

  /** Whose key this is; empty where it opens nothing. */
  public Optional<Caller> identify(String key) {
    if (key.length() > LONGEST_KEY) {
      return Optional.empty();
    }
    var secret = new KeySecret(key);
    String fingerprint = secret.fingerprint();
    Caller remembered = known.getIfPresent(fingerprint);
    if (remembered != null) {
      return Optional.of(remembered);
    }
    Optional<Caller> found = find(secret);
    found.ifPresent(
        caller -> {
          known.put(fingerprint, caller);
          note(caller);
        });
    return found;
  }

  /** No tenant is known yet, so this asks the owner's function, which returns ids alone. */
  private Optional<Caller> find(KeySecret secret) {
    return jdbc
        .sql("SELECT tenant_id, key_id FROM api_key_owner(:hash)")
        .param("hash", secret.hash())
        .query(
            (row, number) ->
                new Caller(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    new ApiKeyId(row.getObject("key_id", UUID.class))))
        .list()
        .stream()
        .findFirst();
  }

  /** Notes that the key is in use, at most once a minute, whatever the number of nodes. */
  private void note(Caller caller) {
    Instant now = clock.instant();
    if (noted.asMap().putIfAbsent(caller.key(), now) == null) {
      database.write(
          caller.tenant(),
          connection ->
              jdbc.sql(
                      """
                      UPDATE api_key SET last_used_at = :lastUsedAt
                      WHERE tenant_id = :tenant AND id = :key
                        AND (last_used_at IS NULL OR last_used_at <= :before)
                      """)
                  .param("lastUsedAt", Timestamp.from(now))
                  .param("tenant", caller.tenant().value())
                  .param("key", caller.key().value())
                  .param("before", Timestamp.from(now.minus(BETWEEN_NOTES)))
                  .update());
    }
  }

  /** Looks the key up again the next time that it is shown. */
  void forget(ApiKeyId key) {
    known.asMap().values().removeIf(caller -> caller.key().equals(key));
  }
}
