package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.address.Channel;
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
 * @param purpose that it consents to; null where it is no consent, or one to the form's own purpose
 * @param channel by which, or null likewise
 */
public record FormBox(
    String key,
    String text,
    @Nullable UUID wording,
    boolean linksPrivacyPolicy,
    boolean required,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID purpose,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Channel channel) {
  /** One that nobody chose: it stands on every form. */
  public FormBox(
      String key,
      String text,
      @Nullable UUID wording,
      boolean linksPrivacyPolicy,
      boolean required) {
    this(key, text, wording, linksPrivacyPolicy, required, null, null);
  }

  /** What was chosen; empty where nobody did. */
  Optional<ConsentBox> chosen() {
    return purpose == null || channel == null
        ? Optional.empty()
        : Optional.of(new ConsentBox(purpose, channel, required));
  }

  /** The same box where nothing depends on it. */
  FormBox voluntary() {
    return new FormBox(key, text, wording, linksPrivacyPolicy, false, purpose, channel);
  }

  /** The same box with another version of its wording. */
  FormBox worded(@Nullable UUID version, String words) {
    return new FormBox(key, words, version, linksPrivacyPolicy, required, purpose, channel);
  }
}
