package org.jawort.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the keys of a tenant: issue, list, revoke. */
@Component
public class ApiKeys {
  /** Most characters of a key's name. */
  public static final int LONGEST_NAME = 100;

  private final Database database;
  private final JdbcClient jdbc;
  private final Callers callers;
  private final Ids ids;
  private final InstantSource clock;

  ApiKeys(Database database, JdbcClient jdbc, Callers callers, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.callers = callers;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param secret shown once; only its hash is kept
   */
  public record Issued(ApiKeyId id, String secret) {}

  /**
   * Makes a new key.
   *
   * @param basis on which its system asks people, where a request says nothing else (B-05)
   */
  public Issued issue(TenantId tenant, String name, StatedBasis basis) {
    KeySecret secret = KeySecret.random();
    return new Issued(
        database.write(tenant, connection -> add(tenant, name, basis, secret)), secret.text());
  }

  /** Adds a key inside the running transaction. */
  ApiKeyId add(TenantId tenant, String name, StatedBasis basis, KeySecret secret) {
    var id = new ApiKeyId(ids.next());
    jdbc.sql(
            """
            INSERT INTO api_key (tenant_id, id, name, key_hash, hint, asking_basis, asking_note,
                                 created_at)
            VALUES (:tenant, :id, :name, :keyHash, :hint, :askingBasis, :askingNote, :createdAt)
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .param("name", name)
        .param("keyHash", secret.hash())
        .param("hint", secret.hint())
        .param("askingBasis", Objects.requireNonNull(basis.basis()).name())
        .param("askingNote", basis.note())
        .param("createdAt", Timestamp.from(clock.instant()))
        .update();
    return id;
  }

  /** All keys of a tenant, also the revoked ones; the newest first. */
  public List<ApiKey> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT * FROM api_key
                    WHERE tenant_id = :tenant ORDER BY id DESC
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> key(row))
                .list());
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        new ApiKeyId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("hint"),
        basis(row),
        Objects.requireNonNull(Rows.instant(row, "created_at")),
        Rows.instant(row, "last_used_at"),
        Rows.instant(row, "revoked_at"));
  }

  private static StatedBasis basis(ResultSet row) throws SQLException {
    return StatedBasis.ofKey(
        AskingBasis.valueOf(row.getString("asking_basis")), row.getString("asking_note"));
  }

  /** On what basis the system of a key asks people, where a request says nothing else (B-05). */
  public StatedBasis basis(TenantId tenant, ApiKeyId id) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT asking_basis, asking_note FROM api_key
                    WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, number) -> basis(row))
                .single());
  }

  /**
   * Revokes a key: at once on this node, within seconds on the others.
   *
   * @return whether there was a valid key of that id
   */
  public boolean revoke(TenantId tenant, ApiKeyId id) {
    int revoked =
        database.write(
            tenant,
            connection ->
                jdbc.sql(
                        """
                        UPDATE api_key SET revoked_at = :revokedAt
                        WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL
                        """)
                    .param("revokedAt", Timestamp.from(clock.instant()))
                    .param("tenant", tenant.value())
                    .param("id", id.value())
                    .update());
    callers.forget(id);
    return revoked == 1;
  }
}
