package org.jawort.desk;

import java.time.Instant;
import java.util.List;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.merge.Duplicates;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands around a contact: whom it was merged with, and who may be the same. */
@Component
public class ContactStory {
  private final Database database;
  private final JdbcClient jdbc;
  private final Duplicates duplicates;

  ContactStory(Database database, JdbcClient jdbc, Duplicates duplicates) {
    this.database = database;
    this.jdbc = jdbc;
    this.duplicates = duplicates;
  }

  /**
   * A contact that was merged into this one.
   *
   * @param name what it was called, or empty
   * @param by the member of staff, or null where that account is gone
   */
  public record Merge(Instant at, String name, @Nullable String by) {}

  /**
   * What stands around a contact.
   *
   * @param merges the newest first
   * @param alike those who are likely the same
   */
  public record Around(List<Merge> merges, List<ContactCard> alike, List<Change> changes) {
    /** Copies the lists. */
    public Around {
      merges = List.copyOf(merges);
      alike = List.copyOf(alike);
      changes = List.copyOf(changes);
    }
  }

  /**
   * What was done to the contact's groups and fields.
   *
   * @param act such as GROUP_JOINED
   * @param name of the group or the field; null where it is gone
   * @param by the member of staff; null where they are gone, or where it was another system
   * @param api whether another system did it
   */
  public record Change(
      Instant at, String act, @Nullable String name, @Nullable String by, boolean api) {}

  /** Looks around a contact. */
  public Around around(TenantId tenant, ContactCard card) {
    return database.read(
        tenant,
        connection ->
            new Around(
                merges(tenant, card.contact().id()),
                duplicates.of(tenant, card),
                changes(tenant, card.contact().id())));
  }

  /** What the contact, and those who were merged into it, were called before; the newest first. */
  public List<Merge> formerNames(TenantId tenant, ContactId contact) {
    return database.read(tenant, connection -> merges(tenant, contact));
  }

  /** The latest, as far as anybody reads. */
  private List<Change> changes(TenantId tenant, ContactId contact) {
    return jdbc.sql(
            """
            SELECT a.at, a.act, coalesce(g.name, f.name) AS name, s.name AS by,
                   a.actor = 'API' AS api
            FROM contact_act a
            LEFT JOIN contact_group g ON g.tenant_id = a.tenant_id AND g.id = a.other_id
            LEFT JOIN contact_field f ON f.tenant_id = a.tenant_id AND f.id = a.other_id
            LEFT JOIN staff_user s ON s.tenant_id = a.tenant_id AND s.id = a.actor_id
            WHERE a.tenant_id = :tenant AND a.contact_id = :contact
              AND a.act IN ('GROUP_JOINED', 'GROUP_LEFT', 'FIELD_WRITTEN')
            ORDER BY a.id DESC LIMIT 20
            """)
        .param("tenant", tenant.value())
        .param("contact", contact.value())
        .query(
            (row, number) ->
                new Change(
                    row.getTimestamp("at").toInstant(),
                    row.getString("act"),
                    row.getString("name"),
                    row.getString("by"),
                    row.getBoolean("api")))
        .list();
  }

  private List<Merge> merges(TenantId tenant, ContactId contact) {
    return jdbc.sql(
            """
            SELECT a.at, f.name, s.name AS by
            FROM contact_former f
            JOIN contact_act a ON a.tenant_id = f.tenant_id AND a.id = f.act_id
            LEFT JOIN staff_user s ON s.tenant_id = a.tenant_id AND s.id = a.actor_id
            WHERE f.tenant_id = :tenant AND f.contact_id = :contact ORDER BY a.id DESC
            """)
        .param("tenant", tenant.value())
        .param("contact", contact.value())
        .query(
            (row, number) ->
                new Merge(
                    row.getTimestamp("at").toInstant(), row.getString("name"), row.getString("by")))
        .list();
  }
}
