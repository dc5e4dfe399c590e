package org.jawort.form;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A box to tick, shown unticked (law 1).
 *
 * @param key its name in the submission
 * @param text the words shown beside it
 * @param wording the version of the wording, or null where it is no consent to a purpose
 * @param linksPrivacyPolicy whether the link to the privacy policy stands with it, where there is
 *     one
 * @param required whether the form cannot be submitted without it
 */
public record FormBox(
    String key, String text, @Nullable UUID wording, boolean linksPrivacyPolicy, boolean required) {

  /** The same box with another version of its wording. */
  FormBox worded(UUID version, String words) {
    return new FormBox(key, words, version, linksPrivacyPolicy, required);
  }
}
