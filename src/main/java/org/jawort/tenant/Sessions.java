package org.jawort.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is signed in, in the database, so that every node knows; see {@link SessionKey}. */
@Component
public final class Sessions {
  /** How long a session may rest. */
  public static final Duration IDLE = Duration.ofHours(8);

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);

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

  /**
   * How somebody came in.
   *
   * @param device what the browser says of itself, in two words
   * @param secondFactor whether by more than a password
   */
  public record Entrance(String device, boolean secondFactor) {}

  private record Found(OpenSession session, Instant lastSeen) {}

  /** Opens a session and returns its key; clears away what has ended in this tenant. */
  public String open(User user, Entrance entrance) {
    SessionKey.Fresh key = SessionKey.make(tenants.numberOf(user.tenant()));
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    database.write(
        user.tenant(),
        connection -> {
          clear(user.tenant(), now);
          return insert(user, key, entrance, now);
        });
    return key.text();
  }

  private void clear(TenantId tenant, OffsetDateTime now) {
    jdbc.sql(
            """
            DELETE FROM staff_session
            WHERE tenant_id = :tenant AND (expires_at <= :now OR last_seen_at <= :idleSince)
            """)
        .param("tenant", tenant.value())
        .param("now", now)
        .param("idleSince", now.minus(IDLE))
        .update();
  }

  private int insert(User user, SessionKey.Fresh key, Entrance entrance, OffsetDateTime now) {
    jdbc.sql(
            """
            UPDATE staff_user SET last_sign_in_at = :now WHERE tenant_id = :tenant AND id = :user
            """)
        .param("now", now)
        .param("tenant", user.tenant().value())
        .param("user", user.id().value())
        .update();
    return jdbc.sql(
            """
            INSERT INTO staff_session (tenant_id, key_hash, user_id, created_at, last_seen_at,
                                       expires_at, device, proven_at, second_factor)
            VALUES (:tenant, :keyHash, :user, :now, :now, :expiresAt, :device, :now, :secondFactor)
            """)
        .param("tenant", user.tenant().value())
        .param("keyHash", key.hash())
        .param("user", user.id().value())
        .param("now", now)
        .param("expiresAt", now.plus(LONGEST))
        .param("device", entrance.device())
        .param("secondFactor", entrance.secondFactor())
        .update();
  }

  /** Whose session this is; empty where it has ended, or never was. */
  public Optional<OpenSession> find(String key) {
    return SessionKey.parse(key, tenants).flatMap(this::find);
  }

  private Optional<OpenSession> find(SessionKey key) {
    Instant now = clock.instant();
    Optional<Found> found = database.read(key.tenant(), connection -> row(key, now));
    found
        .filter(session -> session.lastSeen().plus(BETWEEN_MARKS).isBefore(now))
        .ifPresent(session -> mark(key, now));
    return found.map(Found::session);
  }

  private Optional<Found> row(SessionKey key, Instant now) {
    return jdbc.sql(
            """
            SELECT u.tenant_id, u.id, u.account_id, u.name, u.email, u.role, u.language,
                   s.last_seen_at, s.proven_at, s.second_factor, t.second_factor AS demanded,
                   ARRAY(SELECT m.tenant_id FROM account_memberships(u.account_id) m
                         WHERE m.tenant_id <> u.tenant_id) AS elsewhere
            FROM staff_session s
            JOIN staff_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
            JOIN tenant t ON t.id = s.tenant_id
            WHERE s.tenant_id = :tenant AND s.key_hash = :keyHash AND s.expires_at > :now
              AND s.last_seen_at > :idleSince
              AND u.disabled_at IS NULL
            """)
        .param("tenant", key.tenant().value())
        .param("keyHash", key.hash())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("idleSince", now.minus(IDLE).atOffset(ZoneOffset.UTC))
        .query(Sessions::found)
        .optional();
  }

  private static Found found(ResultSet row, int index) throws SQLException {
    List<TenantId> elsewhere =
        Arrays.stream((UUID[]) row.getArray("elsewhere").getArray()).map(TenantId::new).toList();
    return new Found(
        new OpenSession(
            Users.user(row, index),
            elsewhere,
            row.getTimestamp("proven_at").toInstant(),
            row.getBoolean("second_factor"),
            row.getBoolean("demanded")),
        row.getTimestamp("last_seen_at").toInstant());
  }

  private void mark(SessionKey key, Instant now) {
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
    SessionKey.parse(key, tenants)
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

  /**
   * Notes that the person has shown once more that it is they.
   *
   * @param secondFactor whether by more than a password; a session that had it keeps it
   */
  public void prove(String key, boolean secondFactor) {
    SessionKey.parse(key, tenants)
        .ifPresent(
            session ->
                database.write(
                    session.tenant(),
                    connection ->
                        jdbc.sql(
                                """
                                UPDATE staff_session
                                SET proven_at = :now, second_factor = second_factor OR :secondFactor
                                WHERE tenant_id = :tenant AND key_hash = :keyHash
                                """)
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .param("secondFactor", secondFactor)
                            .param("tenant", session.tenant().value())
                            .param("keyHash", session.hash())
                            .update()));
  }

  /**
   * Goes on in another tenant that the person works for: as long, and as well proven, as before.
   *
   * @return the key that takes the place of the former; empty where the session has ended, or the
   *     person does not work there
   */
  public Optional<String> move(String key, User there) {
    Optional<SessionKey> former = SessionKey.parse(key, tenants);
    SessionKey.Fresh fresh = SessionKey.make(tenants.numberOf(there.tenant()));
    return former.filter(session -> moved(session, there, fresh) == 1).map(session -> fresh.text());
  }

  private int moved(SessionKey former, User there, SessionKey.Fresh fresh) {
    return database.write(
        List.of(former.tenant(), there.tenant()),
        connection ->
            jdbc.sql(
                    """
                    WITH former AS (
                      DELETE FROM staff_session s USING staff_user u
                      WHERE s.tenant_id = :tenant AND s.key_hash = :keyHash
                        AND u.tenant_id = s.tenant_id AND u.id = s.user_id
                        AND u.account_id = :account AND u.disabled_at IS NULL
                      RETURNING s.*),
                    seen AS (
                      UPDATE staff_user SET last_sign_in_at = :now
                      WHERE tenant_id = :there AND id = :user AND EXISTS (SELECT FROM former))
                    INSERT INTO staff_session (tenant_id, key_hash, user_id, created_at,
                                               last_seen_at, expires_at, device, proven_at,
                                               second_factor)
                    SELECT :there, :freshHash, :user, created_at, :now, expires_at, device,
                           proven_at, second_factor
                    FROM former
                    """)
                .param("tenant", former.tenant().value())
                .param("keyHash", former.hash())
                .param("account", there.account().value())
                .param("there", there.tenant().value())
                .param("user", there.id().value())
                .param("freshHash", fresh.hash())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
  }
}
