package org.jawort.desk.web.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
  @Nullable String open(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String purpose,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<StatementSubject> about = about(acting, id, purpose, ConsentAction.ASK);
    if (about.isEmpty()) {
      return NotFound.contact(request, response);
    }
    if (!about.get().purpose().offers(ConsentAction.ASK)) {
      response.setStatus(409);
      model.addAttribute("closed", true);
    }
    return draw(about.get(), FormInput.empty(), acting, model);
  }

  @PostMapping(CONTACT + "/opt-in")
  @Nullable String ask(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    FormInput form = FormInput.of(values, AskingForm.LABELS);
    var about = about(acting, id, point, form.value("purpose"), ConsentAction.ASK);
    if (about.isEmpty()) {
      return NotFound.contact(request, response);
    }
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    StatedBasis basis = AskingForm.read(form, zone);
    OptInRequestOutcome optInRequestOutcome =
        form.isGood() ? ask(about.get(), basis, acting) : null;
    if (optInRequestOutcome instanceof OptInRequestOutcome.Groundless(var lacks)) {
      AskingForm.refuse(form, lacks);
    }
    if (optInRequestOutcome == null
        || optInRequestOutcome instanceof OptInRequestOutcome.Groundless) {
      response.setStatus(422);
      return draw(about.get(), form, acting, model);
    }
    tell(optInRequestOutcome, "desk.ask.done", response);
    return "redirect:/app/contacts/" + id;
  }

  private OptInRequestOutcome ask(StatementSubject about, StatedBasis basis, Acting acting) {
    return optIns
        .request(
            acting.tenant(),
            List.of(about.view().point().id()),
            about.purpose().id(),
            basis,
            Actor.staff(acting.user().value()),
            SOURCE)
        .getFirst();
  }

  /** Asks whether a given consent still holds; its status stays. */
  @PostMapping(CONTACT + "/renewal")
  @Nullable String renew(
      @PathVariable UUID id,
      @RequestParam UUID point,
      @RequestParam String purpose,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var about = about(acting, id, point, purpose, ConsentAction.RENEW);
    if (about.isEmpty()) {
      return NotFound.contact(request, response);
    }
    Actor actor = Actor.staff(acting.user().value());
    List<OptInRequestOutcome> asked =
        optIns.renew(
            acting.tenant(),
            List.of(about.get().view().point().id()),
            about.get().purpose().id(),
            actor,
            SOURCE);
    tell(asked.getFirst(), "desk.renew.done", response);
    return "redirect:/app/contacts/" + id;
  }

  private Optional<StatementSubject> about(
      Acting acting, UUID contact, UUID point, String purpose, ConsentAction action) {
    return about(acting, point, purpose, action)
        .filter(about -> about.view().point().contact().value().equals(contact));
  }

  private Optional<StatementSubject> about(
      Acting acting, UUID point, String purpose, ConsentAction action) {
    Optional<ConsentView> view = views.find(acting.tenant(), new ContactPointId(point));
    return view.flatMap(v -> v.purpose(purpose).map(p -> new StatementSubject(v, p, action)));
  }

  private String draw(StatementSubject about, FormInput form, Acting acting, Model model) {
    model.addAttribute("about", about);
    model.addAttribute("form", form);
    model.addAttribute("carrying", AskingBasis.carrying());
    model.addAttribute("refused", AskingBasis.refused());
    model.addAttribute("zone", tenants.find(acting.tenant()).timeZone().getId());
    return "desk/asking";
  }

  private static void tell(
      OptInRequestOutcome optInRequestOutcome, String done, HttpServletResponse response) {
    switch (optInRequestOutcome) {
      case OptInRequestOutcome.Requested requested -> Flash.good(response, done);
      case OptInRequestOutcome.ForbiddenByStatus status -> Flash.bad(response, "desk.ask.status");
      case OptInRequestOutcome.AlreadyAsked asked -> Flash.bad(response, "desk.ask.pending");
      case OptInRequestOutcome.ForbiddenByBlock block -> Flash.bad(response, "desk.ask.block");
      case OptInRequestOutcome.Suppressed suppressed ->
          Flash.bad(response, "contact.ask.suppressed");
      case OptInRequestOutcome.NoSuchChannel channel -> Flash.bad(response, "desk.ask.channel");
      case OptInRequestOutcome.NoWording wording -> Flash.bad(response, "desk.ask.wording");
      case OptInRequestOutcome.Groundless groundless -> Flash.bad(response, "asking.none");
      case OptInRequestOutcome.UnknownContactPoint unknown ->
          Flash.bad(response, "desk.ask.status");
    }
  }
}
