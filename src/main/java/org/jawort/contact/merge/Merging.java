package org.jawort.contact.merge;

import java.time.Instant;
import org.jawort.contact.ContactId;
import org.jawort.contact.MasterData;

/**
 * Two contacts that are the same person, and what the one is to be called that stays.
 *
 * @param stays the contact that survives, with its id
 * @param goes the contact that is merged into it
 * @param staysAsOf when the one had last been changed as the choice was made
 * @param goesAsOf likewise
 * @param data of the one that stays, from now on
 */
public record Merging(
    ContactId stays, ContactId goes, Instant staysAsOf, Instant goesAsOf, MasterData data) {}
