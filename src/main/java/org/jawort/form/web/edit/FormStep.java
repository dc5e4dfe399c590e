package org.jawort.form.web.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jawort.contact.group.CustomField;
import org.jawort.form.FieldType;
import org.jawort.form.FormField;
import org.jspecify.annotations.Nullable;

/**
 * What a button of the tab "fields" does besides saving.
 *
 * @param verb up, down, remove, add; anything else saves
 * @param at place of the field from 0, -1 where it names none
 * @param type of a field that is added; text where it is none
 * @param own the contact's own field that an added one asks for, or null
 */
record FormStep(String verb, int at, FieldType type, @Nullable UUID own) {
  private static final Pattern ABOUT_FIELD = Pattern.compile("(up|down|remove)-(\\d{1,4})");
  private static final String ADDING_OWN = "add-own-";
  private static final Pattern ADDING = Pattern.compile("add-([A-Z_]{1,20})");

  private FormStep(String verb, int at, FieldType type) {
    this(verb, at, type, null);
  }

  /**
   * Reads a button's value.
   *
   * @param places numbers of the fields on the page, in their order
   */
  static FormStep of(String value, List<String> places) {
    Matcher about = ABOUT_FIELD.matcher(value);
    if (about.matches()) {
      return new FormStep(about.group(1), places.indexOf(about.group(2)), FieldType.TEXT);
    }
    if (value.startsWith(ADDING_OWN)) {
      Optional<UUID> own = SentIds.id(value.substring(ADDING_OWN.length()));
      return new FormStep("own", -1, FieldType.TEXT, own.orElse(null));
    }
    Matcher adding = ADDING.matcher(value);
    if (adding.matches()) {
      FieldType type =
          Stream.of(FieldType.values())
              .filter(one -> one.name().equals(adding.group(1)))
              .findFirst()
              .orElse(FieldType.TEXT);
      return new FormStep("add", -1, type);
    }
    return new FormStep(value, -1, FieldType.TEXT);
  }

  /**
   * The fields after it.
   *
   * @param known the tenant's own fields of contacts
   */
  List<FormField> over(List<FormField> fields, List<CustomField> known) {
    var changed = new ArrayList<>(fields);
    switch (verb) {
      case "up" -> swap(changed, at - 1);
      case "down" -> swap(changed, at);
      case "remove" -> {
        if (at >= 0) {
          changed.remove(at);
        }
      }
      case "add" -> changed.add(FormDraftInput.added(type, fields));
      case "own" ->
          known.stream()
              .filter(field -> field.id().equals(own))
              .forEach(field -> changed.add(FormDraftInput.added(field, fields)));
      default -> {}
    }
    return List.copyOf(changed);
  }

  private static void swap(List<FormField> fields, int first) {
    if (first >= 0 && first + 1 < fields.size()) {
      Collections.swap(fields, first, first + 1);
    }
  }

  /** Which field is open afterwards, by its place; -1 for none. */
  int open(int fields) {
    return switch (verb) {
      case "up" -> Math.max(0, at - 1);
      case "down" -> Math.min(fields - 1, at + 1);
      case "add", "own" -> fields - 1;
      default -> -1;
    };
  }
}
