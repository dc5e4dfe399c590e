package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the fields that a tenant adds to its contacts. */
@Component
public final class CustomFields implements GroupOrFieldList {
  private final Database database;
  private final JdbcClient sql;
  private final GroupAndFieldRows rows;

  CustomFields(Database database, JdbcClient sql, GroupAndFieldRows rows) {
    this.database = database;
    this.sql = sql;
    this.rows = rows;
  }

  /** All fields of a tenant, by their names. */
  public List<CustomField> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT id, name FROM contact_field
                    WHERE tenant_id = :tenant ORDER BY name_key
                    """)
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        new CustomField(row.getObject("id", UUID.class), row.getString("name")))
                .list());
  }

  /** All of them by their names, with how many contacts hang on each. */
  public List<GroupOrField> counted(TenantId tenant) {
    return rows.counted(tenant, GroupAndFieldRows.Kind.FIELD);
  }

  @Override
  public Optional<GroupOrField> find(TenantId tenant, UUID field) {
    return rows.find(tenant, GroupAndFieldRows.Kind.FIELD, field);
  }

  @Override
  public Optional<UUID> create(TenantId tenant, String name) {
    return rows.create(tenant, GroupAndFieldRows.Kind.FIELD, name);
  }

  @Override
  public GroupOrFieldOutcome rename(TenantId tenant, UUID field, String name) {
    return rows.rename(tenant, GroupAndFieldRows.Kind.FIELD, field, name);
  }

  @Override
  public GroupOrFieldOutcome delete(TenantId tenant, UUID field) {
    return rows.delete(tenant, GroupAndFieldRows.Kind.FIELD, field);
  }

  @Override
  public List<String> uses(TenantId tenant, UUID field) {
    return rows.uses(tenant, field);
  }

  /** Nobody deletes them until the caller's transaction ends. */
  public void hold(Connection connection, TenantId tenant, List<UUID> held) throws SQLException {
    rows.hold(connection, tenant, GroupAndFieldRows.Kind.FIELD, held);
  }

  /** What stands in the fields of a contact, by the fields' names; an empty field is missing. */
  public Map<String, String> of(TenantId tenant, ContactId contact) {
    return database.read(
        tenant,
        connection -> {
          var values = new LinkedHashMap<String, String>();
          sql.sql(
                  """
                  SELECT f.name, v.value FROM contact_field_value v
                  JOIN contact_field f ON f.tenant_id = v.tenant_id AND f.id = v.field_id
                  WHERE v.tenant_id = :tenant AND v.contact_id = :contact ORDER BY f.name_key
                  """)
              .param("tenant", tenant.value())
              .param("contact", contact.value())
              .query(
                  row -> {
                    values.put(row.getString("name"), row.getString("value"));
                  });
          return values;
        });
  }

  /**
   * Writes a field of the contacts behind contact points, inside the caller's transaction.
   *
   * @param value the text; empty clears the field
   */
  public void set(
      Connection connection,
      TenantId tenant,
      UUID field,
      String value,
      List<ContactPointId> points,
      Instant at)
      throws SQLException {
    if (value.isBlank()) {
      clear(connection, tenant, field, points);
      return;
    }
    String statement =
        """
        INSERT INTO contact_field_value (tenant_id, contact_id, field_id, value, changed_at)
        SELECT DISTINCT p.tenant_id, p.contact_id, f.id, :value, :changedAt::timestamptz
        FROM contact_point p JOIN contact_field f ON f.tenant_id = p.tenant_id AND f.id = :field
        WHERE p.tenant_id = :tenant AND p.id = ANY (:points)
        ORDER BY p.contact_id
        ON CONFLICT (tenant_id, contact_id, field_id) DO UPDATE
        SET value = EXCLUDED.value, changed_at = EXCLUDED.changed_at
        """;
    Rows.batch(connection, statement, points)
        .text("value", value)
        .instant("changedAt", at)
        .uuid("field", field)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .update();
  }

  private static void clear(
      Connection connection, TenantId tenant, UUID field, List<ContactPointId> points)
      throws SQLException {
    String statement =
        """
        DELETE FROM contact_field_value v USING contact_point p
        WHERE v.tenant_id = :tenant AND v.field_id = :field AND p.tenant_id = v.tenant_id
          AND p.contact_id = v.contact_id AND p.id = ANY (:points)
        """;
    Rows.batch(connection, statement, points)
        .uuid("tenant", tenant.value())
        .uuid("field", field)
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .update();
  }
}
