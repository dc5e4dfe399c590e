package org.jawort.optin;

import java.time.Instant;
import java.util.List;
import org.jawort.consent.ConsentStatus;
import org.jawort.platform.Language;

/**
 * What a personal link asks about, for the page behind it.
 *
 * @param status of the consent now
 * @param wordings what the recipient ticked when signing up, or what others asked, word for word
 * @param signedUpAt when the request was made
 * @param waiting whether the run still waits for the answer
 * @param renewal whether a consent that was given already is to be renewed
 */
public record PendingQuestion(
    ConsentStatus status,
    Language language,
    List<String> wordings,
    Instant signedUpAt,
    boolean waiting,
    boolean renewal) {
  /** Copies the wordings. */
  public PendingQuestion {
    wordings = List.copyOf(wordings);
  }
}
