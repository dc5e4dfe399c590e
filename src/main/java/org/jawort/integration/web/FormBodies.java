package org.jawort.integration.web;

import java.util.List;
import java.util.Map;
import org.jawort.contact.address.EmailAddress;
import org.jawort.form.ContentCheck;
import org.jawort.form.ContentFault;
import org.jawort.form.FieldType;
import org.jawort.form.FormContent;
import org.jawort.form.FormField;

/** Reads from a body what a form says and asks. */
final class FormBodies {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_NOTE = 2000;
  private static final int LONGEST_HELP = 300;
  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_ANSWER = 5000;

  private static final Map<ContentFault.Code, String> WORDS =
      Map.of(
          ContentFault.Code.NO_ADDRESS, "must have a field of type EMAIL",
          ContentFault.Code.ASKED_TWICE, "must not be asked for twice",
          ContentFault.Code.ADDRESS_OPTIONAL, "must be true where the address is asked for",
          ContentFault.Code.NAME, "must begin with a letter and have only letters, digits, - and _",
          ContentFault.Code.NAME_TAKEN, "is the name of something else on the form",
          ContentFault.Code.FEW_OPTIONS, "must have at least two",
          ContentFault.Code.OPTIONS, "must be empty where nothing is chosen",
          ContentFault.Code.OPTION, "must each be there once, and not be empty");

  private FormBodies() {}

  static FormContent content(JsonInput body) {
    return new FormContent(
        body.text("title", FormContent.LONGEST_TITLE),
        body.lines("intro", FormContent.LONGEST_TEXT),
        body.has("fields")
            ? body.objects("fields", ContentCheck.MOST_FIELDS).stream()
                .map(FormBodies::field)
                .toList()
            : List.of(),
        body.text("submit", FormContent.LONGEST_SUBMIT),
        body.lines("footer", FormContent.LONGEST_TEXT),
        body.text("thanksTitle", FormContent.LONGEST_TITLE),
        body.lines("thanks", FormContent.LONGEST_TEXT));
  }

  private static FormField field(JsonInput field) {
    if (!field.has("type")) {
      field.refuse("type", "is missing");
    }
    FieldType type = field.oneOf("type", FieldType.class).orElse(FieldType.TEXT);
    String label =
        type == FieldType.NOTE
            ? field.lines("label", LONGEST_NOTE)
            : field.text("label", LONGEST_LABEL);
    if (label == null) {
      field.refuse("label", "is missing");
    }
    return new FormField(
        field.required("name", LONGEST_NAME),
        label == null ? "" : label,
        type,
        field.flag("required"),
        field.count("maxLength", 1, LONGEST_ANSWER, usual(type)),
        field.text("help", LONGEST_HELP),
        field.texts("options", ContentCheck.MOST_OPTIONS, ContentCheck.LONGEST_OPTION));
  }

  private static int usual(FieldType type) {
    return switch (type) {
      case EMAIL -> EmailAddress.MOST_OCTETS;
      case LINES -> LONGEST_NOTE;
      default -> LONGEST_LINE;
    };
  }

  /** Ends the call with all that is wrong with the form as a whole. */
  static ApiFault faulty(List<ContentFault> faults) {
    var violations = new Violations();
    for (ContentFault one : faults) {
      String pointer =
          one.field() < 0 ? "/" + one.part() : "/fields/" + one.field() + "/" + one.part();
      violations.about(pointer, WORDS.getOrDefault(one.code(), one.code().name()));
    }
    return violations.fault();
  }
}
