package org.jawort.contact;

import org.jspecify.annotations.Nullable;

/**
 * Where an arrival landed.
 *
 * @param isNew whether contact and contact point were made for it; otherwise they were there, and
 *     are locked until the transaction ends
 * @param mailBlock the block that stands now
 */
public record IntakeOutcome(
    ContactPointId contactPoint, ContactId contact, boolean isNew, @Nullable MailBlock mailBlock) {}
