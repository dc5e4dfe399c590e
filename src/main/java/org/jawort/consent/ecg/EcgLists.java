package org.jawort.consent.ecg;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door to the list: loads it, and says how old it is. Whom it holds off, the rule asks. */
@Component
public class EcgLists {
  private final Database database;
  private final Ids ids;
  private final InstantSource clock;

  EcgLists(Database database, Ids ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Puts a list in the place of the one before; both stay known for their time.
   *
   * @param name of the file
   * @param content as the authority gives it
   */
  public EcgLoadOutcome load(TenantId tenant, UUID by, String name, byte[] content) {
    return load(tenant, by, name, content, true);
  }

  /** The same of one that nobody has looked at: it must go on from the one before. */
  EcgLoadOutcome loadUnseen(TenantId tenant, UUID by, String name, byte[] content) {
    return load(tenant, by, name, content, false);
  }

  private EcgLoadOutcome load(TenantId tenant, UUID by, String name, byte[] content, boolean seen) {
    Optional<EcgLoadOutcome.NoList> fault = EcgFile.fault(content);
    if (fault.isPresent()) {
      return new EcgLoadOutcome.Refused(fault.get());
    }
    Instant now = clock.instant();
    List<byte[]> hashes = EcgFile.hashes(content);
    return database.write(
        tenant,
        connection -> {
          hold(connection, tenant);
          if (!seen && shrinks(connection, tenant, hashes)) {
            return new EcgLoadOutcome.Refused(EcgLoadOutcome.NoList.SHRUNK);
          }
          int ended = end(connection, tenant, hashes, now);
          int added = add(connection, tenant, hashes, now);
          int entries = count(connection, tenant);
          var list = new EcgList(now, by, name, entries, added, ended);
          note(connection, tenant, list, Sha256.of(content));
          return new EcgLoadOutcome.Loaded(list);
        });
  }

  /** Two who load at once come one after the other. */
  private static void hold(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT FROM tenant WHERE id = :tenant FOR NO KEY UPDATE";
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).execute();
  }

  private static boolean shrinks(Connection connection, TenantId tenant, List<byte[]> hashes)
      throws SQLException {
    String sql =
        """
        SELECT count(*) FILTER (WHERE l.hash IS NULL) * 2 > count(*)
        FROM ecg_entry e
        LEFT JOIN (SELECT DISTINCT unnest(:hash::bytea[]) AS hash) l ON l.hash = e.hash
        WHERE e.tenant_id = :tenant AND e.until IS NULL
        """;
    return Rows.batch(connection, sql, hashes)
        .plannedAnewForMany()
        .byteas("hash", hash -> hash)
        .uuid("tenant", tenant.value())
        .first(row -> row.getBoolean(1))
        .orElse(false);
  }

  private static int end(Connection connection, TenantId tenant, List<byte[]> hashes, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE ecg_entry e SET until = :now
        WHERE e.tenant_id = :tenant AND e.until IS NULL
          AND NOT EXISTS (SELECT FROM unnest(:hash::bytea[]) AS l (hash) WHERE l.hash = e.hash)
        """;
    return Rows.batch(connection, sql, hashes)
        .plannedAnewForMany()
        .instant("now", now)
        .uuid("tenant", tenant.value())
        .byteas("hash", hash -> hash)
        .update();
  }

  private static int add(Connection connection, TenantId tenant, List<byte[]> hashes, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO ecg_entry (tenant_id, hash, since)
        SELECT DISTINCT :tenant::uuid, l.hash, :now::timestamptz
        FROM unnest(:hash::bytea[]) AS l (hash)
        WHERE NOT EXISTS (SELECT FROM ecg_entry e
                          WHERE e.tenant_id = :tenant AND e.hash = l.hash AND e.until IS NULL)
        ON CONFLICT (tenant_id, hash, since) DO UPDATE SET until = NULL
        """;
    return Rows.batch(connection, sql, hashes)
        .plannedAnewForMany()
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .byteas("hash", hash -> hash)
        .update();
  }

  private static int count(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT count(*) FROM ecg_entry WHERE tenant_id = :tenant AND until IS NULL";
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).only(row -> row.getInt(1));
  }

  private void note(Connection connection, TenantId tenant, EcgList list, byte[] sha256)
      throws SQLException {
    String sql =
        """
        INSERT INTO ecg_list (tenant_id, id, loaded_at, loaded_by, name, sha256, entries, added,
                              ended)
        VALUES (:tenant, :id, :loadedAt, :loadedBy, :name, :sha256, :entries, :added, :ended)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", ids.next())
        .instant("loadedAt", list.loadedAt())
        .uuid("loadedBy", list.loadedBy())
        .text("name", list.name())
        .bytea("sha256", sha256)
        .integer("entries", list.entries())
        .integer("added", list.added())
        .integer("ended", list.ended())
        .update();
  }

  /** The list that holds; empty where none was ever loaded. */
  public Optional<EcgList> current(TenantId tenant) {
    return all(tenant).stream().findFirst();
  }

  /** The last loadings, the newest first. */
  public List<EcgList> all(TenantId tenant) {
    String sql =
        """
        SELECT loaded_at, loaded_by, name, entries, added, ended FROM ecg_list
        WHERE tenant_id = :tenant ORDER BY id DESC LIMIT 12
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql).uuid("tenant", tenant.value()).list(EcgLists::list));
  }

  private static EcgList list(ResultSet row) throws SQLException {
    return new EcgList(
        row.getTimestamp("loaded_at").toInstant(),
        row.getObject("loaded_by", UUID.class),
        row.getString("name"),
        row.getInt("entries"),
        row.getInt("added"),
        row.getInt("ended"));
  }

  /** Tells whether there should be a newer list than there is. */
  public boolean isWanted(TenantId tenant) {
    return isNeeded(tenant)
        && current(tenant).filter(list -> !list.isOld(clock.instant())).isEmpty();
  }

  /**
   * Tells whether Austria's law is that of a purpose which is in use, so that there should be a
   * list that is not old.
   */
  public boolean isNeeded(TenantId tenant) {
    String sql =
        """
        SELECT FROM purpose
        WHERE tenant_id = :tenant AND jurisdiction = 'AT' AND archived_at IS NULL LIMIT 1
        """;
    return database.read(
        tenant, connection -> Rows.sql(connection, sql).uuid("tenant", tenant.value()).any());
  }
}
