package org.jawort.tenant.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.SessionKey;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to all sessions of a person, in whatever tenants. */
@Component
public final class SessionList {
  private final Database database;
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Tenants tenants;
  private final InstantSource clock;

  SessionList(
      Database database, JdbcClient jdbc, Accounts accounts, Tenants tenants, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * A session as its owner sees it.
   *
   * @param name by which it can be ended; the hash of its key, from which nobody makes the key
   * @param own whether it is the one that asks
   */
  public record ListedSession(
      String name,
      TenantId tenant,
      String device,
      Instant since,
      Instant lastSeen,
      boolean secondFactor,
      boolean own) {}

  /** All that go on, the latest used first. */
  public List<ListedSession> all(AccountId account, String ownKey) {
    List<TenantId> places = accounts.tenants(account);
    Optional<String> own = name(ownKey);
    Instant now = clock.instant();
    return database.read(
        places,
        connection ->
            jdbc.sql(
                    """
                    SELECT s.* FROM staff_session s
                    JOIN staff_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
                    WHERE s.tenant_id = ANY (:tenants::uuid[]) AND u.account_id = :account
                      AND s.expires_at > :now AND s.last_seen_at > :idleSince
                    ORDER BY s.last_seen_at DESC, s.created_at DESC
                    """)
                .param("tenants", array(places))
                .param("account", account.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idleSince", now.minus(Sessions.IDLE).atOffset(ZoneOffset.UTC))
                .query((row, number) -> session(row, own))
                .list());
  }

  private Optional<String> name(String key) {
    return SessionKey.parse(key, tenants).map(SessionKey::hash).map(HexFormat.of()::formatHex);
  }

  private static UUID[] array(List<TenantId> places) {
    return places.stream().map(TenantId::value).toArray(UUID[]::new);
  }

  private static ListedSession session(ResultSet row, Optional<String> own) throws SQLException {
    String name = HexFormat.of().formatHex(row.getBytes("key_hash"));
    return new ListedSession(
        name,
        new TenantId(row.getObject("tenant_id", UUID.class)),
        row.getString("device"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("last_seen_at").toInstant(),
        row.getBoolean("second_factor"),
        own.filter(name::equals).isPresent());
  }

  /** Ends one; another person's stays. */
  public void end(AccountId account, String name) {
    all(account, "").stream()
        .filter(session -> session.name().equals(name))
        .forEach(session -> delete(List.of(session.tenant()), account, Optional.of(name), false));
  }

  /**
   * Ends all but one.
   *
   * @param ownKey of the one that goes on; empty for none
   */
  public void endOthers(AccountId account, String ownKey) {
    delete(accounts.tenants(account), account, name(ownKey), true);
  }

  private void delete(
      List<TenantId> places, AccountId account, Optional<String> name, boolean butFor) {
    byte[] hash = HexFormat.of().parseHex(name.orElse(""));
    database.write(
        places,
        connection ->
            jdbc.sql(
                    """
                    DELETE FROM staff_session s USING staff_user u
                    WHERE s.tenant_id = ANY (:tenants::uuid[]) AND u.tenant_id = s.tenant_id
                      AND u.id = s.user_id AND u.account_id = :account
                      AND (s.key_hash = :hash) <> :butFor
                    """)
                .param("tenants", array(places))
                .param("account", account.value())
                .param("hash", hash)
                .param("butFor", butFor)
                .update());
  }
}
