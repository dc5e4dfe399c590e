package org.jawort.consent.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.filter.Condition.All;
import org.jawort.consent.filter.Condition.Any;
import org.jawort.consent.filter.Condition.Not;
import org.jawort.consent.filter.Condition.Test;

/**
 * Makes one statement of a condition. What was typed is a parameter; enums, which are ours, stand
 * as literals, so that the database plans rare and frequent ones apart. Each look into another
 * table names the tenant first.
 *
 * <p>Nothing equals what is missing, and "not" turns that round: negations are drawn inwards to the
 * comparisons, where a column that may be null is asked {@code IS NOT TRUE}, so that what stands
 * around them has two values and {@code NOT EXISTS} stays one that the database can plan.
 */
final class ConditionCompiler {
  /** Dynamic groups within one another; each is bounded, and so is what they come to. */
  private static final int MOST = 10 * ConditionJson.MOST_CONDITIONS;

  private static final String AND = " AND ";
  private static final String OR = " OR ";

  private final UUID tenant;
  private final Vocabulary words;
  private final Map<String, Object> parameters = new TreeMap<>();
  private final StatementParts parts = new StatementParts(parameters);
  private final TestSql tests;
  private final MemberSql members = new MemberSql(parts);
  private final Set<UUID> within = new HashSet<>();
  private boolean alternative;
  private int conditions;

  ConditionCompiler(UUID tenant, Vocabulary words) {
    this.tenant = tenant;
    this.words = words;
    this.tests = new TestSql(words, parts);
  }

  ConditionSql compile(Condition condition) {
    String where = sql(condition, false);
    parameters.put("tenant", tenant);
    String contact =
        parts.lookAtContacts()
            ? "JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id"
                + " AND c.tenant_id = :tenant\n"
            : "";
    String from =
        "FROM contact_point p\n"
            + contact
            + parts.joins()
            + "WHERE p.tenant_id = :tenant AND NOT p.trial AND ("
            + where
            + ")";
    return new ConditionSql(from, parameters);
  }

  private String sql(Condition condition, boolean negated) {
    if (++conditions > MOST) {
      return "false";
    }
    return switch (condition) {
      case All(List<Condition> parts) -> joined(parts, negated, negated ? OR : AND);
      case Any(List<Condition> parts) -> joined(parts, negated, negated ? AND : OR);
      case Not(Condition part) -> sql(part, !negated);
      case Test test -> {
        parts.alternative(alternative);
        yield test.about() == About.GROUP ? groups(test, negated) : tests.sql(test, negated);
      }
    };
  }

  private String joined(List<Condition> all, boolean negated, String by) {
    if (all.isEmpty()) {
      return String.valueOf(by.equals(AND));
    }
    boolean outside = alternative;
    alternative |= by.equals(OR) && all.size() > 1;
    String joined =
        all.stream().map(part -> sql(part, negated)).collect(Collectors.joining(by, "(", ")"));
    alternative = outside;
    return joined;
  }

  /** Static ones by their members, dynamic ones by what defines them. */
  private String groups(Test test, boolean negated) {
    List<UUID> asked = test.values().stream().map(UUID::fromString).toList();
    List<UUID> listed =
        asked.stream()
            .filter(id -> words.groups().getOrDefault(id, Optional.empty()).isEmpty())
            .toList();
    List<UUID> defined = asked.stream().filter(id -> !listed.contains(id)).toList();
    boolean outside = alternative;
    alternative |= !negated && defined.size() + (listed.isEmpty() ? 0 : 1) > 1;
    parts.alternative(alternative);
    Stream<String> members =
        listed.isEmpty() ? Stream.of() : Stream.of(this.members.members(listed, negated));
    String sql =
        Stream.concat(members, defined.stream().map(id -> defined(id, negated)))
            .collect(Collectors.joining(negated ? AND : OR, "(", ")"));
    alternative = outside;
    return sql;
  }

  /** One that comes to itself again has nobody that way. */
  private String defined(UUID group, boolean negated) {
    if (!within.add(group)) {
      return String.valueOf(negated);
    }
    String sql = sql(words.groups().getOrDefault(group, Optional.empty()).orElseThrow(), negated);
    within.remove(group);
    return sql;
  }
}
