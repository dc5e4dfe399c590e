package org.jawort.tenant.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands, and since when.
 *
 * @param endedAt when it was stopped, done or failed, or null while it is under way
 * @param reason why it failed, or null
 * @param rest why it does nothing for now, or null
 */
public record JobLife(
    JobState state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable JobText reason,
    @Nullable JobRest rest) {}
