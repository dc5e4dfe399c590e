package org.jawort.contact.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldRead;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.platform.web.FormInput;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How staff fill in what a contact has in the tenant's own fields, each as its type wants it. */
@Component
class OwnValueInputs {
  /** Of what nobody types by hand; more is refused before it is looked at. */
  private static final int LONGEST_TYPED = 20_000;

  private final MessageSource messages;

  OwnValueInputs(MessageSource messages) {
    this.messages = messages;
  }

  /** What an input begins with: of several choices, each. */
  static String[] shown(CustomFieldValue value) {
    return value.field().type() == CustomFieldType.CHOICES
        ? value.value().lines().toArray(String[]::new)
        : new String[] {value.value()};
  }

  /** What is to stand there; what cannot is refused in the form. */
  String wanted(FormInput form, String name, CustomFieldValue standing) {
    boolean several = standing.field().type() == CustomFieldType.CHOICES;
    List<String> typed = several ? form.all(name) : List.of(form.optional(name, LONGEST_TYPED));
    String first = typed.isEmpty() ? "" : typed.getFirst();
    if (!several && first.equals(standing.value().strip())) {
      return standing.value();
    }
    return switch (CustomFieldRead.of(withStanding(standing), typed)) {
      case CustomFieldRead.Good(String value) -> value;
      case CustomFieldRead.Bad(String key) -> {
        form.refuse(name, key, CustomFieldValue.LONGEST);
        yield first;
      }
    };
  }

  /** What stands there may be chosen again, be it no choice of the field any more. */
  private static CustomField withStanding(CustomFieldValue standing) {
    CustomField field = standing.field();
    if (!field.type().hasChoices()) {
      return field;
    }
    var choices = new ArrayList<>(field.choices());
    standing.value().lines().filter(one -> !choices.contains(one)).forEach(choices::add);
    return new CustomField(field.id(), field.name(), field.type(), choices);
  }

  /** What can be chosen of each field, with its words. */
  Map<UUID, Map<String, String>> options(List<CustomFieldValue> fields, Locale locale) {
    var options = new HashMap<UUID, Map<String, String>>();
    for (CustomFieldValue one : fields) {
      var of = new LinkedHashMap<String, String>();
      if (one.field().type() != CustomFieldType.CHOICES) {
        of.put("", said("none", locale));
      }
      if (one.field().type() == CustomFieldType.YES_NO) {
        of.put("true", said("yes", locale));
        of.put("false", said("no", locale));
      } else {
        withStanding(one).choices().forEach(choice -> of.put(choice, choice));
      }
      options.put(one.field().id(), of);
    }
    return options;
  }

  private String said(String word, Locale locale) {
    return messages.getMessage("field.values." + word, null, locale);
  }
}
