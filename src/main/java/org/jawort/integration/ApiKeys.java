package org.jawort.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.jawort.tenant.audit.AuditTrail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the keys of a tenant: issue, list, rotate, revoke. */
@Component
public class ApiKeys {
  /** Most characters of a key's name. */
  public static final int LONGEST_NAME = 100;

  private final Database database;
  private final JdbcClient jdbc;
  private final Callers callers;
  private final Ids ids;
  private final InstantSource clock;
  private final AuditTrail trail;

  ApiKeys(
      Database database,
      JdbcClient jdbc,
      Callers callers,
      Ids ids,
      InstantSource clock,
      AuditTrail trail) {
    this.database = database;
    this.jdbc = jdbc;
    this.callers = callers;
    this.ids = ids;
    this.clock = clock;
    this.trail = trail;
  }

  /**
   * A key that was just made.
   *
   * @param secret shown once; only its hash is kept
   */
  public record Issued(ApiKeyId id, String secret) {}

  /** What came of the wish to put a new key in the place of one. */
  public sealed interface RotationOutcome {
    /** Both open until the former one ends. */
    record Rotated(Issued key) implements RotationOutcome {}

    /** There is none of that id, it opens nothing any more, or it has its successor already. */
    record Gone() implements RotationOutcome {}
  }

  /** Makes a new key. */
  public Issued issue(TenantId tenant, NewApiKey wanted) {
    KeySecret secret = KeySecret.random();
    return new Issued(
        database.write(tenant, connection -> add(tenant, wanted, secret)), secret.text());
  }

  /** Adds a key inside the running transaction. */
  ApiKeyId add(TenantId tenant, NewApiKey wanted, KeySecret secret) {
    var id = new ApiKeyId(ids.next());
    trail.about(id.value());
    jdbc.sql(
            """
            INSERT INTO api_key (tenant_id, id, name, key_hash, hint, asking_basis, asking_note,
                                 scopes, created_by, created_at, expires_at)
            VALUES (:tenant, :id, :name, :keyHash, :hint, :askingBasis, :askingNote,
                    :scopes::text[], :madeBy, :createdAt, :expiresAt)
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .param("name", wanted.name())
        .param("keyHash", secret.hash())
        .param("hint", secret.hint())
        .param("askingBasis", Objects.requireNonNull(wanted.basis().basis()).name())
        .param("askingNote", wanted.basis().note())
        .param("scopes", scopes(wanted))
        .param("madeBy", wanted.madeBy() == null ? null : wanted.madeBy().value())
        .param("createdAt", Timestamp.from(clock.instant()))
        .param("expiresAt", wanted.expiresAt() == null ? null : Timestamp.from(wanted.expiresAt()))
        .update();
    return id;
  }

  private static String scopes(NewApiKey wanted) {
    return wanted.scopes().stream()
        .sorted()
        .map(ApiScope::name)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * Makes a key that takes the place of another: same name, scopes and basis, and for as long as
   * that one was made for. The former one opens for a while yet, so that its system can change
   * over.
   *
   * @param overlap how long both open
   */
  public RotationOutcome rotate(TenantId tenant, ApiKeyId id, Duration overlap, UserId by) {
    KeySecret secret = KeySecret.random();
    RotationOutcome outcome =
        database.write(
            tenant,
            connection -> {
              Instant now = clock.instant();
              return locked(tenant, id)
                  .filter(key -> key.valid(now) && key.replacedBy() == null)
                  .<RotationOutcome>map(
                      key -> {
                        ApiKeyId next = add(tenant, successor(key, by, now), secret);
                        end(tenant, key, next, now.plus(overlap));
                        return new RotationOutcome.Rotated(new Issued(next, secret.text()));
                      })
                  .orElseGet(RotationOutcome.Gone::new);
            });
    callers.forget(id);
    return outcome;
  }

  private Optional<ApiKey> locked(TenantId tenant, ApiKeyId id) {
    return jdbc.sql("SELECT * FROM api_key WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, number) -> key(row))
        .optional();
  }

  private static NewApiKey successor(ApiKey key, UserId by, Instant now) {
    Instant end =
        key.expiresAt() == null
            ? null
            : now.plus(Duration.between(key.createdAt(), key.expiresAt()));
    return new NewApiKey(key.name(), key.basis(), key.scopes(), end, by);
  }

  private void end(TenantId tenant, ApiKey key, ApiKeyId next, Instant end) {
    jdbc.sql(
            """
            UPDATE api_key SET replaced_by = :next, expires_at = least(expires_at, :end)
            WHERE tenant_id = :tenant AND id = :id
            """)
        .param("next", next.value())
        .param("end", Timestamp.from(end))
        .param("tenant", tenant.value())
        .param("id", key.id().value())
        .update();
  }

  /** The key of that id, also one that opens nothing any more. */
  public Optional<ApiKey> find(TenantId tenant, ApiKeyId id) {
    return all(tenant).stream().filter(key -> key.id().equals(id)).findFirst();
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
        Callers.scopes(row),
        id(row, "created_by").map(UserId::new).orElse(null),
        Objects.requireNonNull(Rows.instant(row, "created_at")),
        Rows.instant(row, "expires_at"),
        id(row, "replaced_by").map(ApiKeyId::new).orElse(null),
        Rows.instant(row, "last_used_at"),
        Rows.instant(row, "revoked_at"));
  }

  private static Optional<UUID> id(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class));
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
