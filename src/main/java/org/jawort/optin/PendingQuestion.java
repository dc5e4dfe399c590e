package org.jawort.optin;

import java.time.Instant;
import java.util.List;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Evidence;
import org.jawort.platform.Language;

/**
 * What a personal link asks about, for the page behind it.
 *
 * @param status of the consent now
 * @param boxes what the recipient ticked when signing up, word for word; empty where another system
 *     asked for the consent
 * @param signedUpAt when the request was made
 * @param waiting whether the run still waits for the answer
 * @param renewal whether a consent that was given already is to be renewed
 */
public record PendingQuestion(
    ConsentStatus status,
    Language language,
    List<Evidence.Box> boxes,
    String wording,
    Instant signedUpAt,
    boolean waiting,
    boolean renewal) {}
