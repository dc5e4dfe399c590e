package org.jawort.form;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Says by what a form that somebody built could not be shown or filled in. */
public final class ContentCheck {
  /** Most fields, with the texts between them. */
  public static final int MOST_FIELDS = 50;

  /** Most options of a field. */
  public static final int MOST_OPTIONS = 100;

  /** Most characters of an option. */
  public static final int LONGEST_OPTION = 100;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,39}");
  private static final int FEWEST_OPTIONS = 2;

  private final List<ContentFault> faults = new ArrayList<>();
  private final Set<String> names;
  private final Set<FieldType> asked = EnumSet.noneOf(FieldType.class);

  private ContentCheck(Set<String> taken) {
    this.names = new HashSet<>(taken);
  }

  /**
   * Everything at once, in the order of the fields.
   *
   * @param taken names that the form has besides: its boxes, the trap, the stamp
   */
  static List<ContentFault> of(List<FormField> fields, Set<String> taken) {
    var check = new ContentCheck(taken);
    for (int i = 0; i < fields.size(); i++) {
      check.field(i, fields.get(i));
    }
    if (!check.asked.contains(FieldType.EMAIL)) {
      check.faults.add(new ContentFault(-1, "fields", ContentFault.Code.NO_ADDRESS));
    }
    return List.copyOf(check.faults);
  }

  private void field(int place, FormField field) {
    refuse(!NAME.matcher(field.name()).matches(), place, "name", ContentFault.Code.NAME);
    refuse(field.label().isBlank(), place, "label", ContentFault.Code.LABEL);
    refuse(!names.add(field.name()), place, "name", ContentFault.Code.NAME_TAKEN);
    if (field.type().ofContact()) {
      refuse(!asked.add(field.type()), place, "type", ContentFault.Code.ASKED_TWICE);
    }
    refuse(
        field.type() == FieldType.EMAIL && !field.required(),
        place,
        "required",
        ContentFault.Code.ADDRESS_OPTIONAL);
    options(place, field);
  }

  private void options(int place, FormField field) {
    List<String> options = field.options();
    if (!field.type().hasOptions()) {
      refuse(!options.isEmpty(), place, "options", ContentFault.Code.OPTIONS);
      return;
    }
    boolean usable =
        options.stream().allMatch(option -> !option.isBlank() && option.indexOf('\n') < 0)
            && new HashSet<>(options).size() == options.size();
    refuse(!usable, place, "options", ContentFault.Code.OPTION);
    refuse(options.size() < FEWEST_OPTIONS, place, "options", ContentFault.Code.FEW_OPTIONS);
  }

  private void refuse(boolean wrong, int place, String part, ContentFault.Code code) {
    if (wrong) {
      faults.add(new ContentFault(place, part, code));
    }
  }
}
