package org.jawort.form.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.Submission;
import org.springframework.stereotype.Component;

/**
 * Finds the version that whoever submits has seen: what is checked and kept is that one, be it
 * superseded since (law 15), but for a day at most. Pages that others built keep theirs for years,
 * and nobody is to consent to words that the tenant has given up.
 */
@Component
class SeenVersions {
  private static final Duration GRACE = Duration.ofDays(1);

  private final OpenForms forms;
  private final FillTime fillTime;
  private final InstantSource clock;

  SeenVersions(OpenForms forms, FillTime fillTime, InstantSource clock) {
    this.forms = forms;
    this.fillTime = fillTime;
    this.clock = clock;
  }

  /** The form as it was shown; empty where that was too long ago, or is no version of it. */
  Optional<OpenForm> seen(OpenForm open, Submission submission) {
    String stamp = submission.text(FormDefinition.SHOWN_AT);
    int current = open.form().version().version();
    int version =
        fillTime
            .shown(open.form().id(), stamp)
            .map(FillTime.Shown::version)
            .orElseGet(() -> named(submission, current));
    if (version == current) {
      return Optional.of(open);
    }
    Instant yesterday = clock.instant().minus(GRACE);
    return forms
        .inVersion(open, version)
        .filter(
            seen ->
                forms
                    .supersededAt(open, version)
                    .filter(superseded -> !superseded.isAfter(yesterday))
                    .isEmpty());
  }

  /** Who names none is a program that reads the form as it is. */
  private static int named(Submission submission, int current) {
    String text = submission.text(FormDefinition.VERSION);
    if (submission.first(FormDefinition.VERSION).isEmpty()) {
      return current;
    }
    return text.matches("[1-9][0-9]{0,7}") ? Integer.parseInt(text) : 0;
  }
}
