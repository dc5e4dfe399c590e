package org.jawort.transfer.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.ContactKind;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.CustomField;
import org.jawort.platform.Language;
import org.jawort.platform.web.FormInput;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.imports.Claim;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportTarget;
import org.jawort.transfer.imports.Mapping;
import org.jspecify.annotations.Nullable;

/** The form that says what columns become, there and back. */
final class MappingForm {
  private MappingForm() {}

  /**
   * What there is to choose from.
   *
   * @param languages in which the tenant writes
   */
  record Choices(
      List<CustomField> fields,
      List<ContactGroup> groups,
      List<Purpose> purposes,
      List<Language> languages) {}

  static FormInput of(Mapping mapping) {
    FormInput form = FormInput.empty();
    for (int i = 0; i < mapping.columns().size(); i++) {
      form.with("column-" + i, mapping.target(i).toString());
      Boolean dayFirst = mapping.dayFirst().get(i);
      form.with("day-" + i, dayFirst == null ? "" : dayFirst ? "day" : "month");
    }
    for (int i = 0; i < mapping.statuses().size(); i++) {
      form.with("table-" + i, mapping.statuses().get(i));
    }
    return form.with("purpose", text(mapping.purpose()))
        .with("group", text(mapping.group()))
        .with("kind", mapping.kind())
        .with("language", mapping.language())
        .with("overwrite", mapping.overwrite() ? "yes" : "")
        .with("wording", Objects.requireNonNullElse(mapping.wording(), ""))
        .with("source", Objects.requireNonNullElse(mapping.source(), ""));
  }

  private static String text(@Nullable UUID id) {
    return id == null ? "" : id.toString();
  }

  /** Reads it; what cannot be is refused in the form. */
  static Mapping read(FormInput form, Import of, Choices choices) {
    FileShape shape = Objects.requireNonNull(of.shape());
    var columns = new ArrayList<String>();
    var days = new HashMap<Integer, Boolean>();
    for (int i = 0; i < shape.columns().size(); i++) {
      String target = target(form, i, choices);
      boolean own = target.startsWith("FIELD:");
      if (!target.equals("IGNORE") && columns.contains(target)) {
        form.refuse("column-" + i, "import.map.twice");
      }
      columns.add(target);
      String day = form.value("day-" + i);
      if (day.equals("day") || day.equals("month")) {
        days.put(i, day.equals("day"));
      } else if (!own || !shape.columns().get(i).days().open()) {
        days.putAll(known(of, i));
      }
    }
    var mapping =
        new Mapping(
            columns,
            days,
            chosen(form, "purpose", choices.purposes().stream().map(p -> p.id().value()).toList()),
            chosen(form, "group", choices.groups().stream().map(ContactGroup::id).toList()),
            kind(form),
            language(form, choices),
            form.value("overwrite").equals("yes"),
            nothing(form.text("wording", Mapping.LONGEST_WORDING)),
            nothing(form.optional("source", Mapping.LONGEST_SOURCE)),
            statuses(form, shape));
    if (!mapping.hasAddress()) {
      form.refuse("column-0", "import.map.address");
    }
    openDays(form, shape, mapping);
    return mapping;
  }

  private static String target(FormInput form, int place, Choices choices) {
    Optional<ImportTarget> target = ImportTarget.parse(form.value("column-" + place));
    return target
        .filter(
            one ->
                one.field() == null
                    || choices.fields().stream().anyMatch(field -> field.id().equals(one.field())))
        .map(ImportTarget::toString)
        .orElse("IGNORE");
  }

  private static Map<Integer, Boolean> known(Import of, int place) {
    Mapping standing = of.mapping();
    Boolean known = standing == null ? null : standing.dayFirst().get(place);
    return known == null ? Map.of() : Map.of(place, known);
  }

  /** A date that can be read either way is asked for, where it is taken at all. */
  private static void openDays(FormInput form, FileShape shape, Mapping mapping) {
    for (int i = 0; i < shape.columns().size(); i++) {
      if (mapping.lacksDay(shape, i)) {
        form.refuse("day-" + i, "import.map.day.open");
      }
    }
  }

  private static @Nullable UUID chosen(FormInput form, String name, List<UUID> known) {
    String text = form.value(name);
    return known.stream().filter(id -> id.toString().equals(text)).findFirst().orElse(null);
  }

  private static String kind(FormInput form) {
    return Arrays.stream(ContactKind.values())
        .map(ContactKind::name)
        .filter(form.value("kind")::equals)
        .findFirst()
        .orElse(ContactKind.OTHER.name());
  }

  private static String language(FormInput form, Choices choices) {
    return choices.languages().stream()
        .map(Language::code)
        .filter(form.value("language")::equals)
        .findFirst()
        .orElse(choices.languages().getFirst().code());
  }

  private static @Nullable String nothing(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<String> statuses(FormInput form, FileShape shape) {
    var statuses = new ArrayList<String>();
    for (int i = 0; i < shape.tables().size(); i++) {
      String text = form.value("table-" + i);
      statuses.add(
          Arrays.stream(Claim.values()).map(Claim::name).anyMatch(text::equals) ? text : "");
    }
    return statuses;
  }
}
