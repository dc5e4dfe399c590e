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

  Users(Database database, JdbcClient jdbc, Ids ids, InstantSource clock, PasswordHashes hashes) {
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
                    SELECT tenant_id, id, name, email, role, language
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
                    SELECT tenant_id, id, name, email, role, language FROM staff_user
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
        row.getString("name"),
        new StaffEmail(row.getString("email")),
        Role.valueOf(row.getString("role")),
        Language.ofCode(row.getString("language")));
  }

  /**
   * Adds a member of staff.
   *
   * @throws org.springframework.dao.DuplicateKeyException where the tenant has one of that address
   */
  public UserId add(TenantId tenant, NewUser wanted) {
    String hash = hashes.hash(wanted.password());
    return database.write(
        tenant,
        connection -> {
          var id = new UserId(ids.next());
          insert(tenant, id, wanted, hash);
          return id;
        });
  }

  private void insert(TenantId tenant, UserId id, NewUser wanted, String hash) {
    jdbc.sql(
            """
            INSERT INTO staff_user (tenant_id, id, email, email_key, name, role, language,
                                    password_hash, created_at)
            VALUES (:tenant, :id, :email, :emailKey, :name, :role, :language, :hash, :now)
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .param("email", wanted.email().address())
        .param("emailKey", wanted.email().key())
        .param("name", wanted.name())
        .param("role", wanted.role().name())
        .param("language", wanted.language().code())
        .param("hash", hash)
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
