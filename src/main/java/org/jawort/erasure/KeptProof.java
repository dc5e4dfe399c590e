package org.jawort.erasure;

import java.time.Instant;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.ContactPointId;

/**
 * Proof of one consent that outlives its contact; whose it is stays unsaid.
 *
 * @param purpose key of the purpose
 * @param name what the purpose was called when it was consented to
 * @param keptAt when the contact was erased
 * @param until when it is erased by itself
 */
public record KeptProof(
    ContactPointId contactPoint,
    String purpose,
    PurposeName name,
    ProofDuty.Reason reason,
    Instant keptAt,
    Instant until) {}
