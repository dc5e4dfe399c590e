package org.jawort.tenant;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.platform.Database;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, in the database, so that every node knows. A session's key is the tenant's
 * number in base 36, a dot, and 256 random bits in base64url; the database holds only its hash.
 */
@Component
public final class Sessions {
  private static final Duration IDLE = Duration.ofHours(8);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);
  private static final Pattern KEY = Pattern.compile("([0-9a-z]{1,6})\\.([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final InstantSource clock;

  Sessions(Database database, JdbcClient jdbc, Tenants tenants, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.clock = clock;
  }

  private record Key(TenantId tenant, byte[] hash) {}

  private record Found(User user, Instant lastSeen) {}

  /** Opens a session and returns its key; clears away what has ended in this tenant. */
  public String open(User user) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    database.write(
        user.tenant(),
        connection -> {
          jdbc.sql(
                  """
                  DELETE FROM staff_session
                  WHERE tenant_id = :tenant AND (expires_at <= :now OR last_seen_at <= :idleSince)
                  """)
              .param("tenant", user.tenant().value())
              .param("now", now)
              .param("idleSince", now.minus(IDLE))
              .update();
          return jdbc.sql(
                  """
                  INSERT INTO staff_session (tenant_id, key_hash, user_id, created_at, last_seen_at,
                                             expires_at)
                  VALUES (:tenant, :keyHash, :user, :now, :now, :expiresAt)
                  """)
              .param("tenant", user.tenant().value())
              .param("keyHash", hash(secret))
              .param("user", user.id().value())
              .param("now", now)
              .param("expiresAt", now.plus(LONGEST))
              .update();
        });
    return Integer.toString(tenants.numberOf(user.tenant()), 36) + "." + secret;
  }

  /** Whose session this is; empty where it has ended, or never was. */
  public Optional<User> find(String key) {
    return parse(key).flatMap(this::find);
  }

  private Optional<User> find(Key key) {
    Instant now = clock.instant();
    Optional<Found> found = database.read(key.tenant(), connection -> row(key, now));
    found
        .filter(session -> session.lastSeen().plus(BETWEEN_MARKS).isBefore(now))
        .ifPresent(session -> mark(key, now));
    return found.map(Found::user);
  }

  private Optional<Found> row(Key key, Instant now) {
    return jdbc.sql(
            """
            SELECT u.tenant_id, u.id, u.name, u.email, u.role, u.language, s.last_seen_at
            FROM staff_session s
            JOIN staff_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
            WHERE s.tenant_id = :tenant AND s.key_hash = :keyHash AND s.expires_at > :now
              AND s.last_seen_at > :idleSince
              AND u.disabled_at IS NULL
            """)
        .param("tenant", key.tenant().value())
        .param("keyHash", key.hash())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("idleSince", now.minus(IDLE).atOffset(ZoneOffset.UTC))
        .query(
            (row, index) ->
                new Found(Users.user(row, index), row.getTimestamp("last_seen_at").toInstant()))
        .optional();
  }

  private void mark(Key key, Instant now) {
    database.write(
        key.tenant(),
        connection ->
            jdbc.sql(
                    """
                    UPDATE staff_session SET last_seen_at = :lastSeenAt
                    WHERE tenant_id = :tenant AND key_hash = :keyHash
                    """)
                .param("lastSeenAt", now.atOffset(ZoneOffset.UTC))
                .param("tenant", key.tenant().value())
                .param("keyHash", key.hash())
                .update());
  }

  /** Ends a session; one that has already ended stays so. */
  public void end(String key) {
    parse(key)
        .ifPresent(
            session ->
                database.write(
                    session.tenant(),
                    connection ->
                        jdbc.sql(
                                """
                                DELETE FROM staff_session
                                WHERE tenant_id = :tenant AND key_hash = :keyHash
                                """)
                            .param("tenant", session.tenant().value())
                            .param("keyHash", session.hash())
                            .update()));
  }

  private Optional<Key> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1), 36);
    return number > Integer.MAX_VALUE
        ? Optional.empty()
        : tenants.byNumber((int) number).map(t -> new Key(t, hash(matcher.group(2))));
  }

  private static byte[] hash(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }
}
