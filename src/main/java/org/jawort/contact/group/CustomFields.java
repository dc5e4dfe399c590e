package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
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
            sql.sql("SELECT id, name FROM contact_field WHERE tenant_id = ? ORDER BY name_key")
                .params(tenant.value())
                .query(
                    (row, number) ->
                        new CustomField(row.getObject("id", UUID.class), row.getString("name")))
                .list());
  }

  @Override
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
                  WHERE v.tenant_id = ? AND v.contact_id = ? ORDER BY f.name_key
                  """)
              .params(tenant.value(), contact.value())
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
        SELECT DISTINCT p.tenant_id, p.contact_id, f.id, ?, ?::timestamptz
        FROM contact_point p JOIN contact_field f ON f.tenant_id = p.tenant_id AND f.id = ?
        WHERE p.tenant_id = ? AND p.id = ANY (?)
        ORDER BY p.contact_id
        ON CONFLICT (tenant_id, contact_id, field_id) DO UPDATE
        SET value = EXCLUDED.value, changed_at = EXCLUDED.changed_at
        """;
    try (PreparedStatement insert = Rows.prepareFor(points, connection, statement)) {
      insert.setString(1, value);
      insert.setTimestamp(2, Timestamp.from(at));
      insert.setObject(3, field);
      insert.setObject(4, tenant.value());
      insert.setArray(5, Rows.uuids(connection, points, ContactPointId::value));
      insert.executeUpdate();
    }
  }

  private static void clear(
      Connection connection, TenantId tenant, UUID field, List<ContactPointId> points)
      throws SQLException {
    String statement =
        """
        DELETE FROM contact_field_value v USING contact_point p
        WHERE v.tenant_id = ? AND v.field_id = ? AND p.tenant_id = v.tenant_id
          AND p.contact_id = v.contact_id AND p.id = ANY (?)
        """;
    try (PreparedStatement delete = Rows.prepareFor(points, connection, statement)) {
      delete.setObject(1, tenant.value());
      delete.setObject(2, field);
      delete.setArray(3, Rows.uuids(connection, points, ContactPointId::value));
      delete.executeUpdate();
    }
  }
}
