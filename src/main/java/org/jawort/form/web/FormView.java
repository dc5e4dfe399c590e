package org.jawort.form.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.form.FieldError;
import org.jawort.form.FieldType;
import org.jawort.form.FormBox;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormExtras;
import org.jawort.form.FormField;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.platform.web.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Draws a form, empty or as it was typed with what is wrong with it. */
@Component
public class FormView {
  private static final String TEMPLATE = "form/form";

  private final MessageSource messages;
  private final FillTime fillTime;

  FormView(MessageSource messages, FillTime fillTime) {
    this.messages = messages;
    this.fillTime = fillTime;
  }

  /**
   * A field as the template shows it; without a problem the text is empty.
   *
   * @param values all that came under its name
   */
  record ShownField(FormField field, List<String> values, String problem) {
    /** What was typed. */
    public String value() {
      return values.isEmpty() ? "" : values.getFirst();
    }

    /** Whether this was chosen. */
    public boolean chosen(String option) {
      return values.contains(option);
    }

    /** Ids of what says more about it, or null where nothing does. */
    public @Nullable String described() {
      String help = field.help() == null ? "" : field.name() + "-help ";
      String wrong = problem.isEmpty() ? "" : field.name() + "-wrong";
      String both = (help + wrong).strip();
      return both.isEmpty() ? null : both;
    }
  }

  /**
   * A box as the template shows it.
   *
   * @param unticked what is said where it has to be ticked and is not, for a page that has to know
   *     it without asking
   */
  record ShownBox(FormBox box, boolean ticked, String problem, String unticked) {}

  /** A line of the summary above; the target is empty where the page has no such field. */
  record Problem(String target, String text) {}

  /** The page for what was typed; for an empty form, nothing was. */
  Answer page(OpenForm open, Submission typed, List<FieldError> faults, Instant now) {
    return drawn(Answer.page(TEMPLATE), open, typed, faults, now);
  }

  /** The empty form in a template of another kind of page. */
  public Answer empty(String template, OpenForm open, Instant now) {
    return drawn(Answer.page(template), open, new Submission(List.of()), List.of(), now);
  }

  /** The empty form for a script that takes it into another page. */
  Answer embedded(OpenForm open, Instant now) {
    return empty("form/embed", open, now);
  }

  private Answer drawn(
      Answer page, OpenForm open, Submission typed, List<FieldError> faults, Instant now) {
    FormDefinition definition = open.form().definition();
    Locale locale = open.form().language().locale();
    return page.with("brand", open.brand())
        .with("form", open.form())
        .with("definition", definition)
        .with("fields", fields(definition, typed, faults, locale))
        .with("boxes", boxes(definition, typed, faults, locale))
        .with("problems", problems(definition, faults, locale))
        .with("information", FormExtras.of(definition.extras()).information())
        .with("asked", !typed.text(FormDefinition.ADDRESS_HINT).isEmpty())
        .with("shownAtName", FormDefinition.SHOWN_AT)
        .with("shownAt", shownAt(open, typed, now))
        .with("pageName", FormDefinition.PAGE)
        .with("page", typed.text(FormDefinition.PAGE));
  }

  /** Whoever mends a field need not wait again: the first time that the form was shown counts. */
  private String shownAt(OpenForm open, Submission typed, Instant now) {
    String earlier = typed.text(FormDefinition.SHOWN_AT);
    int version = open.form().version().version();
    boolean ours =
        fillTime
            .shown(open.form().id(), earlier)
            .filter(shown -> shown.version() == version)
            .isPresent();
    return ours ? earlier : fillTime.stamp(open.form().id(), version, now);
  }

  private List<ShownField> fields(
      FormDefinition definition, Submission typed, List<FieldError> faults, Locale locale) {
    return definition.fields().stream()
        .map(
            field ->
                new ShownField(
                    field,
                    typed.all(field.name()).stream().map(Submission.Entry::value).toList(),
                    text(definition, about(field.name(), faults), locale)))
        .toList();
  }

  private List<ShownBox> boxes(
      FormDefinition definition, Submission typed, List<FieldError> faults, Locale locale) {
    return definition.boxes().stream()
        .map(
            box ->
                new ShownBox(
                    box,
                    typed.ticked(box.key()),
                    text(definition, about(box.key(), faults), locale),
                    text(
                        definition,
                        new FieldError(box.key(), FieldError.Code.NOT_TICKED, 0),
                        locale)))
        .toList();
  }

  private List<Problem> problems(
      FormDefinition definition, List<FieldError> faults, Locale locale) {
    var problems = new ArrayList<Problem>();
    for (FieldError fieldError : faults) {
      boolean shown =
          definition.fields().stream().anyMatch(field -> field.name().equals(fieldError.field()))
              || definition.boxes().stream().anyMatch(box -> box.key().equals(fieldError.field()));
      problems.add(
          new Problem(shown ? fieldError.field() : "", text(definition, fieldError, locale)));
    }
    return problems;
  }

  private static Optional<FieldError> about(String name, List<FieldError> faults) {
    return faults.stream().filter(fieldError -> fieldError.field().equals(name)).findFirst();
  }

  private String text(FormDefinition definition, Optional<FieldError> fault, Locale locale) {
    return fault.map(one -> text(definition, one, locale)).orElse("");
  }

  /** What is wrong and what to do, naming the field as the form does. */
  public String text(FormDefinition definition, FieldError fieldError, Locale locale) {
    Optional<FormField> field =
        definition.fields().stream()
            .filter(one -> one.name().equals(fieldError.field()))
            .findFirst();
    String label = field.map(FormField::label).orElse(fieldError.field());
    boolean missingAddress =
        fieldError.code() == FieldError.Code.MISSING
            && field.filter(one -> one.type() == FieldType.EMAIL).isPresent();
    String key =
        switch (fieldError.code()) {
          case MISSING -> missingAddress ? "missing-address" : "missing";
          case NOT_TICKED -> "not-ticked-" + kind(definition, fieldError.field());
          default -> fieldError.code().word();
        };
    return messages.getMessage(
        "form.fault." + key, new Object[] {label, fieldError.limit()}, locale);
  }

  private static String kind(FormDefinition definition, String key) {
    if (FormExtras.of(definition.extras()).isAge(key)) {
      return "age";
    }
    return definition.boxes().stream()
            .anyMatch(box -> box.key().equals(key) && box.wording() != null)
        ? "consent"
        : "privacy";
  }
}
