package org.jawort.form;

import java.time.Instant;
import java.util.List;
import org.jawort.consent.AskedWording;
import org.jawort.consent.proof.ToldForm;
import tools.jackson.databind.JsonNode;

/**
 * A version of a form as it was shown, with the versions of the wordings beside its boxes.
 *
 * @param stored its definition as it stands in the database, whatever a later program makes of it
 * @param since when it was first shown
 */
public record ShownForm(Form form, JsonNode stored, Instant since, List<AskedWording> wordings) {
  /** Copies the wordings. */
  public ShownForm {
    wordings = List.copyOf(wordings);
  }

  /** As a dossier tells it, and as evidence commits to it. */
  public ToldForm told() {
    return new ToldForm(
        form.id().value(),
        form.version().version(),
        form.language().code(),
        form.key(),
        since,
        stored,
        wordings);
  }
}
