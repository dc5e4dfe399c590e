package org.jawort.consent.purpose;

import java.time.Instant;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown and consent to, word for word; never edited, only superseded.
 *
 * @param version counted from 1 for each purpose, language and channel
 * @param purposeVersion what the purpose said that it was written for
 * @param createdAt since when it is shown
 * @param createdBy who wrote it, or null for the standard wording, which follows the firm's name
 */
public record Wording(
    WordingId id,
    PurposeId purpose,
    Language language,
    Channel channel,
    int version,
    int purposeVersion,
    String text,
    Instant createdAt,
    @Nullable UserId createdBy) {
  /** The longest text, in characters. */
  public static final int LONGEST = 2_000;

  /** Tells whether it says just that, of what the purpose says in that version. */
  public boolean says(String words, int version) {
    return text.equals(words) && purposeVersion == version;
  }
}
