package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactActs;
import org.jawort.contact.ContactActs.Act;
import org.jawort.contact.ContactId;
import org.jawort.platform.Database;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * The door through which staff and other systems put contacts into a group whose members are
 * listed, and take them out; each contact's history says who did it.
 */
@Component
public class GroupMemberChanges {
  private final Database database;
  private final ContactActs acts;
  private final InstantSource clock;

  GroupMemberChanges(Database database, ContactActs acts, InstantSource clock) {
    this.database = database;
    this.acts = acts;
    this.clock = clock;
  }

  /** Makes them members; returns how many were not yet, of those who are there. */
  public int add(TenantId tenant, UUID to, List<ContactId> contacts, Actor by) {
    String sql =
        """
        INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
        SELECT g.tenant_id, g.id, c.id, :now FROM contact_group g
        JOIN contact c ON c.tenant_id = g.tenant_id AND c.id = ANY (:contact::uuid[])
        WHERE g.tenant_id = :tenant AND g.id = :group AND g.definition IS NULL
        ORDER BY c.id
        FOR KEY SHARE OF g, c
        ON CONFLICT DO NOTHING
        RETURNING contact_id
        """;
    return database.write(
        tenant,
        connection ->
            noted(
                connection,
                new Change(tenant, Act.GROUP_JOINED, to, by),
                Rows.batch(connection, sql, contacts).instant("now", clock.instant())));
  }

  /** Takes them out of a group; returns how many were in it. */
  public int remove(TenantId tenant, UUID from, List<ContactId> contacts, Actor by) {
    String sql =
        """
        DELETE FROM contact_group_member
        WHERE tenant_id = :tenant AND group_id = :group AND contact_id = ANY (:contact::uuid[])
        RETURNING contact_id
        """;
    return database.write(
        tenant,
        connection ->
            noted(
                connection,
                new Change(tenant, Act.GROUP_LEFT, from, by),
                Rows.batch(connection, sql, contacts)));
  }

  private record Change(TenantId tenant, Act act, UUID group, Actor by) {}

  private int noted(Connection connection, Change change, NamedStatement<ContactId> statement)
      throws SQLException {
    List<ContactId> changed =
        statement
            .uuid("tenant", change.tenant().value())
            .uuid("group", change.group())
            .uuids("contact", ContactId::value)
            .list(row -> new ContactId(row.getObject(1, UUID.class)));
    acts.note(connection, change.tenant(), change.act(), change.by(), changed, change.group());
    return changed.size();
  }
}
