package org.jawort.desk.web.consent;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentView;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.NotFound;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.web.AskingForm;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Triggers the double opt-in for one recipient by hand (S1-16), on a basis that staff state (B-05),
 * also to renew a consent, which is its own basis.
 */
@Controller
class AskingPages {
  private static final String SOURCE = "STAFF";
  private static final String CONTACT = "/app/contacts/{id:" + NotFound.ID + "}";

  private final OptIns optIns;
  private final ConsentViews views;
  private final Tenants tenants;

  AskingPages(OptIns optIns, ConsentViews views, Tenants tenants) {
    this.optIns = optIns;
    this.views = views;
    this.tenants = tenants;
  }

  /** On what basis: nothing is chosen before somebody chooses. */
  @GetMapping("/app/contact-points/{id:" + NotFound.ID + "}/opt-in/new")
  Answer open(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String purpose, Acting acting) {
    StatementSubject about =
        about(acting, id, purpose, ConsentAction.ASK).orElseThrow(NotFound::contact);
    Answer page = draw(about, FormInput.empty(), acting);
    return about.purpose().offers(ConsentAction.ASK) ? page : page.with("closed", true).status(409);
  }

  @PostMapping(CONTACT + "/opt-in")
  Answer ask(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @Labels(AskingForm.LABELS) FormInput form,
      Acting acting) {
    StatementSubject about = about(acting, id, point, form.value("purpose"), ConsentAction.ASK);
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    StatedBasis basis = AskingForm.read(form, zone);
    if (!form.isGood()) {
      return draw(about, form, acting).status(422);
    }
    OptInRequestOutcome outcome = ask(about, basis, acting);
    if (outcome instanceof OptInRequestOutcome.Groundless(var lacks)) {
      AskingForm.refuse(form, lacks);
      return draw(about, form, acting).status(422);
    }
    return told(id, outcome, "desk.ask.done");
  }

  private OptInRequestOutcome ask(StatementSubject about, StatedBasis basis, Acting acting) {
    return optIns
        .request(
            acting.tenant(),
            List.of(about.view().point().id()),
            about.purpose().id(),
            basis,
            acting.actor(),
            SOURCE)
        .getFirst();
  }

  /** Asks whether a given consent still holds; its status stays. */
  @PostMapping(CONTACT + "/renewal")
  Answer renew(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam String purpose,
      Acting acting) {
    StatementSubject about = about(acting, id, point, purpose, ConsentAction.RENEW);
    OptInRequestOutcome asked =
        optIns
            .renew(
                acting.tenant(),
                List.of(about.view().point().id()),
                about.purpose().id(),
                acting.actor(),
                SOURCE)
            .getFirst();
    return told(id, asked, "desk.renew.done");
  }

  private StatementSubject about(
      Acting acting, UUID contact, UUID point, String purpose, ConsentAction action) {
    return about(acting, point, purpose, action)
        .filter(about -> about.view().point().contact().value().equals(contact))
        .orElseThrow(NotFound::contact);
  }

  private Optional<StatementSubject> about(
      Acting acting, UUID point, String purpose, ConsentAction action) {
    Optional<ConsentView> view = views.find(acting.tenant(), new ContactPointId(point));
    return view.flatMap(v -> v.purpose(purpose).map(p -> new StatementSubject(v, p, action)));
  }

  private Answer draw(StatementSubject about, FormInput form, Acting acting) {
    return Answer.page("desk/asking")
        .with("about", about)
        .with("form", form)
        .with("carrying", AskingBasis.carrying())
        .with("refused", AskingBasis.refused())
        .with("zone", tenants.find(acting.tenant()).timeZone().getId());
  }

  private static Answer told(UUID contact, OptInRequestOutcome outcome, String done) {
    Answer record = Answer.redirect("/app/contacts/" + contact);
    return switch (outcome) {
      case OptInRequestOutcome.Requested requested -> record.good(done);
      case OptInRequestOutcome.ForbiddenByStatus status -> record.bad("desk.ask.status");
      case OptInRequestOutcome.InNobodysName nobody -> record.bad("desk.ask.profile");
      case OptInRequestOutcome.MailedEnough enough -> record.bad("desk.ask.enough");
      case OptInRequestOutcome.AlreadyAsked asked -> record.bad("desk.ask.pending");
      case OptInRequestOutcome.ForbiddenByBlock block -> record.bad("desk.ask.block");
      case OptInRequestOutcome.Suppressed suppressed -> record.bad("contact.ask.suppressed");
      case OptInRequestOutcome.ForbiddenByRule rule -> record.bad("desk.ask.rule");
      case OptInRequestOutcome.NoSuchChannel channel -> record.bad("desk.ask.channel");
      case OptInRequestOutcome.NoWording wording -> record.bad("desk.ask.wording");
      case OptInRequestOutcome.Groundless groundless -> record.bad("asking.none");
      case OptInRequestOutcome.UnknownContactPoint unknown -> record.bad("desk.ask.status");
    };
  }
}
