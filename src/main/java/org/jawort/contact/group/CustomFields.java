package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.ResultSet;
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
                    SELECT id, name, type, choices FROM contact_field
                    WHERE tenant_id = :tenant ORDER BY name_key
                    """)
                .param("tenant", tenant.value())
                .query(CustomFields::field)
                .list());
  }

  static CustomField field(ResultSet row, int number) throws SQLException {
    return new CustomField(
        row.getObject("id", UUID.class),
        row.getString("name"),
        CustomFieldType.valueOf(row.getString("type")),
        List.of((String[]) row.getArray("choices").getArray()));
  }

  /** All of them by their names, with how many contacts hang on each. */
  public List<GroupOrField> counted(TenantId tenant) {
    return rows.counted(tenant, GroupAndFieldRows.Kind.FIELD);
  }

  @Override
  public Optional<GroupOrField> find(TenantId tenant, UUID field) {
    return rows.find(tenant, GroupAndFieldRows.Kind.FIELD, field);
  }

  /** Adds one of text. */
  @Override
  public Optional<UUID> create(TenantId tenant, String name) {
    return create(tenant, new CustomFieldWish(name, CustomFieldType.TEXT, List.of()));
  }

  /** Adds one; empty where there is one of that name, however it is written. */
  public Optional<UUID> create(TenantId tenant, CustomFieldWish wish) {
    return database.write(
        tenant,
        connection -> {
          Optional<UUID> made = rows.create(tenant, GroupAndFieldRows.Kind.FIELD, wish.name());
          made.ifPresent(field -> shape(tenant, field, wish));
          return made;
        });
  }

  private void shape(TenantId tenant, UUID field, CustomFieldWish wish) {
    sql.sql(
            """
            UPDATE contact_field SET type = :type, choices = :choices
            WHERE tenant_id = :tenant AND id = :field
            """)
        .param("type", wish.type().name())
        .param("choices", wish.choices().toArray(String[]::new))
        .param("tenant", tenant.value())
        .param("field", field)
        .update();
  }

  /**
   * Changes one. Of another type it becomes only while nothing stands in it and nothing relies on
   * it; what contacts have stays, be it no choice any more.
   */
  public CustomFieldEditOutcome edit(TenantId tenant, UUID field, CustomFieldWish wish) {
    return database.write(
        tenant,
        connection -> {
          if (!rows.lock(tenant, GroupAndFieldRows.Kind.FIELD, field)) {
            return new CustomFieldEditOutcome.Unknown();
          }
          CustomFieldType standing = one(tenant, field).orElseThrow().type();
          Optional<CustomFieldEditOutcome> kept =
              standing == wish.type() ? Optional.empty() : typeStays(tenant, field);
          return kept.orElseGet(() -> write(tenant, field, wish));
        });
  }

  private Optional<CustomFieldEditOutcome> typeStays(TenantId tenant, UUID field) {
    List<String> uses = uses(tenant, field);
    long holders = find(tenant, field).map(GroupOrField::holders).orElse(0L);
    return uses.isEmpty() && holders == 0
        ? Optional.empty()
        : Optional.of(
            uses.isEmpty()
                ? new CustomFieldEditOutcome.Filled(holders)
                : new CustomFieldEditOutcome.InUse(uses));
  }

  private CustomFieldEditOutcome write(TenantId tenant, UUID field, CustomFieldWish wish) {
    GroupOrFieldOutcome renamed = rename(tenant, field, wish.name());
    if (renamed instanceof GroupOrFieldOutcome.Taken) {
      return new CustomFieldEditOutcome.Taken();
    }
    shape(tenant, field, wish);
    return new CustomFieldEditOutcome.Saved();
  }

  /** One with its type; empty where the tenant has none of that id. */
  public Optional<CustomField> one(TenantId tenant, UUID field) {
    return all(tenant).stream().filter(any -> any.id().equals(field)).findFirst();
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
   * Writes what somebody vouched for, inside the caller's transaction: into fields that are empty,
   * as what stands there is known from elsewhere.
   */
  public void fill(Connection connection, List<VouchedValue> values, Instant at)
      throws SQLException {
    String statement =
        """
        INSERT INTO contact_field_value (tenant_id, contact_id, field_id, value, changed_at)
        SELECT DISTINCT ON (p.tenant_id, p.contact_id, f.id) p.tenant_id, p.contact_id, f.id,
               v.value, :changedAt::timestamptz
        FROM unnest(:tenant::uuid[], :point::uuid[], :field::uuid[], :value::text[])
          WITH ORDINALITY AS v (tenant_id, point_id, field_id, value, place)
        JOIN contact_point p ON p.tenant_id = v.tenant_id AND p.id = v.point_id
        JOIN contact_field f ON f.tenant_id = v.tenant_id AND f.id = v.field_id
        ORDER BY p.tenant_id, p.contact_id, f.id, v.place
        ON CONFLICT (tenant_id, contact_id, field_id) DO NOTHING
        """;
    Rows.batch(connection, statement, values)
        .instant("changedAt", at)
        .uuids("tenant", value -> value.tenant().value())
        .uuids("point", value -> value.contactPoint().value())
        .uuids("field", VouchedValue::field)
        .texts("value", VouchedValue::value)
        .update();
  }

  /**
   * Writes a field of the contacts behind contact points, inside the caller's transaction.
   *
   * @param value the text; empty clears the field
   * @return the contacts in which something else stood, or nothing
   */
  public List<ContactId> set(
      Connection connection,
      TenantId tenant,
      UUID field,
      String value,
      List<ContactPointId> points,
      Instant at)
      throws SQLException {
    String kept = one(tenant, field).map(known -> kept(known, value)).orElse("");
    if (kept.isBlank()) {
      return clear(connection, tenant, field, points);
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
        WHERE contact_field_value.value <> EXCLUDED.value RETURNING contact_id
        """;
    return Rows.batch(connection, statement, points)
        .text("value", kept)
        .instant("changedAt", at)
        .uuid("field", field)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  /** What processes said before the field had a type is kept as text. */
  private static String kept(CustomField field, String value) {
    return field.type() != CustomFieldType.TEXT
            && CustomFieldRead.of(field, List.of(value))
                instanceof CustomFieldRead.Good(String read)
        ? read
        : value;
  }

  private static List<ContactId> clear(
      Connection connection, TenantId tenant, UUID field, List<ContactPointId> points)
      throws SQLException {
    String statement =
        """
        DELETE FROM contact_field_value v USING contact_point p
        WHERE v.tenant_id = :tenant AND v.field_id = :field AND p.tenant_id = v.tenant_id
          AND p.contact_id = v.contact_id AND p.id = ANY (:points) RETURNING v.contact_id
        """;
    return Rows.batch(connection, statement, points)
        .uuid("tenant", tenant.value())
        .uuid("field", field)
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }
}
