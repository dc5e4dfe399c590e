package org.jawort.form;

import java.util.List;
import org.jawort.consent.Evidence;
import org.jawort.contact.address.EmailAddress;
import org.jspecify.annotations.Nullable;

/** What looking at a submission led to. */
public sealed interface SubmissionCheckOutcome {
  /**
   * Nothing is wrong.
   *
   * @param answers to the fields that are none of a contact's own, in the order of the form; what
   *     was left empty is missing
   * @param boxes all that were shown, ticked or not
   */
  record Complete(
      EmailAddress address,
      @Nullable String firstName,
      @Nullable String lastName,
      List<FormAnswer> answers,
      List<Evidence.Box> boxes)
      implements SubmissionCheckOutcome {
    /** The same of another address. */
    Complete of(EmailAddress other) {
      return new Complete(other, firstName, lastName, answers, boxes);
    }
  }

  /**
   * Nothing is wrong, but the address looks like a slip, and nobody was asked yet.
   *
   * @param meant the address that was likely meant
   */
  record Slipped(Complete complete, EmailAddress meant) implements SubmissionCheckOutcome {}

  /** These things are wrong, in the order of the form. */
  record Faulty(List<FieldError> faults) implements SubmissionCheckOutcome {}
}
