package org.jawort.contact;

import org.jspecify.annotations.Nullable;

/**
 * What came of a contact that came in.
 *
 * @param isNew whether contact and contact point were made for it; otherwise they were there, and
 *     are locked until the transaction ends
 * @param alone whether it is new, and no other was there that leads to the same mailbox
 * @param mailBlock the block that stands now
 * @param trial whether it was there as the contact of a trial
 */
public record IntakeOutcome(
    ContactPointId contactPoint,
    ContactId contact,
    boolean isNew,
    boolean alone,
    @Nullable MailBlock mailBlock,
    boolean trial) {}
