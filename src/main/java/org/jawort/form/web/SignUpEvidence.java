package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jawort.consent.Evidence;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.form.AnswersJson;
import org.jawort.form.Form;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.form.SubmissionCheckOutcome;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts together what backs a sign-up: what was shown and ticked, where, and by whom (law 15, 16).
 */
@Component
public class SignUpEvidence {
  private final Settings settings;

  SignUpEvidence(Settings settings) {
    this.settings = settings;
  }

  SignUp signUp(
      OpenForm open,
      Submission submission,
      SubmissionCheckOutcome.Complete complete,
      HttpServletRequest request) {
    String page = page(open, submission, request);
    return signUp(open, complete, evidence(open, complete, page, request));
  }

  /** A sign-up that is backed by this. */
  public static SignUp signUp(
      OpenForm open, SubmissionCheckOutcome.Complete complete, Evidence evidence) {
    Form form = open.form();
    var signUp =
        new SignUp(
            open.tenant().id(),
            complete.address().typed(),
            complete.address().key(),
            complete.firstName(),
            complete.lastName(),
            form.language(),
            form.purpose(),
            form.version(),
            evidence);
    List<PurposeId> ticked = form.consented(complete.boxes());
    SignUp kept = signUp.answering(AnswersJson.of(form.definition(), complete));
    if (form.definition().asks()) {
      return kept.consentingTo(ticked).askedWith(form.definition().mail());
    }
    // What is kept without a question belongs to the form's purpose where no box was ticked.
    return (ticked.isEmpty() ? kept : kept.consentingTo(ticked)).unasked();
  }

  /** What a machine saw of it, on a page of that address. */
  public Evidence evidence(
      OpenForm open,
      SubmissionCheckOutcome.Complete complete,
      @Nullable String page,
      HttpServletRequest request) {
    Visit visit =
        Visit.of(
            ClientAddress.of(request, settings.reach().proxies()).address(),
            open.tenant().ipMode(),
            request.getHeader("User-Agent"));
    FormDefinition shown = open.form().definition();
    return Evidence.of(complete.address().typed())
        .seen(visit.ip(), visit.userAgent())
        .on(page, shown.privacyPolicy())
        .ofPolicy(shown.privacyPolicyVersion())
        .onForm(open.sha256())
        .shown(complete.boxes());
  }

  private @Nullable String page(OpenForm open, Submission submission, HttpServletRequest request) {
    boolean hosted = !submission.text(FormDefinition.SHOWN_AT).isEmpty();
    return PageAddress.of(
        submission.text(FormDefinition.PAGE),
        request.getHeader("Referer"),
        request.getHeader("Origin"),
        settings.publicUrl().toString(),
        hosted ? settings.publicUrl() + "/f/" + open.form().key() : null);
  }
}
