package org.jawort.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
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
  private final Cache<String, Known> known;
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

  /** What a key is. */
  public sealed interface KeyOutcome {
    /** It opens what its scopes say. */
    record Opens(Caller caller) implements KeyOutcome {}

    /** It was revoked, or has come to its end; who shows it all the same is known. */
    record Ended(Caller caller) implements KeyOutcome {}

    /** Nobody's. */
    record Unknown() implements KeyOutcome {}
  }

  /** A caller, and until when. */
  private record Known(Caller caller, @Nullable Instant end, boolean revoked) {
    boolean valid(Instant at) {
      return !revoked && (end == null || at.isBefore(end));
    }
  }

  /** Whose key this is, and whether it opens anything. */
  public KeyOutcome identify(String key) {
    if (key.length() > LONGEST_KEY) {
      return new KeyOutcome.Unknown();
    }
    var secret = new KeySecret(key);
    String fingerprint = secret.fingerprint();
    Known remembered = known.getIfPresent(fingerprint);
    if (remembered == null) {
      remembered = find(secret).orElse(null);
      if (remembered == null) {
        return new KeyOutcome.Unknown();
      }
      if (!remembered.revoked()) {
        known.put(fingerprint, remembered);
      }
      if (remembered.valid(clock.instant())) {
        note(remembered.caller());
      }
    }
    return remembered.valid(clock.instant())
        ? new KeyOutcome.Opens(remembered.caller())
        : new KeyOutcome.Ended(remembered.caller());
  }

  private record Owner(TenantId tenant, ApiKeyId key) {}

  /** No tenant is known yet, so this asks the owner's function, which returns ids alone. */
  private Optional<Known> find(KeySecret secret) {
    List<Owner> owners =
        jdbc.sql("SELECT tenant_id, key_id FROM api_key_owner(:hash)")
            .param("hash", secret.hash())
            .query(
                (row, number) ->
                    new Owner(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new ApiKeyId(row.getObject("key_id", UUID.class))))
            .list();
    return owners.stream().findFirst().map(owner -> known(owner.tenant(), owner.key()));
  }

  private Known known(TenantId tenant, ApiKeyId id) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT scopes, expires_at, revoked_at IS NOT NULL AS revoked
                    FROM api_key WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(
                    (row, number) ->
                        new Known(
                            new Caller(tenant, id, scopes(row)),
                            Rows.instant(row, "expires_at"),
                            row.getBoolean("revoked")))
                .single());
  }

  static Set<ApiScope> scopes(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("scopes").getArray())
        .map(ApiScope::valueOf)
        .collect(Collectors.toSet());
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
    known.asMap().values().removeIf(one -> one.caller().key().equals(key));
  }
}
