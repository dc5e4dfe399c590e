package org.jawort.form;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jawort.consent.Evidence;
import org.jawort.contact.address.EmailAddress;
import org.jawort.contact.address.MobileNumber;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.jawort.platform.Spelling;
import org.jspecify.annotations.Nullable;

/** Looks at one submission against the form as it was shown (S0-06). */
public final class SubmissionCheck {
  private static final Set<String> UNTICKED = Set.of("", "off", "false", "0", "no");
  private static final int LONGEST_NAME_SHOWN = 60;

  // Controls, line breaks, halves of pairs, private use, and what turns the writing direction; the
  // joiners stay, since some names are not written right without them.
  private static final Pattern HIDDEN = Spelling.UNSEEN;

  private final FormDefinition definition;
  private final Submission submission;
  private final String country;
  private final List<FieldError> faults = new ArrayList<>();
  private final Map<FieldType, String> names = new EnumMap<>(FieldType.class);
  private final List<FormAnswer> answers = new ArrayList<>();
  private @Nullable EmailAddress address;

  private SubmissionCheck(FormDefinition definition, Submission submission, String country) {
    this.definition = definition;
    this.submission = submission;
    this.country = country;
  }

  /** Looks at a submission of a form that asks for no number of a country. */
  public static SubmissionCheckOutcome of(FormDefinition definition, Submission submission) {
    return of(definition, submission, MobileNumber.NO_COUNTRY);
  }

  /**
   * Looks at everything that was submitted, and finds all that is wrong at once.
   *
   * @param country as whose own national telephone numbers are read
   */
  public static SubmissionCheckOutcome of(
      FormDefinition definition, Submission submission, String country) {
    return new SubmissionCheck(definition, submission, country).run();
  }

  private SubmissionCheckOutcome run() {
    definition.fields().forEach(this::field);
    List<Evidence.Box> boxes = definition.boxes().stream().map(this::box).toList();
    consents(boxes);
    names();
    return faults.isEmpty() && address != null
        ? new SubmissionCheckOutcome.Complete(
            address,
            names.get(FieldType.FIRST_NAME),
            names.get(FieldType.LAST_NAME),
            List.copyOf(answers),
            boxes)
        : new SubmissionCheckOutcome.Faulty(List.copyOf(faults));
  }

  private void field(FormField field) {
    if (!field.type().asks()) {
      return;
    }
    List<Entry> entries = submission.all(field.name());
    if (field.type() != FieldType.EMAIL) {
      text(field, entries);
    } else if (entries.stream().findFirst().filter(e -> e.type() != Type.TEXT).isPresent()) {
      refuse(field.name(), FieldError.Code.WRONG_TYPE);
    } else {
      address(field, submission.text(field.name()));
    }
  }

  private void address(FormField field, String typed) {
    switch (EmailAddress.parse(typed)) {
      case EmailAddress.Valid valid -> address = valid.address();
      case EmailAddress.Invalid invalid ->
          refuse(
              field.name(),
              switch (invalid.reason()) {
                case MISSING -> FieldError.Code.MISSING;
                case TOO_LONG -> FieldError.Code.TOO_LONG;
                case HIDDEN_CHARACTER -> FieldError.Code.HIDDEN_CHARACTER;
                case AT_SIGN -> FieldError.Code.AT_SIGN;
                case LOCAL_PART -> FieldError.Code.LOCAL_PART;
                case DOMAIN -> FieldError.Code.DOMAIN;
              },
              field.maxLength());
    }
  }

  private void text(FormField field, List<Entry> entries) {
    switch (FieldCheck.read(field, entries, country)) {
      case FieldCheck.Bad(var code, var limit) -> refuse(field.name(), code, limit);
      case FieldCheck.Good(var text) when text.isEmpty() -> {}
      case FieldCheck.Good(var text) when field.type().isName() -> names.put(field.type(), text);
      case FieldCheck.Good(var text) -> answers.add(new FormAnswer(field.name(), text));
    }
  }

  private Evidence.Box box(FormBox box) {
    Entry entry = submission.first(box.key()).orElse(new Entry(box.key(), "", Type.TEXT));
    boolean ticked = Submission.TICKED.contains(entry.value());
    if (entry.type() == Type.OTHER || !(ticked || UNTICKED.contains(entry.value()))) {
      refuse(box.key(), FieldError.Code.WRONG_TYPE);
    } else if (box.required() && !ticked) {
      refuse(box.key(), FieldError.Code.NOT_TICKED);
    }
    return new Evidence.Box(box.key(), box.wording(), box.text(), ticked);
  }

  /** Whoever ticks nothing asks for nothing: there is nobody to write to. */
  private void consents(List<Evidence.Box> boxes) {
    List<String> keys =
        definition.boxes().stream().filter(box -> box.wording() != null).map(FormBox::key).toList();
    boolean open =
        boxes.stream().noneMatch(box -> box.ticked() && box.wording() != null)
            && faults.stream().noneMatch(fault -> keys.contains(fault.field()));
    definition
        .neededConsent()
        .filter(first -> open)
        .ifPresent(first -> refuse(first, FieldError.Code.NONE_TICKED));
  }

  private void names() {
    Set<String> known = new HashSet<>(definition.asked());
    known.addAll(definition.traps());
    known.addAll(definition.reserved());
    Set<String> several = new HashSet<>();
    definition.fields().stream()
        .filter(field -> field.type() == FieldType.CHOICES)
        .forEach(field -> several.add(field.name()));
    Set<String> seen = new HashSet<>();
    Set<String> refused = new HashSet<>();
    for (Entry entry : submission.entries()) {
      boolean again = !seen.add(entry.name()) && !several.contains(entry.name());
      boolean unknown = !known.contains(entry.name());
      if ((again || unknown) && refused.add(entry.name())) {
        refuse(
            shown(entry.name()),
            unknown ? FieldError.Code.UNKNOWN_FIELD : FieldError.Code.DUPLICATE_FIELD);
      }
    }
  }

  private static String shown(String name) {
    String visible = HIDDEN.matcher(name).replaceAll("\ufffd");
    return visible.length() <= LONGEST_NAME_SHOWN
        ? visible
        : visible.substring(0, LONGEST_NAME_SHOWN) + "…";
  }

  private void refuse(String field, FieldError.Code code) {
    refuse(field, code, 0);
  }

  private void refuse(String field, FieldError.Code code, int limit) {
    faults.add(new FieldError(field, code, limit));
  }
}
