package org.jawort.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page whose button was pressed, as it was shown and not as it was written: with the names
 * filled in (law 15).
 *
 * @param heading at its top
 * @param text below it, as HTML of paragraphs, lists, bold, italics and links
 * @param wordings that were asked about, word for word
 * @param button what its button said
 * @param otherwise what it said to whom it does not concern, or null
 * @param imprint at its foot, or empty
 * @param privacyPolicy address of the policy that was linked, or null
 * @param privacyPolicyVersion what the tenant called that version of it, or null
 */
public record ShownPage(
    String heading,
    String text,
    List<String> wordings,
    String button,
    @Nullable String otherwise,
    String imprint,
    @Nullable String privacyPolicy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String privacyPolicyVersion) {
  /** The same page where it is about no wording, and says nothing to anybody else. */
  public ShownPage alone() {
    return new ShownPage(
        heading, text, List.of(), button, null, imprint, privacyPolicy, privacyPolicyVersion);
  }

  /** Copies the wordings. */
  public ShownPage {
    wordings = List.copyOf(wordings);
  }
}
