package org.jawort.integration.web;

import java.util.List;
import org.jawort.form.ConsentBox;
import org.jawort.form.ContentCheck;
import org.jawort.form.ContentFault;
import org.jawort.form.FieldType;
import org.jawort.form.FormContent;
import org.jawort.form.FormField;
import org.jawort.tenant.RedirectAddress;
import org.jspecify.annotations.Nullable;

/** Reads from a body what a form says and asks. */
final class FormBodies {

  private static String word(ContentFault.Code code) {
    return switch (code) {
      case NO_ADDRESS -> "must have a field of type EMAIL";
      case ASKED_TWICE -> "must not be asked for twice";
      case ADDRESS_OPTIONAL -> "must be true where the address is asked for";
      case LABEL -> "must not be empty";
      case REDIRECT -> "must be on one of the allowed websites";
      case NAME -> "must begin with a letter and have only letters, digits, - and _";
      case NAME_TAKEN -> "is the name of something else on the form";
      case FEW_OPTIONS -> "must have at least two";
      case OPTIONS -> "must be empty where nothing is chosen";
      case OPTION -> "must each be there once, and not be empty";
      case FIELD_GONE -> "must be the id of one of the contacts' own fields";
      case FIELD_TYPE -> "holds something of another type than the field of the form";
      case FIELD_CHOICE -> "does not know all of the options";
      case FIELD_LENGTH -> "takes no more than 200 characters; maxLength is greater";
      case FIELD_TWICE -> "must not be asked for twice";
      case CONSENT_TWICE -> "must be there once for each channel";
      case CONSENT_ARCHIVED -> "must be the key of a purpose that is not archived";
      case CONSENT_WORDING -> "must have a wording for e-mail in the language of the form";
      case CONSENT_CHANNEL -> "must be EMAIL; nothing can be asked by text message yet";
      case CONSENTS_MANY -> "must be at most " + ConsentBox.MOST;
      case GROUP_GONE -> "must be ids of target groups";
      case STAFF_GONE -> "must be ids of members of staff who may sign in";
      case WEBHOOK -> "must be an https address";
      case MAIL_UNFIT ->
          "must be the id of a ready campaign that asks for a confirmation in the form's language";
      case INFORMATION_GAPS ->
          "must say who receives the data; imprint and third countries stand in the profile";
      case PROMISES_MAIL ->
          "must be your own, as must intro and thanksTitle: those of the standard form announce a"
              + " mail, and no process is started";
    };
  }

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
        body.lines("thanks", FormContent.LONGEST_TEXT),
        redirect(body),
        List.of(),
        FormExtraBodies.extras(body).orNothing());
  }

  private static @Nullable String redirect(JsonInput body) {
    String typed = body.text("redirect", FormContent.LONGEST_REDIRECT);
    if (typed == null) {
      return null;
    }
    if (RedirectAddress.read(typed) instanceof RedirectAddress.Good good) {
      return good.address();
    }
    body.refuse("redirect", "must be an https address that says nothing of who is sent there");
    return null;
  }

  private static FormField field(JsonInput field) {
    if (!field.has("type")) {
      field.refuse("type", "is missing");
    }
    FieldType type = field.oneOf("type", FieldType.class).orElse(FieldType.TEXT);
    String label =
        type == FieldType.NOTE
            ? field.lines("label", FormField.LONGEST_NOTE)
            : field.text("label", FormField.LONGEST_LABEL);
    if (label == null) {
      field.refuse("label", "is missing");
    }
    return new FormField(
        field.required("name", FormField.LONGEST_NAME),
        label == null ? "" : label,
        type,
        field.flag("required"),
        field.count("maxLength", 1, FormField.LONGEST_ANSWER, FormField.usualLength(type)),
        field.text("help", FormField.LONGEST_HELP),
        field.texts("options", ContentCheck.MOST_OPTIONS, ContentCheck.LONGEST_OPTION),
        field.id("contactField"));
  }

  /** Ends the call with all that is wrong with the form as a whole. */
  static ApiFault faulty(List<ContentFault> faults) {
    var violations = new Violations();
    for (ContentFault one : faults) {
      String pointer =
          one.field() < 0 ? "/" + one.part() : "/fields/" + one.field() + "/" + one.part();
      violations.about(pointer, word(one.code()));
    }
    return violations.fault();
  }
}
