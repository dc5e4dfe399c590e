package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeVersion;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact point stands for one purpose.
 *
 * @param purpose key of the purpose
 * @param name of the purpose, for staff
 * @param asked what the purpose said when it came to this status, or null where it was never asked;
 *     it may say something else now
 * @param since when it came to this status, or null where it was never asked
 * @param campaign the mail through which it came to it, or null
 * @param unused where a given consent has lain unused for longer than its purpose wishes (law 24):
 *     since when; else null
 */
public record PurposeStatus(
    String purpose,
    PurposeName name,
    ConsentStatus status,
    @Nullable PurposeVersion asked,
    @Nullable Instant since,
    @Nullable UUID campaign,
    @Nullable Instant unused) {}
