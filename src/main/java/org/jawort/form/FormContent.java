package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.address.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says on a form of its own. What is null, or no field at all, is as on the standard
 * form; privacy policy and honeypot are nobody's to choose.
 *
 * @param footer the duty to inform, below the button (law 3)
 * @param redirect address of a page of the tenant's own that is shown in place of the thanks
 * @param consents the boxes for consents in their order; none: the form's purpose, mandatory
 * @param extras what it has besides, or null
 */
public record FormContent(
    @Nullable String title,
    @Nullable String intro,
    List<FormField> fields,
    @Nullable String submit,
    @Nullable String footer,
    @Nullable String thanksTitle,
    @Nullable String thanks,
    @Nullable String redirect,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ConsentBox> consents,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FormExtras extras) {
  /** What the standard form says and asks. */
  public static final FormContent STANDARD =
      new FormContent(null, null, List.of(), null, null, null, null, null);

  /** One that asks for the form's purpose alone. */
  public FormContent(
      @Nullable String title,
      @Nullable String intro,
      List<FormField> fields,
      @Nullable String submit,
      @Nullable String footer,
      @Nullable String thanksTitle,
      @Nullable String thanks,
      @Nullable String redirect) {
    this(title, intro, fields, submit, footer, thanksTitle, thanks, redirect, List.of(), null);
  }

  /** Most characters of a heading. */
  public static final int LONGEST_TITLE = 200;

  /** Most characters of a text of several lines. */
  public static final int LONGEST_TEXT = 3000;

  /** Most characters of an address. */
  public static final int LONGEST_REDIRECT = 500;

  /** Most characters on the button. */
  public static final int LONGEST_SUBMIT = 60;

  /** Copies the lists; takes what an older version of the program left out as not there. */
  public FormContent {
    fields = List.copyOf(fields);
    consents = consents == null ? List.of() : List.copyOf(consents);
  }

  /** The whole form, with what the standard one says where nothing else is said. */
  FormDefinition over(FormDefinition standard, ConsentChoices choices, ProfileSays profile) {
    FormExtras wanted = FormExtras.of(extras).over(profile);
    return new FormDefinition(
        or(title, standard.title()),
        or(intro, standard.intro()),
        fields.isEmpty() ? standard.fields() : fields,
        wanted.boxes(choices.boxes(consents, standard.boxes())),
        or(submit, standard.submit()),
        or(footer, standard.footer()),
        or(thanksTitle, standard.thanksTitle()),
        or(thanks, standard.thanks()),
        redirect,
        standard.privacyPolicy(),
        standard.privacyPolicyVersion(),
        standard.privacyPolicyLabel(),
        standard.honeypot(),
        standard.minimumSeconds(),
        wanted.orNothing());
  }

  /** What another form than the standard one says, to be written on from there. */
  public static FormContent of(FormDefinition shown, FormDefinition standard) {
    return new FormContent(
        unlike(shown.title(), standard.title()),
        unlike(shown.intro(), standard.intro()),
        shown.fields(),
        unlike(shown.submit(), standard.submit()),
        unlike(shown.footer(), standard.footer()),
        unlike(shown.thanksTitle(), standard.thanksTitle()),
        unlike(shown.thanks(), standard.thanks()),
        shown.redirect(),
        shown.consents(),
        FormExtras.of(shown.extras()).written().orNothing());
  }

  private static @Nullable String unlike(String said, String standard) {
    return said.equals(standard) ? null : said;
  }

  /** The same with other fields. */
  public FormContent withFields(List<FormField> other) {
    return new FormContent(
        title, intro, other, submit, footer, thanksTitle, thanks, redirect, consents, extras);
  }

  /** The same with other boxes for consents. */
  public FormContent withConsents(List<ConsentBox> other) {
    return new FormContent(
        title, intro, fields, submit, footer, thanksTitle, thanks, redirect, other, extras);
  }

  /** The same, saying nothing of the boxes where they are what the standard form has. */
  public FormContent withoutUsual(PurposeId purpose) {
    var usual = new ConsentBox(purpose.value(), Channel.EMAIL, true);
    return consents.equals(List.of(usual)) ? withConsents(List.of()) : this;
  }

  /** The same with something else besides. */
  public FormContent with(FormExtras other) {
    return new FormContent(
        title,
        intro,
        fields,
        submit,
        footer,
        thanksTitle,
        thanks,
        redirect,
        consents,
        other.orNothing());
  }

  private static String or(@Nullable String said, String standard) {
    return said == null ? standard : said;
  }
}
