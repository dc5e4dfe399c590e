package org.jawort.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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

  /** Makes a new key. */
  public Issued issue(TenantId tenant, String name) {
    KeySecret secret = KeySecret.random();
    return new Issued(
        database.write(tenant, connection -> add(tenant, name, secret)), secret.text());
  }

  /** Adds a key inside the running transaction. */
  ApiKeyId add(TenantId tenant, String name, KeySecret secret) {
    var id = new ApiKeyId(ids.next());
    jdbc.sql(
            """
            INSERT INTO api_key (tenant_id, id, name, key_hash, hint, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            tenant.value(),
            id.value(),
            name,
            secret.hash(),
            secret.hint(),
            Timestamp.from(clock.instant()))
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
                    SELECT id, name, hint, created_at, last_used_at, revoked_at FROM api_key
                    WHERE tenant_id = ? ORDER BY id DESC
                    """)
                .param(tenant.value())
                .query((row, number) -> key(row))
                .list());
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        new ApiKeyId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("hint"),
        Objects.requireNonNull(Rows.instant(row, "created_at")),
        Rows.instant(row, "last_used_at"),
        Rows.instant(row, "revoked_at"));
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
                        UPDATE api_key SET revoked_at = ?
                        WHERE tenant_id = ? AND id = ? AND revoked_at IS NULL
                        """)
                    .params(Timestamp.from(clock.instant()), tenant.value(), id.value())
                    .update());
    callers.forget(id);
    return revoked == 1;
  }
}
