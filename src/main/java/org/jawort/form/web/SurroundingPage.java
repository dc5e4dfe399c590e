package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jawort.form.FormDefinition;
import org.jawort.form.Submission;

/**
 * The page around a frame. A browser names it when it fetches the frame and never again, so the
 * form carries it on; without it, evidence would name our own address (law 15).
 */
final class SurroundingPage {
  private SurroundingPage() {}

  /** What a form that nobody has touched says already. */
  static Submission told(HttpServletRequest request) {
    Optional<String> page =
        Framing.is(request) ? PageAddress.clean(request.getHeader("Referer")) : Optional.empty();
    return new Submission(
        page
            .map(
                address -> new Submission.Entry(FormDefinition.PAGE, address, Submission.Type.TEXT))
            .stream()
            .toList());
  }
}
