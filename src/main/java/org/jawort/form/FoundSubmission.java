package org.jawort.form;

import java.util.List;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.purpose.PurposeName;

/**
 * A submission, and what became of it.
 *
 * @param consents what was ticked, in the order of the form
 */
public record FoundSubmission(KeptSubmission kept, List<Standing> consents) {
  /** Copies the list. */
  public FoundSubmission {
    consents = List.copyOf(consents);
  }

  /**
   * Where a consent that was ticked stands.
   *
   * @param status in which the address is now for the purpose
   * @param asked whether the answer to a request beside the status is awaited
   */
  public record Standing(PurposeName purpose, ConsentStatus status, boolean asked) {}
}
