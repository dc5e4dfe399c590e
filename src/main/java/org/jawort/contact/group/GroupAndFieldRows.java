package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of groups and of fields, which are kept alike. */
@Component
class GroupAndFieldRows {
  /** Which of the two, and where what hangs on it stands. */
  enum Kind {
    GROUP("contact_group", "contact_group_member", "group_id"),
    FIELD("contact_field", "contact_field_value", "field_id");

    final String table;
    final String held;
    final String column;

    Kind(String table, String held, String column) {
      this.table = table;
      this.held = held;
      this.column = column;
    }
  }

  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final List<GroupAndFieldUse> uses;

  GroupAndFieldRows(
      Database database,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      List<GroupAndFieldUse> uses) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.uses = uses;
  }

  /** All of a kind, by their names. */
  List<GroupOrField> counted(TenantId tenant, Kind kind) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(select(kind, "") + " ORDER BY o.name_key")
                .param("tenant", tenant.value())
                .query(GroupAndFieldRows::owned)
                .list());
  }

  Optional<GroupOrField> find(TenantId tenant, Kind kind, UUID id) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(select(kind, "AND o.id = :id"))
                .param("tenant", tenant.value())
                .param("id", id)
                .query(GroupAndFieldRows::owned)
                .optional());
  }

  private static String select(Kind kind, String more) {
    return """
    SELECT o.id, o.name, o.created_at, (
      SELECT coalesce(sum(h.holders), 0)::bigint FROM holder_count h
      WHERE h.tenant_id = :tenant AND h.held_id = o.id) AS holders,
           %s AS dynamic
    FROM %s o WHERE o.tenant_id = :tenant %s
    """
        .formatted(kind == Kind.GROUP ? "o.definition IS NOT NULL" : "false", kind.table, more);
  }

  private static GroupOrField owned(ResultSet row, int number) throws SQLException {
    return new GroupOrField(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getTimestamp("created_at").toInstant(),
        row.getLong("holders"),
        row.getBoolean("dynamic"));
  }

  /** Returns its id; empty where there is one of that name, however it is written. */
  Optional<UUID> create(TenantId tenant, Kind kind, String name) {
    String sql =
        """
        INSERT INTO %s (tenant_id, id, name, created_at) VALUES (:tenant, :id, :name, :createdAt)
        ON CONFLICT (tenant_id, name_key) DO NOTHING RETURNING id
        """;
    return database.write(
        tenant,
        connection ->
            jdbc.sql(sql.formatted(kind.table))
                .param("tenant", tenant.value())
                .param("id", ids.next())
                .param("name", name)
                .param("createdAt", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional());
  }

  GroupOrFieldOutcome rename(TenantId tenant, Kind kind, UUID id, String name) {
    String sql =
        "UPDATE %s SET name = :name WHERE tenant_id = :tenant AND id = :id".formatted(kind.table);
    try {
      int renamed =
          database.write(
              tenant,
              connection ->
                  jdbc.sql(sql)
                      .param("name", name)
                      .param("tenant", tenant.value())
                      .param("id", id)
                      .update());
      return renamed == 1 ? new GroupOrFieldOutcome.Renamed() : new GroupOrFieldOutcome.Unknown();
    } catch (DuplicateKeyException e) {
      return new GroupOrFieldOutcome.Taken();
    }
  }

  GroupOrFieldOutcome delete(TenantId tenant, Kind kind, UUID id) {
    return database.write(
        tenant,
        connection -> {
          if (!lock(tenant, kind, id)) {
            return new GroupOrFieldOutcome.Unknown();
          }
          List<String> by = uses(tenant, id);
          if (!by.isEmpty()) {
            return new GroupOrFieldOutcome.InUse(by);
          }
          long holders = find(tenant, kind, id).map(GroupOrField::holders).orElse(0L);
          for (String sql : List.of(GONE.formatted(kind.table), COUNT_GONE)) {
            jdbc.sql(sql).param("tenant", tenant.value()).param("id", id).update();
          }
          return new GroupOrFieldOutcome.Deleted(holders);
        });
  }

  private static final String GONE = "DELETE FROM %s WHERE tenant_id = :tenant AND id = :id";
  private static final String COUNT_GONE =
      "DELETE FROM holder_count WHERE tenant_id = :tenant AND held_id = :id";

  /** Holds one until the caller's transaction ends; false where the tenant has none such. */
  boolean lock(TenantId tenant, Kind kind, UUID id) {
    String sql = "SELECT id FROM %s WHERE tenant_id = :tenant AND id = :id FOR UPDATE";
    return jdbc.sql(sql.formatted(kind.table))
        .param("tenant", tenant.value())
        .param("id", id)
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** The names of what relies on it. */
  List<String> uses(TenantId tenant, UUID id) {
    return uses.stream().flatMap(use -> use.uses(tenant, id).stream()).distinct().toList();
  }

  /** Nobody deletes them until the caller's transaction ends. */
  void hold(Connection connection, TenantId tenant, Kind kind, List<UUID> held)
      throws SQLException {
    String sql =
        """
        SELECT FROM %s
        WHERE tenant_id = :tenant AND id = ANY (:held) ORDER BY id FOR KEY SHARE
        """
            .formatted(kind.table);
    Rows.batch(connection, sql, held)
        .uuid("tenant", tenant.value())
        .uuids("held", id -> id)
        .execute();
  }
}
