package org.jawort.contact.group;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What reading a value for a tenant's own field led to. */
public sealed interface CustomFieldRead {
  /**
   * It can stand there.
   *
   * @param value as it is kept; empty for nothing
   */
  record Good(String value) implements CustomFieldRead {}

  /**
   * It cannot.
   *
   * @param key of the message that says why
   */
  record Bad(String key) implements CustomFieldRead {}

  /** Looks at what was typed or chosen for a field. */
  static CustomFieldRead of(CustomField field, List<String> typed) {
    if (field.type() == CustomFieldType.CHOICES) {
      var chosen = new LinkedHashSet<>(typed.stream().flatMap(String::lines).toList());
      chosen.remove("");
      return field.choices().containsAll(chosen)
          ? new Good(String.join("\n", field.choices().stream().filter(chosen::contains).toList()))
          : new Bad("field.fault.choice");
    }
    String text = typed.isEmpty() ? "" : typed.getFirst().strip();
    return text.isEmpty() ? new Good("") : one(field, text);
  }

  /** Whether a text, or nothing, can stand in a field. */
  static boolean takes(CustomField field, String text) {
    return of(field, List.of(text)) instanceof Good;
  }

  private static CustomFieldRead one(CustomField field, String text) {
    return switch (field.type()) {
      case NUMBER -> or(WrittenValue.number(text), "field.fault.number");
      case DATE -> or(WrittenValue.day(text), "field.fault.date");
      case CHOICE, CHOICES -> or(known(field.choices(), text), "field.fault.choice");
      case YES_NO -> or(known(List.of("true", "false"), text), "field.fault.yesNo");
      case TEXT ->
          text.length() > CustomFieldValue.LONGEST ? new Bad("field.fault.long") : new Good(text);
    };
  }

  private static Optional<String> known(List<String> known, String text) {
    return Optional.of(text).filter(known::contains);
  }

  private static CustomFieldRead or(Optional<String> value, String fault) {
    return value.<CustomFieldRead>map(Good::new).orElseGet(() -> new Bad(fault));
  }
}
