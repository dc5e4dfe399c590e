package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * The words that somebody is asked to agree to who ticked no box: another system, staff or a group
 * asked them (law 15).
 *
 * @param since when this version is shown
 */
public record AskedWording(
    UUID id, int version, String language, String channel, String text, Instant since) {}
