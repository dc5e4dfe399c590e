package org.jawort.consent.filter;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.BeginningSearch;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.group.DefinedMembers;
import org.jawort.contact.group.GroupMember;
import org.jawort.contact.group.MembersAsked;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to groups that fill themselves (S1-16): a condition under a name. It has the contact
 * points that the condition holds for, and their contacts are its members.
 */
@Component
public class DynamicGroups implements DefinedMembers {
  private final Database database;
  private final JdbcClient jdbc;
  private final ContactGroups groups;
  private final CustomFields fields;
  private final Conditions conditions;
  private final ConditionText words;
  private final BeginningSearch search;

  DynamicGroups(
      Database database,
      JdbcClient jdbc,
      ContactGroups groups,
      CustomFields fields,
      Conditions conditions,
      ConditionText words,
      BeginningSearch search) {
    this.database = database;
    this.jdbc = jdbc;
    this.groups = groups;
    this.fields = fields;
    this.conditions = conditions;
    this.words = words;
    this.search = search;
  }

  /** What defines one; empty where its members are listed, or the tenant has none of that id. */
  public Optional<Condition> definition(TenantId tenant, UUID group) {
    return groups.definition(tenant, group).map(conditions::kept);
  }

  /**
   * Adds one.
   *
   * @param name at most 80 characters
   * @param condition that was checked
   */
  public DefinitionOutcome create(TenantId tenant, String name, Condition condition) {
    return database.write(
        tenant,
        connection -> {
          hold(connection, tenant, condition);
          return groups
              .create(tenant, name, conditions.write(condition).toString())
              .<DefinitionOutcome>map(DefinitionOutcome.Saved::new)
              .orElseGet(DefinitionOutcome.Taken::new);
        });
  }

  /** Defines one anew. */
  public DefinitionOutcome change(TenantId tenant, UUID group, Condition condition) {
    return database.write(
        tenant,
        connection -> {
          hold(connection, tenant, condition);
          if (contains(tenant, condition, group)) {
            return new DefinitionOutcome.InItself();
          }
          return groups.define(tenant, group, conditions.write(condition).toString())
              ? new DefinitionOutcome.Saved(group)
              : new DefinitionOutcome.Unknown();
        });
  }

  private void hold(Connection connection, TenantId tenant, Condition condition)
      throws SQLException {
    List<UUID> held = condition.references();
    groups.hold(connection, tenant, held);
    fields.hold(connection, tenant, held);
  }

  private boolean contains(TenantId tenant, Condition condition, UUID group) {
    Map<UUID, List<UUID>> inside =
        groups.definitions(tenant).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        entry.getValue().stream()
                            .flatMap(kept -> conditions.kept(kept).references().stream())
                            .toList()));
    Set<UUID> reached = new TreeSet<>(condition.references());
    for (int before = -1; before < reached.size(); ) {
      before = reached.size();
      List.copyOf(reached).forEach(one -> reached.addAll(inside.getOrDefault(one, List.of())));
    }
    return reached.contains(group);
  }

  /** The names of those that are defined by a group or a field. */
  List<String> definedBy(TenantId tenant, UUID groupOrField) {
    Map<UUID, Optional<String>> definitions = groups.definitions(tenant);
    return groups.withDynamic(tenant).stream()
        .filter(
            group ->
                definitions.getOrDefault(group.id(), Optional.empty()).stream()
                    .flatMap(kept -> references(kept))
                    .anyMatch(groupOrField::equals))
        .map(ContactGroup::name)
        .toList();
  }

  private Stream<UUID> references(String definition) {
    return conditions.kept(definition).references().stream();
  }

  @Override
  public Optional<List<GroupMember>> page(TenantId tenant, String definition, MembersAsked asked) {
    Condition members = conditions.kept(definition).and(beginning(tenant, asked.text()));
    return database.readWithin(
        asked.milliseconds(),
        tenant,
        connection -> {
          ConditionSql sql = conditions.sql(tenant, members);
          Map<String, Object> parameters = sql.more();
          parameters.put("before", asked.before().orElse(new UUID(-1, -1)));
          parameters.put("most", asked.most());
          return jdbc.sql(members(sql)).params(parameters).query(DynamicGroups::member).list();
        });
  }

  /** Whoever the indexes know to begin so, where they are not many. */
  private Condition beginning(TenantId tenant, String text) {
    Condition begins = Condition.beginning(text.strip());
    return begins.equals(Condition.EVERYBODY)
        ? begins
        : search
            .contacts(tenant, text)
            .map(some -> Condition.contacts(some).and(begins))
            .orElse(begins);
  }

  @Override
  public String inWords(TenantId tenant, String definition, Language language) {
    return words.of(tenant, conditions.kept(definition), language);
  }

  /** One line for each contact, with the oldest of its contact points that are in the group. */
  private static String members(ConditionSql sql) {
    return """
    SELECT m.contact_id, c.created_at, p.address,
           coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.company, '') AS name
    FROM (%s AND p.contact_id < :before GROUP BY p.contact_id
          ORDER BY p.contact_id DESC LIMIT :most) m
    JOIN contact c ON c.tenant_id = :tenant AND c.id = m.contact_id
    JOIN contact_point p ON p.tenant_id = :tenant AND p.id = m.id
    ORDER BY m.contact_id DESC
    """
        .formatted(sql.select("p.contact_id, (array_agg(p.id ORDER BY p.id))[1] AS id"));
  }

  private static GroupMember member(ResultSet row, int number) throws SQLException {
    return new GroupMember(
        new ContactId(row.getObject("contact_id", UUID.class)),
        row.getString("name"),
        row.getString("address"),
        row.getTimestamp("created_at").toInstant());
  }
}
