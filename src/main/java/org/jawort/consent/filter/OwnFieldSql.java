package org.jawort.consent.filter;

import org.jawort.consent.filter.Condition.Test;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldType;

/** The tenant's own fields, by their type. */
final class OwnFieldSql {
  private final Vocabulary words;
  private final StatementParts parts;
  private final TextSql texts;
  private final MomentSql moments;

  OwnFieldSql(Vocabulary words, StatementParts parts, TextSql texts, MomentSql moments) {
    this.words = words;
    this.parts = parts;
    this.texts = texts;
    this.moments = moments;
  }

  String sql(Test test, boolean negated) {
    CustomField field = words.field(test.of());
    if (field == null) {
      return String.valueOf(negated);
    }
    boolean empty = test.is() == Operator.EMPTY;
    String condition =
        test.is().takesNothing()
            ? "v.tenant_id IS NOT NULL"
            : "(" + typed(test, field.type()) + ")";
    return parts.exists(
        new StatementParts.Looked(
            "contact_field_value v",
            "v.contact_id = p.contact_id AND v.field_id",
            field.id(),
            condition),
        negated != empty);
  }

  /** What processes wrote before the field had a type is kept as text, and is no such value. */
  private String typed(Test test, CustomFieldType type) {
    return switch (type) {
      case TEXT -> texts.words("lower(v.value)", test, texts::lowered);
      case NUMBER ->
          "CASE WHEN v.value ~ '^-?[0-9]{1,15}([.][0-9]{1,10})?$' THEN v.value::numeric END "
              + numbers(test);
      case DATE -> "v.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND " + days(test);
      case CHOICE, YES_NO -> "v.value = ANY (" + values(test) + ")";
      case CHOICES -> "string_to_array(v.value, E'\\n') && " + values(test) + "::text[]";
    };
  }

  private String values(Test test) {
    return parts.parameter(test.values().toArray(String[]::new));
  }

  private String numbers(Test test) {
    String value = values(test);
    return switch (test.is()) {
      case AT_LEAST -> ">= (" + value + "::numeric[])[1]";
      case AT_MOST -> "<= (" + value + "::numeric[])[1]";
      case IS -> "= ANY (" + value + "::numeric[])";
      default -> throw StatementParts.unfit(test.is());
    };
  }

  private String days(Test test) {
    String column = "v.value COLLATE \"C\"";
    return switch (test.is()) {
      case IS -> column + " = ANY (" + values(test) + ")";
      case SINCE -> column + " >= " + day(test);
      case BEFORE, OLDER_THAN_DAYS -> column + " < " + day(test);
      case WITHIN_DAYS ->
          column + " BETWEEN " + day(test) + " AND " + parts.parameter(words.today().toString());
      default -> throw StatementParts.unfit(test.is());
    };
  }

  private String day(Test test) {
    return parts.parameter(moments.day(test).toString());
  }
}
