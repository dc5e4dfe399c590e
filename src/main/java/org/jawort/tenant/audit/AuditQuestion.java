package org.jawort.tenant.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody wants to see; null where that does not matter.
 *
 * @param from not before
 * @param to before
 * @param who a member of staff or a key
 * @param about an id that it was about
 */
public record AuditQuestion(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID who,
    @Nullable UUID about,
    @Nullable AuditKind kind,
    @Nullable AuditOutcome outcome) {}
