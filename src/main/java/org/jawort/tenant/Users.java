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
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the members of staff. */
@Component
public final class Users {
  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final PasswordHashes hashes;
  private final Accounts accounts;

  Users(
      Database database,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      PasswordHashes hashes,
      Accounts accounts) {
    this.accounts = accounts;
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.hashes = hashes;
  }

  /** Tells whether anybody can sign in yet, in any tenant. */
  public boolean exist() {
    return database.read(
        Set.of(), connection -> jdbc.sql("SELECT any_user_exists()").query(Boolean.class).single());
  }

  /** The member of staff, also one who left; empty where there never was one. */
  public Optional<User> find(TenantId tenant, UserId id) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT tenant_id, id, account_id, name, email, role, language
                    FROM staff_user WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Users::user)
                .optional());
  }

  /** All who can sign in, by their names. */
  public List<User> active(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT tenant_id, id, account_id, name, email, role, language
                    FROM staff_user
                    WHERE tenant_id = :tenant AND disabled_at IS NULL ORDER BY name, id
                    """)
                .param("tenant", tenant.value())
                .query(Users::user)
                .list());
  }

  static User user(ResultSet row, int index) throws SQLException {
    return new User(
        new TenantId(row.getObject("tenant_id", UUID.class)),
        new UserId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("name"),
        new StaffEmail(row.getString("email")),
        Role.valueOf(row.getString("role")),
        Language.ofCode(row.getString("language")));
  }

  /**
   * Adds a member of staff with an account of their own.
   *
   * @throws org.springframework.dao.DuplicateKeyException where the address has an account already
   */
  public UserId add(TenantId tenant, NewUser wanted) {
    String hash = hashes.hash(wanted.password());
    return database.write(
        tenant,
        connection ->
            join(
                tenant,
                new Joining(
                    accounts.open(wanted.email(), hash),
                    wanted.name(),
                    wanted.email(),
                    wanted.role(),
                    wanted.language())));
  }

  /** Somebody who has an account and becomes a member of a tenant's staff. */
  public record Joining(
      AccountId account, String name, StaffEmail email, Role role, Language language) {}

  /**
   * Makes whoever has an account a member of the staff, inside the caller's transaction where there
   * is one.
   *
   * @throws org.springframework.dao.DuplicateKeyException where the tenant has one of that address
   */
  public UserId join(TenantId tenant, Joining joining) {
    return database.write(
        tenant,
        connection -> {
          var id = new UserId(ids.next());
          insert(tenant, id, joining);
          return id;
        });
  }

  private void insert(TenantId tenant, UserId id, Joining joining) {
    jdbc.sql(
            """
            INSERT INTO staff_user (tenant_id, id, account_id, email, email_key, name, role,
                                    language, created_at)
            VALUES (:tenant, :id, :account, :email, :emailKey, :name, :role, :language, :now)
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .param("account", joining.account().value())
        .param("email", joining.email().address())
        .param("emailKey", joining.email().key())
        .param("name", joining.name())
        .param("role", joining.role().name())
        .param("language", joining.language().code())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Sets the language in which a member of staff reads. */
  public void speak(TenantId tenant, UserId id, Language language) {
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    UPDATE staff_user SET language = :language
                    WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("language", language.code())
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update());
  }
}
