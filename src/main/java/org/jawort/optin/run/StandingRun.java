package org.jawort.optin.run;

import java.time.Instant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jspecify.annotations.Nullable;

/**
 * A run for the list behind a step or a way.
 *
 * @param address as typed, for display
 * @param name of the contact; empty where none is known
 * @param startedAt when it began
 * @param movedAt when it came to the step where it is
 * @param dueAt when it goes on by itself; null where it ended
 */
public record StandingRun(
    RunId id,
    ContactId contact,
    ContactPointId contactPoint,
    PurposeId purpose,
    String address,
    String name,
    Instant startedAt,
    Instant movedAt,
    @Nullable Instant dueAt) {}
