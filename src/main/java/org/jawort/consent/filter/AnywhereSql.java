package org.jawort.consent.filter;

import java.util.stream.Collectors;
import org.jawort.consent.filter.Condition.Test;
import org.jawort.contact.address.MobileNumber;
import org.jawort.contact.search.SearchText;

/** What is sought wherever staff search: in names, firm, address and own fields. */
final class AnywhereSql {
  private final Vocabulary words;
  private final StatementParts parts;

  AnywhereSql(Vocabulary words, StatementParts parts) {
    this.words = words;
    this.parts = parts;
  }

  /** Each value is sought as in the contact list, whose search this is. */
  String sql(Test test, boolean negated) {
    String found =
        StatementParts.anyOf(
            test.values().stream()
                .flatMap(
                    value ->
                        SearchText.readings(value, MobileNumber.beginning(value, words.country()))
                            .stream())
                .map(SearchText::sought)
                .filter(sought -> !sought.isEmpty())
                .map(
                    sought ->
                        sought.stream()
                            .map(word -> "strpos(w.text, " + parts.parameter(word) + ") > 0")
                            .collect(Collectors.joining(" AND "))));
    return StatementParts.exists(
        "SELECT FROM contact_search w WHERE w.tenant_id = :tenant AND w.contact_point_id = p.id"
            + " AND (%s)".formatted(found.isEmpty() ? "false" : found),
        negated);
  }
}
