package org.jawort.form.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.form.SubmissionCheckOutcome;
import org.jawort.form.shield.ShieldAct;
import org.jawort.form.shield.SpamText;
import org.springframework.stereotype.Component;

/** What in a submission itself speaks for a program. */
@Component
class Signs {
  private final FillTime fillTime;
  private final InstantSource clock;

  Signs(FillTime fillTime, InstantSource clock) {
    this.fillTime = fillTime;
    this.clock = clock;
  }

  /** The first sign; empty where there is none. */
  Optional<ShieldAct> against(
      OpenForm open, Submission submission, SubmissionCheckOutcome.Complete complete) {
    FormDefinition definition = open.form().definition();
    if (definition.traps().stream().anyMatch(trap -> !submission.text(trap).isEmpty())) {
      return Optional.of(ShieldAct.TRAP);
    }
    boolean possible =
        fillTime.humanlyPossible(
            open.form().id(),
            submission.text(FormDefinition.SHOWN_AT),
            Duration.ofSeconds(definition.minimumSeconds()),
            clock.instant());
    if (!possible) {
      return Optional.of(ShieldAct.TOO_FAST);
    }
    return SpamText.in(definition, complete) ? Optional.of(ShieldAct.SPAM) : Optional.empty();
  }

  /**
   * All that the form knows, and the stamp where it is ours: what a trap caught goes no further.
   */
  Submission carried(OpenForm open, Submission submission) {
    FormDefinition definition = open.form().definition();
    var names = new HashSet<>(definition.asked());
    names.addAll(List.of(FormDefinition.PAGE, FormDefinition.VERSION, FormDefinition.ADDRESS_HINT));
    if (fillTime.shown(open.form().id(), submission.text(FormDefinition.SHOWN_AT)).isPresent()) {
      names.add(FormDefinition.SHOWN_AT);
    }
    return submission.only(names::contains);
  }
}
