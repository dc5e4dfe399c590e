package org.jawort.desk.web.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventId;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The forms behind the consent icon: what a person told staff about one contact point and purpose.
 * Each names what its reader saw, so that of two who act at once the later one is told.
 */
@Controller
class StatementPages {
  private static final String SOURCE = "STAFF_ENTRY";
  private static final String PATH =
      "/app/contact-points/{id:"
          + NotFound.ID
          + "}/{verb:declarations|mistakes|refusals|withdrawals|reminders|uses}";

  private final ConsentViews views;
  private final Statements statements;
  private final StatementModel drawing;
  private final Scans scans;
  private final Tenants tenants;

  StatementPages(
      ConsentViews views,
      Statements statements,
      StatementModel drawing,
      Scans scans,
      Tenants tenants) {
    this.views = views;
    this.statements = statements;
    this.drawing = drawing;
    this.scans = scans;
    this.tenants = tenants;
  }

  private Optional<StatementSubject> about(Acting acting, UUID id, String verb, String purpose) {
    ConsentAction action =
        Arrays.stream(ConsentAction.values())
            .filter(a -> a.path().equals(verb))
            .findFirst()
            .orElseThrow();
    return views
        .find(acting.tenant(), new ContactPointId(id))
        .flatMap(view -> view.purpose(purpose).map(p -> new StatementSubject(view, p, action)));
  }

  @GetMapping(PATH + "/new")
  @Nullable String show(
      @PathVariable UUID id,
      @PathVariable String verb,
      @RequestParam(defaultValue = "") String purpose,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<StatementSubject> found = about(acting, id, verb, purpose);
    if (found.isEmpty()) {
      return NotFound.contact(request, response);
    }
    StatementSubject about = found.get();
    drawing.open(about, acting, model);
    if (!about.purpose().offers(about.action())) {
      response.setStatus(409);
      return drawing.notNow(about, acting, model);
    }
    return drawing.view(about);
  }

  @PostMapping(PATH)
  @Nullable String act(
      @PathVariable UUID id,
      @PathVariable String verb,
      @RequestParam MultiValueMap<String, String> values,
      @RequestParam(required = false) @Nullable MultipartFile scan,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    String purpose = FormInput.of(values).value("purpose");
    Optional<StatementSubject> found = about(acting, id, verb, purpose);
    if (found.isEmpty()) {
      return NotFound.contact(request, response);
    }
    StatementSubject about = found.get();
    String ofAction = DeclarationForm.LABELS + "." + about.action();
    FormInput form = FormInput.of(values, ofAction, DeclarationForm.LABELS);
    scans.take(acting, scan, form);
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    Declaration declaration = DeclarationForm.read(form, zone, views.staff(acting.tenant()));
    if (!form.isGood()) {
      response.setStatus(422);
      return drawing.again(about, form, acting, model);
    }
    StatementOutcome statementOutcome = act(about, seen(form), declaration, acting);
    return answer(statementOutcome, about, form, acting, request, response, model);
  }

  /** What whoever sent the form had before their eyes. */
  private static StatementTarget.Seen seen(FormInput form) {
    boolean pending = form.has("pending", "true");
    try {
      String event = form.value("seen");
      return new StatementTarget.Seen(
          event.isEmpty() ? null : new EventId(UUID.fromString(event)), pending);
    } catch (IllegalArgumentException e) {
      // Nothing that ever was: whoever sent it is asked to look again.
      return new StatementTarget.Seen(new EventId(new UUID(0, 0)), pending);
    }
  }

  private StatementOutcome act(
      StatementSubject about, StatementTarget.Seen seen, Declaration declaration, Acting acting) {
    var by =
        new Recording(
            acting.tenant(), about.purpose().id(), Actor.staff(acting.user().value()), SOURCE);
    List<StatementTarget> wishes = List.of(new StatementTarget(about.view().point().id(), seen));
    List<StatementOutcome> acted =
        switch (about.action()) {
          case DECLARE -> statements.declare(by, wishes, declaration);
          case TAKE_BACK -> statements.takeBack(by, wishes, declaration);
          case REFUSE -> statements.refuse(by, wishes, declaration);
          case WITHDRAW -> statements.withdraw(by, wishes, declaration);
          case USE -> statements.use(by, wishes, declaration);
          case LATER -> statements.askLater(by, wishes, declaration);
          case ASK, RENEW -> throw new IllegalArgumentException("asking has an address of its own");
        };
    return acted.getFirst();
  }

  private @Nullable String answer(
      StatementOutcome statementOutcome,
      StatementSubject about,
      FormInput form,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return switch (statementOutcome) {
      case StatementOutcome.Done done -> {
        Flash.good(response, "statement.done." + about.action().name());
        yield "redirect:/app/contacts/" + about.view().point().contact();
      }
      case StatementOutcome.Incomplete(var lacks) -> {
        DeclarationForm.refuse(form, lacks);
        response.setStatus(422);
        yield drawing.again(about, form, acting, model);
      }
      case StatementOutcome.Overtaken(ConsentStatus status) -> {
        response.setStatus(409);
        yield drawing.overtaken(about, form, acting, model);
      }
      case StatementOutcome.Refused(ConsentStatus status, StatementOutcome.Reason reason) -> {
        response.setStatus(409);
        yield drawing.refused(about, reason, form, acting, model);
      }
      case StatementOutcome.Unknown unknown -> NotFound.contact(request, response);
    };
  }
}
