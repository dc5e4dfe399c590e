package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jawort.contact.address.EmailAddress;
import org.jawort.form.AddressCheck;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.platform.web.Answer;

/**
 * Asks whether an address is a slip, once. All that was filled in comes along, and nothing is sent
 * yet; the page has no field, so that no key presses a button by itself.
 */
final class AddressQuestion {
  private AddressQuestion() {}

  static Answer page(
      OpenForm open,
      Submission submission,
      EmailAddress typed,
      EmailAddress meant,
      HttpServletRequest request) {
    List<Submission.Entry> entries =
        submission.entries().stream()
            .filter(entry -> !entry.name().equals(FormDefinition.ADDRESS_HINT))
            .toList();
    return Framing.leadingOn(Answer.page("form/slip"), open, request)
        .with("brand", open.brand())
        .with("action", Framing.path(open.form().key(), request))
        .with("entries", entries)
        .with("typed", typed.typed())
        .with("meant", meant.typed())
        .with("answer", FormDefinition.ADDRESS_HINT)
        .with("keep", AddressCheck.KEEP)
        .with("edit", AddressCheck.EDIT)
        .status(422);
  }
}
