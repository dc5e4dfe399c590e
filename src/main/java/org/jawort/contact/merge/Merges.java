package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

  Merges(Database database, ContactReads reads, ContactWrites writes, ContactActs acts) {
    this.database = database;
    this.reads = reads;
    this.writes = writes;
    this.acts = acts;
  }

  /** Merges, unless somebody else changed one of the two since they were shown. */
  public MergeOutcome merge(TenantId tenant, Merging wish, Actor actor) {
    return database.write(tenant, connection -> merge(connection, tenant, wish, actor));
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
        SELECT id, updated_at FROM contact WHERE tenant_id = ? AND id = ANY (?) AND NOT trial
        ORDER BY id FOR UPDATE
        """;
    var changed = new HashMap<ContactId, Instant>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setArray(2, Rows.uuids(connection, contacts, ContactId::value));
      ResultSet row = select.executeQuery();
      while (row.next()) {
        changed.put(
            new ContactId(row.getObject("id", UUID.class)),
            Objects.requireNonNull(Rows.instant(row, "updated_at")));
      }
    }
    return changed;
  }

  private static void move(Connection connection, TenantId tenant, Merging wish)
      throws SQLException {
    for (String table : List.of("contact_point", "contact_former")) {
      String sql = "UPDATE " + table + " SET contact_id = ? WHERE tenant_id = ? AND contact_id = ?";
      try (PreparedStatement update = connection.prepareStatement(sql)) {
        update.setObject(1, wish.stays().value());
        update.setObject(2, tenant.value());
        update.setObject(3, wish.goes().value());
        update.executeUpdate();
      }
    }
  }

  /** Groups add up; of a field that both have, the one that stays keeps its own. */
  private static void carryOwn(Connection connection, TenantId tenant, Merging wish)
      throws SQLException {
    for (String sql :
        List.of(
            """
            INSERT INTO contact_group_member (tenant_id, contact_id, group_id, since)
            SELECT tenant_id, ?, group_id, since FROM contact_group_member
            WHERE tenant_id = ? AND contact_id = ? ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO contact_field_value (tenant_id, contact_id, field_id, value, changed_at)
            SELECT tenant_id, ?, field_id, value, changed_at FROM contact_field_value
            WHERE tenant_id = ? AND contact_id = ? ON CONFLICT DO NOTHING
            """)) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setObject(1, wish.stays().value());
        insert.setObject(2, tenant.value());
        insert.setObject(3, wish.goes().value());
        insert.executeUpdate();
      }
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
        "INSERT INTO contact_former (tenant_id, act_id, contact_id, name) VALUES (?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, act);
      insert.setObject(3, wish.stays().value());
      insert.setString(4, name(goes));
      insert.executeUpdate();
    }
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
        WHERE s.tenant_id = ? AND s.id = ? AND g.tenant_id = s.tenant_id AND g.id = ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, tenant.value());
      update.setObject(2, wish.stays().value());
      update.setObject(3, wish.goes().value());
      update.executeUpdate();
    }
  }

  private static void delete(Connection connection, TenantId tenant, ContactId id)
      throws SQLException {
    String sql = "DELETE FROM contact WHERE tenant_id = ? AND id = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setObject(2, id.value());
      delete.executeUpdate();
    }
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
          WHERE tenant_id = ? AND other_id = ? AND act = 'MERGED'
          UNION ALL
          SELECT a.contact_id, c.length + 1 FROM chain c JOIN contact_act a
            ON a.tenant_id = ? AND a.other_id = c.contact_id AND a.act = 'MERGED'
          WHERE c.length < ?)
        SELECT k.id FROM chain c JOIN contact k ON k.tenant_id = ? AND k.id = c.contact_id LIMIT 1
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, gone.value());
      select.setObject(3, tenant.value());
      select.setInt(4, LONGEST_CHAIN);
      select.setObject(5, tenant.value());
      ResultSet row = select.executeQuery();
      return row.next()
          ? Optional.of(new ContactId(row.getObject(1, UUID.class)))
          : Optional.empty();
    }
  }
}
