package org.jawort.desk.web.consent;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventId;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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

  @GetMapping(PATH + "/new")
  Answer show(StatementSubject about, Acting acting) {
    Answer form = drawing.open(about, acting);
    return about.purpose().offers(about.action()) ? form : drawing.notNow(about, form);
  }

  @PostMapping(PATH)
  Answer act(
      StatementSubject about,
      FormInput sent,
      @RequestParam(required = false) @Nullable MultipartFile scan,
      Acting acting) {
    FormInput form =
        sent.labelled(DeclarationForm.LABELS + "." + about.action(), DeclarationForm.LABELS);
    scans.take(acting, scan, form);
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    Declaration declaration = DeclarationForm.read(form, zone, views.staff(acting.tenant()));
    return form.isGood()
        ? answer(act(about, seen(form), declaration, acting), about, form, acting)
        : drawing.again(about, form, acting).status(422);
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
    var by = new Recording(acting.tenant(), about.purpose().id(), acting.actor(), SOURCE);
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

  private Answer answer(
      StatementOutcome statementOutcome, StatementSubject about, FormInput form, Acting acting) {
    if (!(statementOutcome instanceof StatementOutcome.Done
        || statementOutcome instanceof StatementOutcome.Incomplete)) {
      scans.discard(acting, form);
    }
    return switch (statementOutcome) {
      case StatementOutcome.Done done ->
          Answer.redirect("/app/contacts/" + about.view().point().contact())
              .good("statement.done." + about.action().name());
      case StatementOutcome.Incomplete(var lacks) -> {
        DeclarationForm.refuse(form, lacks);
        yield drawing.again(about, form, acting).status(422);
      }
      case StatementOutcome.Overtaken(ConsentStatus status) ->
          drawing.overtaken(about, form, acting).status(409);
      case StatementOutcome.Refused(ConsentStatus status, StatementOutcome.Reason reason) ->
          drawing.refused(about, reason, form, acting).status(409);
      case StatementOutcome.Unknown unknown -> throw NotFound.contact();
    };
  }
}
