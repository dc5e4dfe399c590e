package org.jawort.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the accounts: one for each person, by their address, with the password that is theirs
 * alone. Where they work, and as what, is in {@link Users}.
 */
@Component
public final class Accounts {
  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;

  Accounts(Database database, JdbcClient jdbc, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An account as the sign-in sees it.
   *
   * @param hash of the password; empty where the person has another way in
   */
  record Known(AccountId id, Optional<String> hash) {}

  /** Where somebody works. */
  public record Membership(TenantId tenant, UserId user) {}

  Optional<Known> known(StaffEmail email) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT id, password_hash FROM account WHERE email_key = :key")
                .param("key", email.key())
                .query(
                    (row, number) ->
                        new Known(
                            new AccountId(row.getObject("id", UUID.class)),
                            Optional.ofNullable(row.getString("password_hash"))))
                .optional());
  }

  /** The account of the address; empty where nobody has one. */
  public Optional<AccountId> find(StaffEmail email) {
    return known(email).map(Known::id);
  }

  /** The hash of the password; empty where there is none. */
  public Optional<String> hash(AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT password_hash FROM account WHERE id = :id")
                .param("id", account.value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(hash -> hash));
  }

  /**
   * Opens one, inside the caller's transaction where there is one.
   *
   * @param hash of the password, or null for none
   * @throws org.springframework.dao.DuplicateKeyException where the address has one
   */
  public AccountId open(StaffEmail email, @Nullable String hash) {
    return database.write(
        Set.of(),
        connection -> {
          var id = new AccountId(ids.next());
          jdbc.sql(
                  """
                  INSERT INTO account (id, email_key, password_hash, created_at)
                  VALUES (:id, :key, :hash, :now)
                  """)
              .param("id", id.value())
              .param("key", email.key())
              .param("hash", hash)
              .param("now", clock.instant().atOffset(ZoneOffset.UTC))
              .update();
          return id;
        });
  }

  /** Gives the account another password. */
  public void setHash(AccountId account, String hash) {
    database.write(
        Set.of(),
        connection ->
            jdbc.sql("UPDATE account SET password_hash = :hash WHERE id = :id")
                .param("hash", hash)
                .param("id", account.value())
                .update());
  }

  /** Where the person may sign in, the latest sign-in first. */
  public List<Membership> memberships(AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT tenant_id, user_id FROM account_memberships(:account)")
                .param("account", account.value())
                .query(Accounts::membership)
                .list());
  }

  private static Membership membership(ResultSet row, int number) throws SQLException {
    return new Membership(
        new TenantId(row.getObject("tenant_id", UUID.class)),
        new UserId(row.getObject("user_id", UUID.class)));
  }

  /**
   * Where tries of an account are told of: where the person works; where they work nowhere any
   * more, where they worked.
   */
  public List<Membership> places(AccountId account) {
    List<Membership> memberships = memberships(account);
    return memberships.isEmpty() ? former(account) : memberships;
  }

  private List<Membership> former(AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT tenant_id, user_id FROM account_former_memberships(:account)")
                .param("account", account.value())
                .query(Accounts::membership)
                .list());
  }

  /** The tenants of {@link #memberships}. */
  public List<TenantId> tenants(AccountId account) {
    return memberships(account).stream().map(Membership::tenant).toList();
  }
}
