package org.jawort.form.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.shield.ExtraStep;
import org.jawort.form.shield.Puzzle;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.ProblemJson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Asks for one more step: people with a page that has a button, programs with a problem. */
@Component
class StepAnswers {
  /**
   * Neither accepted nor wrong: understood, and not done as it stands (RFC 9110, section 15.5.4).
   */
  private static final int STATUS = 403;

  private static final int TOO_MANY = 429;

  private final MessageSource messages;
  private final ProblemJson problems;
  private final InstantSource clock;

  StepAnswers(MessageSource messages, ProblemJson problems, InstantSource clock) {
    this.messages = messages;
    this.problems = problems;
    this.clock = clock;
  }

  /**
   * What a program sends back besides what it sent.
   *
   * @param work what it does before, or null where nothing is to be done
   */
  private record Wanted(
      String field,
      String token,
      Instant until,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Work work) {}

  /** The work of {@link Puzzle}, and when it is enough to have waited. */
  private record Work(
      String field, String algorithm, int parts, int zeroBits, Instant orWaitUntil) {}

  Answer ask(OpenForm open, Gate.Asked asked, boolean inJson, HttpServletRequest request) {
    return inJson
        ? problem(open, asked)
        : Framing.leadingOn(page(open, asked), open, request)
            .with("action", Framing.path(open.form().key(), request));
  }

  /** Says until when nothing more is taken, and that nothing was. */
  Answer refuse(OpenForm open, Gate.Refused refused, boolean inJson) {
    String seconds = String.valueOf(Math.max(1, refused.until().toSeconds()));
    if (!inJson) {
      throw PageFault.of(TOO_MANY, "form.too-many").header(HttpHeaders.RETRY_AFTER, seconds);
    }
    Locale locale = open.form().language().locale();
    var problem =
        new ProblemJson.Problem(
            TOO_MANY,
            "too-many",
            messages.getMessage("form.too-many.title", null, locale),
            messages.getMessage("form.too-many.text", null, locale),
            Map.of());
    return problems.answer(problem).header(HttpHeaders.RETRY_AFTER, seconds);
  }

  private Answer page(OpenForm open, Gate.Asked asked) {
    ExtraStep step = asked.step();
    return Answer.page("form/step")
        .with("brand", open.brand())
        .with("definition", open.form().definition())
        .with("carried", asked.carried().entries())
        .with("stepName", FormDefinition.STEP)
        .with("solutionName", FormDefinition.SOLUTION)
        .with("token", asked.token())
        .with("parts", Puzzle.PARTS)
        .with("reason", step.work() ? "many" : "one")
        .with(
            "seconds", step.work() ? step.left(clock.instant()).plusMillis(999).toSeconds() : null)
        .in(open.form().language())
        .status(STATUS);
  }

  private Answer problem(OpenForm open, Gate.Asked asked) {
    Locale locale = open.form().language().locale();
    var wanted =
        new Wanted(FormDefinition.STEP, asked.token(), asked.step().end(), work(asked.step()));
    return problems.answer(
        new ProblemJson.Problem(
            STATUS,
            "one-more-step",
            messages.getMessage("form.one-more-step.title", null, locale),
            messages.getMessage(
                "form.one-more-step.text", new Object[] {FormDefinition.STEP}, locale),
            Map.of("step", wanted)));
  }

  private static @Nullable Work work(ExtraStep step) {
    return step.work()
        ? new Work(
            FormDefinition.SOLUTION,
            "SHA-256",
            Puzzle.PARTS,
            Puzzle.ZERO_BITS,
            step.at().plus(ExtraStep.WAIT))
        : null;
  }
}
