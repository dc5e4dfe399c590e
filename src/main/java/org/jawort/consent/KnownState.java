package org.jawort.consent;

import org.jawort.contact.MailBlock;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact point stands for the purpose of an event.
 *
 * @param block or null where none stands
 * @param last the latest event about the contact point, or null where there is none
 */
public record KnownState(ConsentStatus status, @Nullable MailBlock block, @Nullable EventId last) {}
