package org.jawort.form;

import java.util.UUID;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.address.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a box can ask for in the language of a form.
 *
 * @param key of the purpose, which never changes
 * @param name of the purpose, for staff
 * @param wording the version that is shown now, or null where there are no words
 * @param text its words; without any, the purpose's name
 * @param open whether people may still be asked for it
 */
public record ConsentChoice(
    UUID purpose,
    String key,
    PurposeName name,
    Channel channel,
    @Nullable UUID wording,
    String text,
    boolean open) {
  /** Whether a new box can ask for it. */
  public boolean usable() {
    return open && wording != null;
  }

  /**
   * The name of its box in a submission, which whoever posts to the form relies on. Prefixed, so
   * that no purpose is called as a field or another box is.
   */
  String box() {
    return (channel == Channel.EMAIL ? "consent-" : "sms-consent-") + key;
  }

  FormBox shown(boolean required) {
    return new FormBox(box(), text, wording, false, required, purpose, channel);
  }
}
