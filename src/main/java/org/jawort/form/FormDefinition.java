package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one version of a form shows and asks.
 *
 * @param intro what happens after submitting
 * @param submit label of the button
 * @param footer what must be known before submitting: right to withdraw and how, who is responsible
 *     (law 3)
 * @param thanksTitle heading of the page after submitting
 * @param thanks its text, the same for every address
 * @param redirect address of the page that is shown in their place, or null
 * @param privacyPolicy address of the privacy policy, or null where the tenant gave none
 * @param privacyPolicyVersion what the tenant calls that version of it, or null
 * @param privacyPolicyLabel the words of the link to it
 * @param honeypot name of the field that people do not see and programs fill in
 * @param minimumSeconds within which only a program fills the form in
 * @param extras what it has besides, or null
 */
public record FormDefinition(
    String title,
    String intro,
    List<FormField> fields,
    List<FormBox> boxes,
    String submit,
    String footer,
    String thanksTitle,
    String thanks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String redirect,
    @Nullable String privacyPolicy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String privacyPolicyVersion,
    String privacyPolicyLabel,
    String honeypot,
    int minimumSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FormExtras extras) {
  /** Name of the hidden field that says, signed, when which version was shown. */
  public static final String SHOWN_AT = "shownAt";

  /**
   * Name of the hidden field that says on which page the form stands, where the browser does not
   * say so by itself. No field that somebody makes can be called so.
   */
  public static final String PAGE = "_page";

  /** Name of the hidden field that says, unsigned, which version a page of somebody else shows. */
  public static final String VERSION = "_version";

  /** Name of what is answered where an address looked like a slip. */
  public static final String ADDRESS_HINT = "addressHint";

  /**
   * Name of the hidden field that says, signed, that this submission was asked for one more step.
   */
  public static final String STEP = "oneMoreStep";

  /** Name of the hidden field with the work that a step may take. */
  public static final String SOLUTION = "stepSolution";

  /**
   * What the field that people do not see was called before: browsers fill it in, so that it is no
   * offence to be caught by it. Pages that others wrote may still have it.
   */
  private static final String FORMER_HONEYPOT = "homepage";

  /** Copies the lists. */
  public FormDefinition {
    fields = List.copyOf(fields);
    boxes = List.copyOf(boxes);
  }

  /** One after which the thanks are shown. */
  public FormDefinition(
      String title,
      String intro,
      List<FormField> fields,
      List<FormBox> boxes,
      String submit,
      String footer,
      String thanksTitle,
      String thanks,
      @Nullable String privacyPolicy,
      @Nullable String privacyPolicyVersion,
      String privacyPolicyLabel,
      String honeypot,
      int minimumSeconds) {
    this(
        title,
        intro,
        fields,
        boxes,
        submit,
        footer,
        thanksTitle,
        thanks,
        null,
        privacyPolicy,
        privacyPolicyVersion,
        privacyPolicyLabel,
        honeypot,
        minimumSeconds,
        null);
  }

  /** Whether somebody who signs up is asked to confirm. */
  public boolean asks() {
    return !FormExtras.of(extras).acts().unasked();
  }

  /** The campaign that asks in place of the process's own; null for that one. */
  public @Nullable UUID mail() {
    return FormExtras.of(extras).acts().mail();
  }

  /**
   * The first box for a consent where one of them has to be ticked and none is mandatory by itself.
   * Where nobody is asked to confirm, none has to be: the form is there for something else (law 4).
   */
  public Optional<String> neededConsent() {
    List<FormBox> consents = boxes.stream().filter(box -> box.wording() != null).toList();
    return asks() && consents.stream().noneMatch(FormBox::required)
        ? consents.stream().map(FormBox::key).findFirst()
        : Optional.empty();
  }

  /** Names of all that is asked: fields and boxes. */
  public Set<String> asked() {
    return Stream.concat(
            fields.stream().filter(field -> field.type().asks()).map(FormField::name),
            boxes.stream().map(FormBox::key))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Names of the fields that people leave empty, as they do not see them. */
  public Set<String> traps() {
    return asked().contains(FORMER_HONEYPOT)
        ? Set.of(honeypot)
        : Stream.of(honeypot, FORMER_HONEYPOT).collect(Collectors.toUnmodifiableSet());
  }

  /** Names that no field of the form's own can have. */
  Set<String> reserved() {
    return Set.of(honeypot, SHOWN_AT, STEP, SOLUTION, PAGE, VERSION, ADDRESS_HINT);
  }

  /** The same with this besides, or nothing. */
  FormDefinition having(@Nullable FormExtras other) {
    return with(boxes, other);
  }

  /** The same with another box in the place of each. */
  FormDefinition withBoxes(UnaryOperator<FormBox> replacing) {
    return with(boxes.stream().map(replacing).toList(), extras);
  }

  private FormDefinition with(List<FormBox> otherBoxes, @Nullable FormExtras otherExtras) {
    return new FormDefinition(
        title,
        intro,
        fields,
        otherBoxes,
        submit,
        footer,
        thanksTitle,
        thanks,
        redirect,
        privacyPolicy,
        privacyPolicyVersion,
        privacyPolicyLabel,
        honeypot,
        minimumSeconds,
        otherExtras);
  }

  /** The boxes for consents that somebody chose, in their order. */
  public List<ConsentBox> consents() {
    return boxes.stream().flatMap(box -> box.chosen().stream()).toList();
  }

  /**
   * The same with the boxes and the link to the privacy policy that another one has, and with the
   * words of today beside what was chosen, and what the profile says now.
   */
  FormDefinition following(FormDefinition other, ConsentChoices choices, ProfileSays profile) {
    FormExtras wanted = FormExtras.of(extras).over(profile);
    return new FormDefinition(
        title,
        intro,
        fields,
        wanted.boxes(choices.boxes(consents(), other.boxes)),
        submit,
        footer,
        thanksTitle,
        thanks,
        redirect,
        other.privacyPolicy,
        other.privacyPolicyVersion,
        other.privacyPolicyLabel,
        honeypot,
        minimumSeconds,
        wanted.orNothing());
  }
}
