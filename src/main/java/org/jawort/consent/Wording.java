package org.jawort.consent;

import org.jawort.contact.Channel;
import org.jawort.platform.Language;

/** What people are shown and consent to, word for word; never edited, only superseded. */
public record Wording(
    WordingId id,
    PurposeId purpose,
    Language language,
    Channel channel,
    int version,
    String text) {}
