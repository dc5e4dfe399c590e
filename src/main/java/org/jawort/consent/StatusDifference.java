package org.jawort.consent;

import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jspecify.annotations.Nullable;

/**
 * A stored row that is not what the ledger says.
 *
 * @param purpose of the status, or null where the mail block differs
 * @param stored status or block as stored, with its event; "none" where there is none
 * @param folded the same as the ledger says
 */
public record StatusDifference(
    ContactPointId contactPoint, @Nullable UUID purpose, String stored, String folded) {}
