package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.form.AddressCheck;
import org.jawort.form.FieldError;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.Submission;
import org.jawort.form.SubmissionCheckOutcome;
import org.jawort.optin.OptIns;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageLocale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Takes in what a form sends. The way of a good submission is short on purpose: read, check, write
 * with others in one commit, answer; no page is drawn and the form comes from memory.
 */
@Controller
class FormIntake {
  private final OpenForms forms;
  private final SeenVersions versions;
  private final OptIns optIns;
  private final SignUpEvidence evidence;
  private final FormView view;
  private final FormAnswers answers;
  private final AddressCheck addresses;
  private final StepAnswers steps;
  private final Gate gate;
  private final FillTime fillTime;
  private final AnswerBeat beat;
  private final InstantSource clock;

  FormIntake(
      OpenForms forms,
      SeenVersions versions,
      OptIns optIns,
      SignUpEvidence evidence,
      FormView view,
      FormAnswers answers,
      AddressCheck addresses,
      StepAnswers steps,
      Gate gate,
      FillTime fillTime,
      AnswerBeat beat,
      InstantSource clock) {
    this.forms = forms;
    this.versions = versions;
    this.optIns = optIns;
    this.evidence = evidence;
    this.view = view;
    this.answers = answers;
    this.addresses = addresses;
    this.steps = steps;
    this.gate = gate;
    this.fillTime = fillTime;
    this.beat = beat;
    this.clock = clock;
  }

  @PostMapping({"/f/{key}", "/f/{key}/frame"})
  Answer submit(@PathVariable String key, HttpServletRequest request) throws IOException {
    Optional<OpenForm> open = forms.find(key);
    if (open.isEmpty()) {
      return answers.unknown(request);
    }
    PageLocale.choose(request, open.get().form().language());
    if (!open.get().online()) {
      return answers.offline(open.get(), request);
    }
    return switch (BodyReader.read(request)) {
      case Body.Unreadable body -> answers.refuse(open.get(), body, request);
      case Body.Readable body ->
          versions
              .seen(open.get(), body.submission())
              .map(seen -> submit(seen, body, request))
              .orElseGet(() -> outdated(open.get(), body, request));
    };
  }

  /** Shows the form of today, with what was typed and nothing ticked: other words stand there. */
  private Answer outdated(OpenForm open, Body.Readable body, HttpServletRequest request) {
    List<FieldError> faults =
        List.of(new FieldError(FormDefinition.VERSION, FieldError.Code.OUTDATED, 0));
    return body.json() || FormAnswers.wantsJson(request)
        ? answers.faults(open, faults)
        : page(open, body.submission().without(open.form().definition().boxes()), faults, request);
  }

  private Answer submit(OpenForm open, Body.Readable body, HttpServletRequest request) {
    boolean json = body.json() || FormAnswers.wantsJson(request);
    return switch (addresses.of(open, body.submission(), !json)) {
      case SubmissionCheckOutcome.Complete complete -> {
        long came = beat.now();
        Optional<String> hint = json ? addresses.hint(open, complete) : Optional.empty();
        Answer answer =
            switch (gate.look(open, body.submission(), complete, request)) {
              case Gate.Through(var submission, var passage) -> {
                optIns.signUp(evidence.signUp(open, submission, complete, request).by(passage));
                yield answers.accept(open, json, hint, request);
              }
              case Gate.Answered answered -> answers.accept(open, json, hint, request);
              case Gate.Asked asked -> steps.ask(open, asked, json, request);
              case Gate.Refused refused -> steps.refuse(open, refused, json);
            };
        beat.await(came);
        yield answer;
      }
      case SubmissionCheckOutcome.Slipped(var complete, var meant) ->
          AddressQuestion.page(open, body.submission(), complete.address(), meant, request);
      case SubmissionCheckOutcome.Faulty(var faults) ->
          json ? answers.faults(open, faults) : page(open, body.submission(), faults, request);
    };
  }

  private Answer page(
      OpenForm open, Submission submission, List<FieldError> faults, HttpServletRequest request) {
    Answer page = view.page(open, submission, faults, clock.instant());
    return Framing.leadingOn(page, open, request).status(422);
  }
}
