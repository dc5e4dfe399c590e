package org.jawort.form;

import org.jawort.consent.ConsentStatus;

/**
 * A submission, and what became of it.
 *
 * @param status in which the address is now for the purpose of the form
 * @param asked whether the answer to a request beside the status is awaited
 */
public record FoundSubmission(KeptSubmission kept, ConsentStatus status, boolean asked) {}
