package org.jawort.delivery;

import java.util.UUID;
import org.jawort.consent.EventId;
import org.jawort.consent.purpose.PurposeId;

/**
 * What a request for consent asks for besides the purpose of its message: of several boxes that
 * were ticked together, each is answered by the one click, and each has its own proof.
 *
 * @param event the ledger event that asked for it
 * @param run that waits for the answer
 */
public record AlsoAsked(PurposeId purpose, EventId event, UUID run) {}
