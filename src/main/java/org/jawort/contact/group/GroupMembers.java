package org.jawort.contact.group;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Spelling;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to who is in which group, as staff see it. */
@Component
public class GroupMembers {
  private final Database database;
  private final JdbcClient jdbc;
  private final ContactGroups groups;
  private final DefinedMembers defined;
  private final BeginningSearch search;

  GroupMembers(
      Database database,
      JdbcClient jdbc,
      ContactGroups groups,
      DefinedMembers defined,
      BeginningSearch search) {
    this.database = database;
    this.jdbc = jdbc;
    this.groups = groups;
    this.defined = defined;
    this.search = search;
  }

  /** The members of a group, the newest contacts first; empty where it took longer. */
  public Optional<List<GroupMember>> page(TenantId tenant, UUID group, MembersAsked asked) {
    Optional<String> definition = groups.definition(tenant, group);
    return definition.isPresent()
        ? defined.page(tenant, definition.get(), asked)
        : listed(tenant, group, asked);
  }

  /** What defines a group that fills itself, in words; empty where its members are listed. */
  public Optional<String> definition(TenantId tenant, UUID group, Language language) {
    return groups
        .definition(tenant, group)
        .map(definition -> defined.inWords(tenant, definition, language));
  }

  private Optional<List<GroupMember>> listed(TenantId tenant, UUID group, MembersAsked asked) {
    String text = asked.text();
    Optional<List<UUID>> some = text.isBlank() ? Optional.empty() : search.contacts(tenant, text);
    return database.readWithin(
        asked.milliseconds(),
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT m.contact_id, m.since,
                           coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''),
                                    c.company, '') AS name,
                           (SELECT p.address FROM contact_point p
                            WHERE p.tenant_id = :tenant AND p.contact_id = m.contact_id
                            ORDER BY p.id LIMIT 1) AS address
                    FROM contact_group_member m
                    JOIN contact c ON c.tenant_id = m.tenant_id AND c.id = m.contact_id
                    WHERE m.tenant_id = :tenant AND m.group_id = :group AND m.contact_id < :before
                      %s
                      AND (:text = '%%' OR lower(c.first_name) LIKE :text
                        OR lower(c.last_name) LIKE :text OR lower(c.company) LIKE :text
                        OR lower(concat_ws(' ', c.first_name, c.last_name)) LIKE :text
                        OR EXISTS (
                          SELECT FROM contact_point p
                          WHERE p.tenant_id = :tenant AND p.contact_id = m.contact_id
                            AND p.address_key LIKE :key))
                    ORDER BY m.contact_id DESC LIMIT :most
                    """
                        .formatted(some.isPresent() ? "AND m.contact_id = ANY (:some)" : ""))
                .param("some", some.orElse(List.of()).toArray(UUID[]::new))
                .param("tenant", tenant.value())
                .param("group", group)
                .param("before", asked.before().orElse(new UUID(-1, -1)))
                .param("text", BeginningSearch.like(text.strip().toLowerCase(Locale.ROOT)))
                .param("key", BeginningSearch.like(Spelling.folded(Spelling.mended(text))))
                .param("most", asked.most())
                .query(GroupMembers::member)
                .list());
  }

  private static GroupMember member(ResultSet row, int number) throws SQLException {
    return new GroupMember(
        new ContactId(row.getObject("contact_id", UUID.class)),
        row.getString("name"),
        row.getString("address"),
        row.getTimestamp("since").toInstant());
  }

  /** The groups that a contact is in, by their names. */
  public List<Membership> of(TenantId tenant, ContactId contact) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT g.id, g.name, m.since FROM contact_group_member m
                    JOIN contact_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
                    WHERE m.tenant_id = :tenant AND m.contact_id = :contact ORDER BY g.name_key
                    """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query(
                    (row, number) ->
                        new Membership(
                            new ContactGroup(
                                row.getObject("id", UUID.class), row.getString("name")),
                            row.getTimestamp("since").toInstant()))
                .list());
  }

  /** Which of these contacts are in a group whose members are listed. */
  public Set<UUID> among(TenantId tenant, UUID group, List<UUID> contacts) {
    return database.read(
        tenant,
        connection ->
            Set.copyOf(
                jdbc.sql(
                        """
                        SELECT contact_id FROM contact_group_member
                        WHERE tenant_id = :tenant AND group_id = :group
                          AND contact_id = ANY (:contacts)
                        """)
                    .param("tenant", tenant.value())
                    .param("group", group)
                    .param("contacts", contacts.toArray(UUID[]::new))
                    .query(UUID.class)
                    .list()));
  }
}
