package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactActs;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactChanges;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactReads;
import org.jawort.contact.ContactWrites;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * The door for merging duplicates. Contact points move with all that hangs on them, so no history
 * is lost and none changes; it cannot be undone.
 */
@Component
public class Merges {
  private static final int LONGEST_CHAIN = 20;

  private final Database database;
  private final ContactReads reads;
  private final ContactWrites writes;
  private final ContactActs acts;
  private final ContactChanges changes;

  Merges(
      Database database,
      ContactReads reads,
      ContactWrites writes,
      ContactActs acts,
      ContactChanges changes) {
    this.changes = changes;
    this.database = database;
    this.reads = reads;
    this.writes = writes;
    this.acts = acts;
  }

  /** Merges, unless somebody else changed one of the two since they were shown. */
  public MergeOutcome merge(TenantId tenant, Merging wish, Actor actor) {
    return database.writeAnew(tenant, connection -> merge(connection, tenant, wish, actor));
  }

  private MergeOutcome merge(Connection connection, TenantId tenant, Merging wish, Actor actor)
      throws SQLException {
    Map<ContactId, Instant> changed = lock(connection, tenant, List.of(wish.stays(), wish.goes()));
    for (ContactId one : List.of(wish.stays(), wish.goes())) {
      if (!changed.containsKey(one)) {
        return new MergeOutcome.Gone(survivor(connection, tenant, one));
      }
    }
    if (wish.stays().equals(wish.goes())) {
      throw new IllegalArgumentException("a contact cannot be merged with itself");
    }
    if (!wish.staysAsOf().equals(changed.get(wish.stays()))
        || !wish.goesAsOf().equals(changed.get(wish.goes()))) {
      return new MergeOutcome.Overtaken();
    }
    List<ContactCard> both = reads.cards(connection, tenant, List.of(wish.stays(), wish.goes()));
    ContactCard goes =
        both.stream().filter(c -> c.contact().id().equals(wish.goes())).findFirst().orElseThrow();
    move(connection, tenant, wish);
    DistinctContacts.forget(connection, tenant, List.of(wish.stays(), wish.goes()));
    carryOwn(connection, tenant, wish);
    note(connection, tenant, wish, goes.contact(), actor);
    writes.update(connection, tenant, wish.stays(), wish.data());
    carryOrigin(connection, tenant, wish);
    delete(connection, tenant, wish.goes());
    changes.note(connection, tenant, List.of(wish.goes()));
    return new MergeOutcome.Done(reads.cards(connection, tenant, List.of(wish.stays())).getFirst());
  }

  /**
   * In one order everywhere, so that two who merge crosswise do not wait for each other. Whoever
   * belongs to a trial goes with it, and would take the other one along.
   */
  private static Map<ContactId, Instant> lock(
      Connection connection, TenantId tenant, List<ContactId> contacts) throws SQLException {
    String sql =
        """
        SELECT id, updated_at FROM contact
        WHERE tenant_id = :tenant AND id = ANY (:contacts) AND NOT trial
        ORDER BY id FOR UPDATE
        """;
    var changed = new HashMap<ContactId, Instant>();
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("contacts", ContactId::value)
        .each(
            row ->
                changed.put(
                    new ContactId(row.getObject("id", UUID.class)),
                    Objects.requireNonNull(Rows.instant(row, "updated_at"))));
    return changed;
  }

  private static void move(Connection connection, TenantId tenant, Merging wish)
      throws SQLException {
    for (String table : List.of("contact_point", "contact_former")) {
      String sql =
          "UPDATE "
              + table
              + " SET contact_id = :stays WHERE tenant_id = :tenant AND contact_id = :goes";
      Rows.sql(connection, sql)
          .uuid("stays", wish.stays().value())
          .uuid("tenant", tenant.value())
          .uuid("goes", wish.goes().value())
          .update();
    }
  }

  /** Groups add up; of a field that both have, the one that stays keeps its own. */
  private static void carryOwn(Connection connection, TenantId tenant, Merging wish)
      throws SQLException {
    for (String sql :
        List.of(
            """
            INSERT INTO contact_group_member (tenant_id, contact_id, group_id, since)
            SELECT tenant_id, :stays, group_id, since FROM contact_group_member
            WHERE tenant_id = :tenant AND contact_id = :goes ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO contact_field_value (tenant_id, contact_id, field_id, value, changed_at)
            SELECT tenant_id, :stays, field_id, value, changed_at FROM contact_field_value
            WHERE tenant_id = :tenant AND contact_id = :goes ON CONFLICT DO NOTHING
            """)) {
      Rows.sql(connection, sql)
          .uuid("stays", wish.stays().value())
          .uuid("tenant", tenant.value())
          .uuid("goes", wish.goes().value())
          .update();
    }
  }

  private void note(Connection connection, TenantId tenant, Merging wish, Contact goes, Actor actor)
      throws SQLException {
    UUID act =
        acts.note(
            connection,
            tenant,
            ContactActs.Act.MERGED,
            actor,
            wish.stays().value(),
            wish.goes().value(),
            null);
    String sql =
        """
        INSERT INTO contact_former (tenant_id, act_id, contact_id, name)
        VALUES (:tenant, :act, :contact, :name)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("act", act)
        .uuid("contact", wish.stays().value())
        .text("name", name(goes))
        .update();
  }

  private static String name(Contact contact) {
    return Stream.of(contact.firstName(), contact.lastName(), contact.company())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  /**
   * Who came by another way than a form alone is not erased for want of a confirmation (law 23);
   * and it is known since the older of the two.
   */
  private static void carryOrigin(Connection connection, TenantId tenant, Merging wish)
      throws SQLException {
    String sql =
        """
        UPDATE contact s
        SET origin = CASE WHEN s.origin = 'FORM' THEN g.origin ELSE s.origin END,
            created_at = least(s.created_at, g.created_at)
        FROM contact g
        WHERE s.tenant_id = :tenant AND s.id = :stays AND g.tenant_id = s.tenant_id AND g.id = :goes
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("stays", wish.stays().value())
        .uuid("goes", wish.goes().value())
        .update();
  }

  private static void delete(Connection connection, TenantId tenant, ContactId id)
      throws SQLException {
    String sql = "DELETE FROM contact WHERE tenant_id = :tenant AND id = :id";
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id.value()).update();
  }

  /** The contact that a contact which is gone was merged into, be it over several merges. */
  public Optional<ContactId> survivor(TenantId tenant, ContactId gone) {
    return database.read(tenant, connection -> survivor(connection, tenant, gone));
  }

  private static Optional<ContactId> survivor(
      Connection connection, TenantId tenant, ContactId gone) throws SQLException {
    String sql =
        """
        WITH RECURSIVE chain AS (
          SELECT contact_id, 1 AS length FROM contact_act
          WHERE tenant_id = :tenant AND other_id = :gone AND act = 'MERGED'
          UNION ALL
          SELECT a.contact_id, c.length + 1 FROM chain c JOIN contact_act a
            ON a.tenant_id = :tenant AND a.other_id = c.contact_id AND a.act = 'MERGED'
          WHERE c.length < :longest)
        SELECT k.id FROM chain c JOIN contact k ON k.tenant_id = :tenant
          AND k.id = c.contact_id LIMIT 1
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("gone", gone.value())
        .integer("longest", LONGEST_CHAIN)
        .first(row -> new ContactId(row.getObject(1, UUID.class)));
  }
}
