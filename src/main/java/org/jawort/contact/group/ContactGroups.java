package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to groups of contacts. */
@Component
public final class ContactGroups implements GroupOrFieldList {
  private final Database database;
  private final JdbcClient sql;
  private final GroupAndFieldRows rows;

  ContactGroups(Database database, JdbcClient sql, GroupAndFieldRows rows) {
    this.database = database;
    this.sql = sql;
    this.rows = rows;
  }

  /** The groups whose members are listed, which contacts can be put into, by their names. */
  public List<ContactGroup> all(TenantId tenant) {
    return all(tenant, false);
  }

  /** Those that fill themselves as well. */
  public List<ContactGroup> withDynamic(TenantId tenant) {
    return all(tenant, true);
  }

  private List<ContactGroup> all(TenantId tenant, boolean dynamic) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT id, name FROM contact_group
                    WHERE tenant_id = :tenant AND (:dynamic OR definition IS NULL)
                    ORDER BY name_key
                    """)
                .param("tenant", tenant.value())
                .param("dynamic", dynamic)
                .query(
                    (row, number) ->
                        new ContactGroup(row.getObject("id", UUID.class), row.getString("name")))
                .list());
  }

  /** All of them by their names, with how many contacts hang on each. */
  public List<GroupOrField> counted(TenantId tenant) {
    return rows.counted(tenant, GroupAndFieldRows.Kind.GROUP);
  }

  @Override
  public Optional<GroupOrField> find(TenantId tenant, UUID group) {
    return rows.find(tenant, GroupAndFieldRows.Kind.GROUP, group);
  }

  @Override
  public Optional<UUID> create(TenantId tenant, String name) {
    return rows.create(tenant, GroupAndFieldRows.Kind.GROUP, name);
  }

  @Override
  public GroupOrFieldOutcome rename(TenantId tenant, UUID group, String name) {
    return rows.rename(tenant, GroupAndFieldRows.Kind.GROUP, group, name);
  }

  @Override
  public GroupOrFieldOutcome delete(TenantId tenant, UUID group) {
    return rows.delete(tenant, GroupAndFieldRows.Kind.GROUP, group);
  }

  @Override
  public List<String> uses(TenantId tenant, UUID group) {
    return rows.uses(tenant, group);
  }

  /** Nobody deletes them until the caller's transaction ends. */
  public void hold(Connection connection, TenantId tenant, List<UUID> held) throws SQLException {
    rows.hold(connection, tenant, GroupAndFieldRows.Kind.GROUP, held);
  }

  /** What defines one; empty where its members are listed, or the tenant has none of that id. */
  public Optional<String> definition(TenantId tenant, UUID group) {
    return definitions(tenant).getOrDefault(group, Optional.empty());
  }

  /**
   * Adds one that fills itself.
   *
   * @param definition JSON of whoever reads it
   * @return its id; empty where there is one of that name, however it is written
   */
  public Optional<UUID> create(TenantId tenant, String name, String definition) {
    return database.write(
        tenant,
        connection -> {
          Optional<UUID> made = rows.create(tenant, GroupAndFieldRows.Kind.GROUP, name);
          made.ifPresent(group -> write(tenant, group, definition));
          return made;
        });
  }

  /** Defines one that fills itself anew; false where the tenant has none such. */
  public boolean define(TenantId tenant, UUID group, String definition) {
    return database.write(
        tenant,
        connection ->
            rows.lock(tenant, GroupAndFieldRows.Kind.GROUP, group)
                && definition(tenant, group).isPresent()
                && write(tenant, group, definition));
  }

  private boolean write(TenantId tenant, UUID group, String definition) {
    return sql.sql(
                """
                UPDATE contact_group SET definition = :definition::jsonb
                WHERE tenant_id = :tenant AND id = :group
                """)
            .param("definition", definition)
            .param("tenant", tenant.value())
            .param("group", group)
            .update()
        == 1;
  }

  /**
   * What defines each group, as JSON of whoever reads it; empty for those whose members are listed.
   */
  public Map<UUID, Optional<String>> definitions(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql
                .sql(
                    "SELECT id, definition::text AS definition FROM contact_group WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        Map.entry(
                            row.getObject("id", UUID.class),
                            Optional.ofNullable(row.getString("definition"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The contacts in a group. */
  public List<ContactId> members(TenantId tenant, UUID group) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT contact_id FROM contact_group_member
                    WHERE tenant_id = :tenant AND group_id = :group ORDER BY contact_id
                    """)
                .param("tenant", tenant.value())
                .param("group", group)
                .query((row, number) -> new ContactId(row.getObject(1, UUID.class)))
                .list());
  }

  /** Makes the contacts behind contact points members, inside the caller's transaction. */
  public void add(
      Connection connection, TenantId tenant, UUID to, List<ContactPointId> points, Instant at)
      throws SQLException {
    join(connection, tenant, to, points, at);
  }

  /** The same, and tells who was in it not yet. */
  public List<ContactId> join(
      Connection connection, TenantId tenant, UUID to, List<ContactPointId> points, Instant at)
      throws SQLException {
    String statement =
        """
        INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
        SELECT DISTINCT p.tenant_id, g.id, p.contact_id, :since::timestamptz
        FROM contact_point p JOIN contact_group g ON g.tenant_id = p.tenant_id AND g.id = :to
          AND g.definition IS NULL
        WHERE p.tenant_id = :tenant AND p.id = ANY (:points)
        ORDER BY p.contact_id
        ON CONFLICT DO NOTHING RETURNING contact_id
        """;
    return Rows.batch(connection, statement, points)
        .instant("since", at)
        .uuid("to", to)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  /** Takes the contacts behind contact points out, and tells who was in it. */
  public List<ContactId> leave(
      Connection connection, TenantId tenant, UUID from, List<ContactPointId> points)
      throws SQLException {
    String statement =
        """
        DELETE FROM contact_group_member m USING contact_point p
        WHERE m.tenant_id = :tenant AND m.group_id = :group AND p.tenant_id = m.tenant_id
          AND p.contact_id = m.contact_id AND p.id = ANY (:points) RETURNING m.contact_id
        """;
    return Rows.batch(connection, statement, points)
        .uuid("tenant", tenant.value())
        .uuid("group", from)
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  /** Takes the contacts behind contact points out, inside the caller's transaction. */
  public void remove(Connection connection, TenantId tenant, UUID from, List<ContactPointId> points)
      throws SQLException {
    leave(connection, tenant, from, points);
  }
}
