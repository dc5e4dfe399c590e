package org.jawort.desk.web.submission;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jawort.form.FieldType;
import org.jawort.form.FormField;
import org.jawort.form.KeptSubmission;
import org.springframework.context.MessageSource;

/** Says what somebody answered, by the questions of the version that they saw. */
record GivenAnswers(
    SortedMap<Integer, List<FormField>> questions, MessageSource messages, Locale locale) {
  /** A question and what was answered. */
  record Given(String question, String answer) {}

  /** All that was answered, in the order of the form. */
  List<Given> of(KeptSubmission kept) {
    var given = new ArrayList<Given>();
    for (FormField field : asked(kept)) {
      String answer = kept.answers().get(field.name());
      if (answer != null) {
        given.add(new Given(field.label(), said(field, answer, true)));
      }
    }
    return given;
  }

  /** What was answered to one field, for a file: days as machines read them. */
  String of(KeptSubmission kept, String name) {
    return asked(kept).stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .map(field -> said(field, kept.answers().getOrDefault(name, ""), false))
        .orElse("");
  }

  private List<FormField> asked(KeptSubmission kept) {
    return questions.getOrDefault(kept.version(), List.of());
  }

  private String said(FormField field, String answer, boolean toPeople) {
    if (answer.isEmpty()) {
      return "";
    }
    if (field.type() == FieldType.YES_NO) {
      return messages.getMessage("form.answer." + answer, null, locale);
    }
    return field.type() == FieldType.DATE && toPeople ? day(answer) : answer;
  }

  private String day(String iso) {
    return LocalDate.parse(iso)
        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale));
  }

  /** A text of the page that is no answer. */
  String text(String key) {
    return messages.getMessage(key, null, locale);
  }
}
