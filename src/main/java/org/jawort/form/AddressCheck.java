package org.jawort.form;

import java.util.List;
import java.util.Optional;
import org.jawort.contact.address.EmailAddress;
import org.jawort.form.domain.DomainGate;
import org.jawort.form.domain.DomainOutcome;
import org.springframework.stereotype.Component;

/**
 * Looks at a submission as {@link SubmissionCheck} does, and at the domain of its address: one that
 * the tenant refuses is a fault of the field, one that looks like a slip a question. It is never
 * changed but by whoever fills in the form.
 */
@Component
public class AddressCheck {
  /** Said to the question: stay with what was typed. */
  public static final String KEEP = "keep";

  /** Said to the question: show me the form again. */
  public static final String EDIT = "edit";

  private final DomainGate gate;

  AddressCheck(DomainGate gate) {
    this.gate = gate;
  }

  /**
   * Looks at all of a submission. Whoever wants to change the address themselves gets no faults,
   * which draws the form as it was filled in.
   *
   * @param asks whether somebody is there who can be asked; else a slip is complete
   */
  public SubmissionCheckOutcome of(OpenForm open, Submission submission, boolean asks) {
    SubmissionCheckOutcome outcome =
        SubmissionCheck.of(open.form().definition(), submission, open.tenant().country());
    return outcome instanceof SubmissionCheckOutcome.Complete complete
        ? judged(open, submission, complete, asks)
        : outcome;
  }

  private SubmissionCheckOutcome judged(
      OpenForm open,
      Submission submission,
      SubmissionCheckOutcome.Complete complete,
      boolean asks) {
    return switch (gate.judge(open.tenant().id(), complete.address())) {
      case DomainOutcome.Welcome() -> complete;
      case DomainOutcome.Refused refused -> refused(open, refused);
      case DomainOutcome.Doubtful(String domain) ->
          asks ? asked(submission, complete, meant(complete.address(), domain)) : complete;
    };
  }

  private static SubmissionCheckOutcome refused(OpenForm open, DomainOutcome.Refused refused) {
    FieldError.Code code =
        switch (refused) {
          case BLOCKED -> FieldError.Code.DOMAIN_REFUSED;
          case THROW_AWAY -> FieldError.Code.THROW_AWAY;
        };
    String field =
        open.form().definition().fields().stream()
            .filter(one -> one.type() == FieldType.EMAIL)
            .map(FormField::name)
            .findFirst()
            .orElseThrow();
    return new SubmissionCheckOutcome.Faulty(List.of(new FieldError(field, code, 0)));
  }

  /** What was answered to the question; the address on the button is the one that was read. */
  private static SubmissionCheckOutcome asked(
      Submission submission, SubmissionCheckOutcome.Complete complete, EmailAddress meant) {
    String answer = submission.text(FormDefinition.ADDRESS_HINT);
    if (answer.equals(meant.typed())) {
      return complete.of(meant);
    }
    return switch (answer) {
      case KEEP -> complete;
      case EDIT -> new SubmissionCheckOutcome.Faulty(List.of());
      default -> new SubmissionCheckOutcome.Slipped(complete, meant);
    };
  }

  private static EmailAddress meant(EmailAddress typed, String domain) {
    String address = typed.typed().substring(0, typed.typed().lastIndexOf('@') + 1) + domain;
    return switch (EmailAddress.parse(address)) {
      case EmailAddress.Valid(EmailAddress valid) -> valid;
      case EmailAddress.Invalid invalid ->
          throw new IllegalStateException("a well-known domain is good: " + invalid.reason());
    };
  }

  /** The address that was likely meant, for a program, which nobody can ask. */
  public Optional<String> hint(OpenForm open, SubmissionCheckOutcome.Complete complete) {
    return gate.judge(open.tenant().id(), complete.address())
            instanceof DomainOutcome.Doubtful(String domain)
        ? Optional.of(meant(complete.address(), domain).typed())
        : Optional.empty();
  }
}
