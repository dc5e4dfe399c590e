package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact point stands for one purpose.
 *
 * @param purpose key of the purpose
 * @param since when it came to this status, or null where it was never asked
 * @param campaign the mail through which it came to it, or null
 */
public record PurposeStatus(
    String purpose, ConsentStatus status, @Nullable Instant since, @Nullable UUID campaign) {}
