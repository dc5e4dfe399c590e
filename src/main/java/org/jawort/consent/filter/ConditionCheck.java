package org.jawort.consent.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.consent.filter.Condition.All;
import org.jawort.consent.filter.Condition.Any;
import org.jawort.consent.filter.Condition.Not;
import org.jawort.consent.filter.Condition.Test;
import org.jawort.contact.group.WrittenValue;
import org.jawort.platform.Spelling;

/**
 * Looks whether a condition can be asked of a tenant: what it names is there, its operators fit,
 * and its values can be what it compares them with. Values come out as they are kept.
 */
final class ConditionCheck {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int LONGEST_AGO = 36_500;

  private final Vocabulary words;
  private final List<ConditionFault> faults = new ArrayList<>();

  ConditionCheck(Vocabulary words) {
    this.words = words;
  }

  List<ConditionFault> faults() {
    return faults;
  }

  Condition check(Condition condition, String where) {
    return switch (condition) {
      case All(List<Condition> parts) -> new All(check(parts, where + "/all/"));
      case Any(List<Condition> parts) -> new Any(check(parts, where + "/any/"));
      case Not(Condition part) -> new Not(check(part, where + "/not"));
      case Test test -> check(test, where);
    };
  }

  private List<Condition> check(List<Condition> parts, String where) {
    var checked = new ArrayList<Condition>();
    for (int i = 0; i < parts.size(); i++) {
      checked.add(check(parts.get(i), where + i));
    }
    return checked;
  }

  private Test check(Test test, String where) {
    if (test.about().needsPurpose() && !words.purposes().containsKey(test.of())) {
      refuse(where + "/purpose", "purpose");
      return test;
    }
    Shape shape = words.shape(test);
    if (shape == null) {
      refuse(where + "/field", "field");
      return test;
    }
    if (!shape.operators().contains(test.is())) {
      refuse(
          where + "/is",
          "fits",
          ConditionJson.codes(shape.operators().stream().map(Operator::code)));
      return test;
    }
    return count(test, where)
        ? new Test(test.about(), test.of(), test.is(), values(test, shape, where))
        : test;
  }

  private boolean count(Test test, String where) {
    int count = test.values().size();
    Optional<String> fault =
        test.is().takesNothing()
            ? (count == 0 ? Optional.empty() : Optional.of("values.none"))
            : count == 0
                ? Optional.of("values.missing")
                : count > 1 && test.is().takesOne() ? Optional.of("values.one") : Optional.empty();
    fault.ifPresent(what -> refuse(where + "/values", what));
    return fault.isEmpty();
  }

  private List<String> values(Test test, Shape shape, String where) {
    var kept = new ArrayList<String>();
    for (int i = 0; i < test.values().size(); i++) {
      String at = where + "/values/" + i;
      kept.add(value(test, shape, test.values().get(i), at));
    }
    return kept;
  }

  private String value(Test test, Shape shape, String given, String where) {
    String value = given.strip();
    if (test.is().takesDays()) {
      return or(days(value), where, "days", LONGEST_AGO);
    }
    return switch (shape) {
      case TEXT, WORDS, ADDRESS, DOMAIN -> line(value, where);
      case NUMBER -> or(WrittenValue.number(value), where, "number");
      case DAY, MOMENT -> or(WrittenValue.day(value), where, "day");
      case ID -> or(Optional.of(value).filter(text -> ID.matcher(text).matches()), where, "id");
      case CHOICE, OPTIONAL_CHOICE -> choice(test, value, where);
    };
  }

  private String line(String value, String where) {
    if (value.isEmpty()) {
      refuse(where, "text.missing");
    } else if (value.length() > ConditionJson.LONGEST_VALUE) {
      refuse(where, "text.long", ConditionJson.LONGEST_VALUE);
    } else if (Spelling.UNSEEN.matcher(value).find()) {
      refuse(where, "text.unseen");
    }
    return value;
  }

  private String choice(Test test, String value, String where) {
    List<String> choices = words.choices(test);
    if (!choices.contains(value)) {
      if (test.about() == About.GROUP) {
        refuse(where, "group");
      } else {
        refuse(where, "choice", ConditionJson.codes(choices.stream()));
      }
    }
    return value;
  }

  private static Optional<String> days(String value) {
    return Optional.of(value)
        .filter(text -> text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LONGEST_AGO)
        .map(text -> String.valueOf(Integer.parseInt(text)));
  }

  private String or(Optional<String> value, String where, String what, Object... arguments) {
    if (value.isEmpty()) {
      refuse(where, what, arguments);
    }
    return value.orElse("");
  }

  private void refuse(String where, String what, Object... arguments) {
    faults.add(ConditionFault.of(where, what, arguments));
  }
}
