package org.jawort.tenant.job;

import java.time.Instant;

/**
 * Why a job that is under way does nothing for now.
 *
 * @param until when it goes on by itself
 */
public record JobRest(Instant until, JobText why) {}
