package org.jawort.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says on a form of its own. What is null, or no field at all, is as on the standard
 * form; consent, privacy policy and honeypot are nobody's to choose.
 *
 * @param footer the duty to inform, below the button (law 3)
 */
public record FormContent(
    @Nullable String title,
    @Nullable String intro,
    List<FormField> fields,
    @Nullable String submit,
    @Nullable String footer,
    @Nullable String thanksTitle,
    @Nullable String thanks) {
  /** Most characters of a heading. */
  public static final int LONGEST_TITLE = 200;

  /** Most characters of a text of several lines. */
  public static final int LONGEST_TEXT = 3000;

  /** Most characters on the button. */
  public static final int LONGEST_SUBMIT = 60;

  /** Copies the fields. */
  public FormContent {
    fields = List.copyOf(fields);
  }

  /** The whole form, with what the standard one says where nothing else is said. */
  FormDefinition over(FormDefinition standard) {
    return new FormDefinition(
        or(title, standard.title()),
        or(intro, standard.intro()),
        fields.isEmpty() ? standard.fields() : fields,
        standard.boxes(),
        or(submit, standard.submit()),
        or(footer, standard.footer()),
        or(thanksTitle, standard.thanksTitle()),
        or(thanks, standard.thanks()),
        standard.privacyPolicy(),
        standard.privacyPolicyVersion(),
        standard.privacyPolicyLabel(),
        standard.honeypot(),
        standard.minimumSeconds());
  }

  private static String or(@Nullable String said, String standard) {
    return said == null ? standard : said;
  }
}
