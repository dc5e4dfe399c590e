package org.jawort.contact.group;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.ContactActs;
import org.jawort.contact.ContactActs.Act;
import org.jawort.contact.ContactId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what contacts have in the fields that a tenant added, as staff see and edit it. */
@Component
public class CustomFieldValues {
  private final Database database;
  private final JdbcClient jdbc;
  private final ContactActs acts;
  private final InstantSource clock;

  CustomFieldValues(Database database, JdbcClient jdbc, ContactActs acts, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.acts = acts;
    this.clock = clock;
  }

  /** All fields of the tenant with what a contact has in them, by the fields' names. */
  public List<CustomFieldValue> of(TenantId tenant, ContactId contact) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT f.id, f.name, f.type, f.choices, coalesce(v.value, '') AS value,
                           v.changed_at
                    FROM contact_field f
                    LEFT JOIN contact_field_value v ON v.tenant_id = f.tenant_id
                      AND v.field_id = f.id AND v.contact_id = :contact
                    WHERE f.tenant_id = :tenant ORDER BY f.name_key
                    """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query(
                    (row, number) ->
                        new CustomFieldValue(
                            CustomFields.field(row, number),
                            row.getString("value"),
                            Rows.instant(row, "changed_at")))
                .list());
  }

  /** What some contacts have in some fields, by contact and field; empty ones are missing. */
  public Map<UUID, Map<UUID, CustomFieldValue>> of(
      TenantId tenant, List<ContactId> contacts, List<CustomField> fields) {
    if (contacts.isEmpty() || fields.isEmpty()) {
      return Map.of();
    }
    Map<UUID, CustomField> known =
        fields.stream().collect(Collectors.toMap(CustomField::id, field -> field));
    var values = new HashMap<UUID, Map<UUID, CustomFieldValue>>();
    database.read(
        tenant,
        connection -> {
          jdbc.sql(
                  """
                  SELECT contact_id, field_id, value, changed_at FROM contact_field_value
                  WHERE tenant_id = :tenant AND contact_id = ANY (:contacts)
                    AND field_id = ANY (:fields)
                  """)
              .param("tenant", tenant.value())
              .param("contacts", contacts.stream().map(ContactId::value).toArray(UUID[]::new))
              .param("fields", known.keySet().toArray(UUID[]::new))
              .query(
                  row -> {
                    UUID field = row.getObject("field_id", UUID.class);
                    values
                        .computeIfAbsent(
                            row.getObject("contact_id", UUID.class), id -> new HashMap<>())
                        .put(
                            field,
                            new CustomFieldValue(
                                Objects.requireNonNull(known.get(field)),
                                row.getString("value"),
                                Rows.instant(row, "changed_at")));
                  });
          return values;
        });
    return values;
  }

  /** Writes what changed, unless somebody else changed the same since it was shown. */
  public CustomFieldOutcome write(
      TenantId tenant, ContactId contact, List<CustomFieldChange> wishes, Actor by) {
    return database.write(
        tenant,
        connection -> {
          if (!lock(tenant, contact)) {
            return new CustomFieldOutcome.Unknown();
          }
          Map<UUID, CustomFieldValue> standing =
              of(tenant, contact).stream()
                  .collect(Collectors.toMap(value -> value.field().id(), value -> value));
          // A field that was deleted meanwhile has nothing to write to.
          List<CustomFieldChange> changes =
              wishes.stream()
                  .filter(wish -> wish.isChange() && standing.containsKey(wish.field()))
                  .toList();
          List<CustomFieldValue> overtaken =
              changes.stream()
                  .flatMap(
                      wish ->
                          Stream.ofNullable(standing.get(wish.field()))
                              .filter(stands -> overtaken(wish, stands.value())))
                  .toList();
          if (!overtaken.isEmpty()) {
            return new CustomFieldOutcome.Overtaken(overtaken);
          }
          for (CustomFieldChange wish : changes) {
            write(tenant, contact, wish);
            acts.note(connection, tenant, Act.FIELD_WRITTEN, by, List.of(contact), wish.field());
          }
          return new CustomFieldOutcome.Done(changes.size());
        });
  }

  private static boolean overtaken(CustomFieldChange wish, String stands) {
    return !stands.equals(wish.was()) && !stands.equals(wish.wanted());
  }

  private boolean lock(TenantId tenant, ContactId contact) {
    return jdbc.sql("SELECT id FROM contact WHERE tenant_id = :tenant AND id = :contact FOR UPDATE")
        .param("tenant", tenant.value())
        .param("contact", contact.value())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  private void write(TenantId tenant, ContactId contact, CustomFieldChange wish) {
    if (wish.wanted().isEmpty()) {
      jdbc.sql(
              """
              DELETE FROM contact_field_value
              WHERE tenant_id = :tenant AND contact_id = :contact AND field_id = :field
              """)
          .param("tenant", tenant.value())
          .param("contact", contact.value())
          .param("field", wish.field())
          .update();
      return;
    }
    jdbc.sql(
            """
            INSERT INTO contact_field_value (tenant_id, contact_id, field_id, value, changed_at)
            SELECT tenant_id, :contact, id, :value, :now FROM contact_field
            WHERE tenant_id = :tenant AND id = :field
            ON CONFLICT (tenant_id, contact_id, field_id) DO UPDATE
            SET value = excluded.value, changed_at = excluded.changed_at
            """)
        .param("tenant", tenant.value())
        .param("contact", contact.value())
        .param("field", wish.field())
        .param("value", wish.wanted())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
