package org.jawort.consent.filter;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.Condition.Test;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.MobileNumber;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.platform.Spelling;

/**
 * Single comparisons as SQL over {@code contact_point p} and {@code contact c}.
 *
 * <p>Under row-level security only leakproof operators may use an index, so a beginning is asked as
 * a range of a column ordered by bytes and not by LIKE.
 */
final class TestSql {
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private final Vocabulary words;
  private final Map<String, Object> parameters;
  private final List<String> joins = new ArrayList<>();
  private boolean contacts;
  private boolean alternative;

  TestSql(Vocabulary words, Map<String, Object> parameters) {
    this.words = words;
    this.parameters = parameters;
  }

  String sql(Test test, boolean negated) {
    if (test.about().needsPurpose() && !words.purposes().containsKey(test.of())) {
      return String.valueOf(negated);
    }
    return switch (test.about()) {
      case FIRST_NAME -> nullable(text(test, of("first_name_key")), negated);
      case LAST_NAME -> nullable(text(test, of("last_name_key")), negated);
      case COMPANY -> nullable(text(test, of("company_key")), negated);
      case ADDRESS -> nullable(address(test), negated);
      case DOMAIN -> nullable(domain(test), negated);
      case CHANNEL -> nullable(oneOf("p.channel", test), negated);
      case KIND -> nullable(oneOf(of("kind"), test), negated);
      case LANGUAGE -> nullable(oneOf(of("language"), test), negated);
      case SOURCE -> nullable(oneOf(of("origin"), test), negated);
      case CREATED -> nullable(moment(of("created_at"), test), negated);
      case MAIL_BLOCK -> nullable(block(test), negated);
      case OWN -> own(test, negated);
      case CONSENT -> consent(test, negated);
      case CONSENT_SINCE -> consentSince(test, negated);
      case ACTIVITY -> activity(test, negated);
      case CONTACT -> nullable(ids("p.contact_id", test), negated);
      case CONTACT_POINT -> nullable(ids("p.id", test), negated);
      case GROUP -> throw new IllegalArgumentException("a group is more than a comparison");
    };
  }

  /** From now on comparisons stand beside others by OR, or by AND. */
  void alternative(boolean now) {
    alternative = now;
  }

  /** What has to be joined for them, after contact points and contacts. */
  String joins() {
    return joins.stream().map(join -> join + "\n").collect(Collectors.joining());
  }

  /** Whether any of them looked at {@code contact c}. */
  boolean lookAtContacts() {
    return contacts;
  }

  /** Whether the contact is in one of these groups. */
  String members(List<UUID> groups, boolean negated) {
    String member = "m.tenant_id = :tenant AND m.contact_id = p.contact_id AND m.group_id ";
    return groups.size() == 1
        ? exists(
            new Looked("contact_group_member m", member + "= " + parameter(groups.getFirst())),
            negated)
        : exists(
            "SELECT FROM contact_group_member m WHERE "
                + member
                + "= ANY ("
                + parameter(groups.toArray(UUID[]::new))
                + ")",
            negated);
  }

  private String of(String column) {
    contacts = true;
    return "c." + column;
  }

  private static String nullable(String sql, boolean negated) {
    return negated ? "(" + sql + ") IS NOT TRUE" : "(" + sql + ")";
  }

  /**
   * A look into another table, which has one row at most.
   *
   * @param table with its alias of one letter
   */
  private record Looked(String table, String where) {}

  /**
   * Beside others with AND the database makes a join of it by itself. Under OR it would look up
   * each row for itself or keep all in memory, so there it is handed a join.
   */
  private String exists(Looked looked, boolean negated) {
    if (!alternative) {
      return exists("SELECT FROM " + looked.table() + " WHERE " + looked.where(), negated);
    }
    String letter = looked.table().substring(looked.table().length() - 1);
    String alias = letter + joins.size();
    joins.add(
        "LEFT JOIN "
            + looked.table()
            + (alias.substring(1))
            + " ON "
            + looked.where().replaceAll("\\b" + letter + "\\.", alias + "."));
    return alias + ".tenant_id IS " + (negated ? "NULL" : "NOT NULL");
  }

  private static String exists(String select, boolean negated) {
    return (negated ? "NOT EXISTS (" : "EXISTS (") + select.strip() + ")";
  }

  private String text(Test test, String column) {
    return switch (test.is()) {
      case FILLED -> column + " <> ''";
      case EMPTY -> "coalesce(" + column + ", '') = ''";
      default -> words(column, test, this::lowered);
    };
  }

  /** Lower case as the database makes it, which made the column. */
  private String lowered(String value) {
    return "lower(" + parameter(value) + ")";
  }

  private String words(String column, Test test, Function<String, String> value) {
    return anyOf(test.values().stream().map(text -> word(column, test.is(), value.apply(text))));
  }

  private String word(String column, Operator is, String value) {
    return switch (is) {
      case IS -> column + " = " + value;
      case STARTS_WITH -> beginning(column, value);
      case CONTAINS -> "strpos(" + column + ", " + value + ") > 0";
      case ENDS_WITH -> "right(" + column + ", length(" + value + ")) = " + value;
      default -> throw unfit(is);
    };
  }

  private String beginning(String column, String value) {
    return "%s >= %s AND %s < %s || %s"
        .formatted(column, value, column, value, parameter(LAST_CHARACTER));
  }

  private static String anyOf(Stream<String> conditions) {
    return conditions.map(sql -> "(" + sql + ")").collect(Collectors.joining(" OR "));
  }

  /** A whole address by its key, in which the domain and the number may be written otherwise. */
  private String address(Test test) {
    Stream<String> values =
        test.values().stream()
            .flatMap(
                value ->
                    test.is() == Operator.IS
                        ? Stream.of(whole(value))
                        : Stream.concat(
                            number(test, value),
                            Stream.of(Spelling.folded(Spelling.mended(value)))))
            .distinct();
    String column = "p.address_key";
    // Both channels are named, as the index begins with the channel.
    return "p.channel = ANY ('{EMAIL,SMS}') AND ("
        + anyOf(values.map(value -> word(column, test.is(), parameter(value))))
        + ")";
  }

  private String whole(String value) {
    return Stream.of(Channel.EMAIL, Channel.SMS)
        .flatMap(channel -> CheckedAddress.parse(channel, value, words.country()).stream())
        .map(CheckedAddress::key)
        .findFirst()
        .orElse(Spelling.folded(Spelling.mended(value)));
  }

  private Stream<String> number(Test test, String value) {
    return test.is() == Operator.STARTS_WITH
        ? MobileNumber.beginning(value, words.country()).stream()
        : Stream.of();
  }

  private String domain(Test test) {
    String domain = "split_part(p.address_key, '@', -1)";
    return "p.channel = 'EMAIL' AND ("
        + words(domain, test, value -> parameter(domainKey(value)))
        + ")";
  }

  private static String domainKey(String value) {
    String domain = value.substring(value.lastIndexOf('@') + 1);
    return CheckedAddress.parse(Channel.EMAIL, "a@" + domain)
        .map(address -> address.key().substring(2))
        .orElseGet(() -> domain.toLowerCase(Locale.ROOT));
  }

  private String ids(String column, Test test) {
    UUID[] ids = test.values().stream().map(UUID::fromString).toArray(UUID[]::new);
    return column + " = ANY (" + parameter(ids) + ")";
  }

  private String oneOf(String column, Test test) {
    return column + " IN (" + literals(known(test)) + ")";
  }

  /** Nothing but names of ours ever stands in the statement itself. */
  private List<String> known(Test test) {
    List<String> ours = words.choices(test);
    return test.values().stream().filter(ours::contains).toList();
  }

  private static String literals(List<String> names) {
    return names.stream().collect(Collectors.joining("', '", "'", "'"));
  }

  private String block(Test test) {
    return switch (test.is()) {
      case FILLED -> "p.mail_block IS NOT NULL";
      case EMPTY -> "p.mail_block IS NULL";
      default -> oneOf("p.mail_block", test);
    };
  }

  private String moment(String column, Test test) {
    boolean later = test.is() == Operator.SINCE || test.is() == Operator.WITHIN_DAYS;
    return column + (later ? " >= " : " < ") + parameter(Timestamp.from(begin(test)));
  }

  private Instant begin(Test test) {
    return day(test).atStartOfDay(words.zone()).toInstant();
  }

  private LocalDate day(Test test) {
    String value = test.values().getFirst();
    return test.is().takesDays()
        ? words.today().minusDays(Integer.parseInt(value))
        : LocalDate.parse(value);
  }

  /** No row, or one that says so, is UNKNOWN. */
  private String consent(Test test, boolean negated) {
    boolean unknown = test.values().contains(ConsentStatus.UNKNOWN.name());
    List<String> asked = known(test);
    List<String> statuses =
        unknown
            ? words.choices(test).stream().filter(name -> !asked.contains(name)).toList()
            : asked;
    return exists(
        consentWhere(test, "s.status IN (" + literals(statuses) + ")"), negated != unknown);
  }

  /** Who was never asked stands in no status, and since no time. */
  private String consentSince(Test test, boolean negated) {
    return exists(consentWhere(test, moment("s.since", test)), negated);
  }

  private Looked consentWhere(Test test, String condition) {
    return new Looked(
        "consent s",
        "s.tenant_id = :tenant AND s.contact_point_id = p.id AND s.purpose_id = %s AND %s"
            .formatted(
                parameter(Objects.requireNonNull(words.purposes().get(test.of()))), condition));
  }

  /**
   * Ids of events ascend with the time at which they were noted, and nothing is noted before it
   * happened: by them the database reads what is young enough and no more.
   */
  private String activity(Test test, boolean negated) {
    boolean later = test.is() == Operator.SINCE || test.is() == Operator.WITHIN_DAYS;
    Instant begin = begin(test);
    return exists(
        """
        SELECT FROM consent_event e
        WHERE e.tenant_id = :tenant AND e.contact_point_id = p.id AND e.id >= %s AND e.at >= %s
        """
            .formatted(
                parameter(new UUID(begin.toEpochMilli() << 16, 0)),
                parameter(Timestamp.from(begin))),
        negated == later);
  }

  private String own(Test test, boolean negated) {
    CustomField field = words.field(test.of());
    if (field == null) {
      return String.valueOf(negated);
    }
    boolean empty = test.is() == Operator.EMPTY;
    String condition = test.is().takesNothing() ? "true" : own(test, field.type());
    return exists(
        new Looked(
            "contact_field_value v",
            "v.tenant_id = :tenant AND v.contact_id = p.contact_id AND v.field_id = %s AND (%s)"
                .formatted(parameter(field.id()), condition)),
        negated != empty);
  }

  /** What processes wrote before the field had a type is kept as text, and is no such value. */
  private String own(Test test, CustomFieldType type) {
    return switch (type) {
      case TEXT -> words("lower(v.value)", test, this::lowered);
      case NUMBER ->
          "CASE WHEN v.value ~ '^-?[0-9]{1,15}([.][0-9]{1,10})?$' THEN v.value::numeric END "
              + numbers(test);
      case DATE -> "v.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND " + days(test);
      case CHOICE, YES_NO -> "v.value = ANY (" + parameter(array(test)) + ")";
      case CHOICES -> "string_to_array(v.value, E'\\n') && " + parameter(array(test)) + "::text[]";
    };
  }

  private String numbers(Test test) {
    String value = parameter(array(test));
    return switch (test.is()) {
      case AT_LEAST -> ">= (" + value + "::numeric[])[1]";
      case AT_MOST -> "<= (" + value + "::numeric[])[1]";
      case IS -> "= ANY (" + value + "::numeric[])";
      default -> throw unfit(test.is());
    };
  }

  private String days(Test test) {
    String column = "v.value COLLATE \"C\"";
    return switch (test.is()) {
      case IS -> column + " = ANY (" + parameter(array(test)) + ")";
      case SINCE -> column + " >= " + parameter(day(test).toString());
      case BEFORE, OLDER_THAN_DAYS -> column + " < " + parameter(day(test).toString());
      case WITHIN_DAYS ->
          column
              + " BETWEEN "
              + parameter(day(test).toString())
              + " AND "
              + parameter(words.today().toString());
      default -> throw unfit(test.is());
    };
  }

  private static String[] array(Test test) {
    return test.values().toArray(String[]::new);
  }

  private static IllegalArgumentException unfit(Operator is) {
    return new IllegalArgumentException("does not fit: " + is);
  }

  private String parameter(Object value) {
    String name = "f" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
