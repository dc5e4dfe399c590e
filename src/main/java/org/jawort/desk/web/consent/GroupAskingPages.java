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
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.contact.group.ContactGroups;
import org.jawort.desk.web.NotFound;
import org.jawort.optin.MassRequest;
import org.jawort.optin.MassRequests;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Triggers the double opt-in for a whole group (S1-16), on a basis that staff state (B-05): shows
 * how many would be asked and why the others not, and starts the job.
 */
@Controller
class GroupAskingPages {
  private static final String SOURCE = "GROUP";
  private static final String GROUPS = "/app/target-groups";
  private static final String PATH = GROUPS + "/{id:" + NotFound.ID + "}/request";

  private final MassRequests requests;
  private final ContactGroups groups;
  private final Purposes purposes;
  private final Tenants tenants;

  GroupAskingPages(
      MassRequests requests, ContactGroups groups, Purposes purposes, Tenants tenants) {
    this.requests = requests;
    this.groups = groups;
    this.purposes = purposes;
    this.tenants = tenants;
  }

  @GetMapping(PATH)
  @Nullable ModelAndView preview(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    FormInput form = FormInput.of(values, AskingForm.LABELS);
    Optional<AskingPlan> plan = plan(id, form, acting);
    return plan.isEmpty() ? unknown(request, response) : draw(plan.get(), form, acting);
  }

  /** Empty where the tenant has no such group, or nobody is asked for that purpose. */
  private Optional<AskingPlan> plan(UUID id, FormInput form, Acting acting) {
    List<Purpose> open =
        purposes.all(acting.tenant()).stream()
            .filter(Purpose::open)
            .filter(purpose -> purpose.profile().channels().contains(Channel.EMAIL))
            .toList();
    String wanted = form.value("purpose");
    Optional<Purpose> chosen =
        open.stream().filter(one -> wanted.isEmpty() || one.key().equals(wanted)).findFirst();
    return groups
        .find(acting.tenant(), id)
        .flatMap(
            group ->
                chosen.map(
                    purpose -> {
                      var request = new MassRequest(id, purpose.id());
                      return new AskingPlan(
                          group,
                          purpose,
                          open,
                          requests.preview(acting.tenant(), request),
                          requests.asking(acting.tenant(), request));
                    }));
  }

  @PostMapping(PATH)
  @Nullable ModelAndView start(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    FormInput form = FormInput.of(values, AskingForm.LABELS);
    Optional<AskingPlan> found = plan(id, form, acting);
    if (found.isEmpty()) {
      return unknown(request, response);
    }
    ModelAndView page = start(found.get(), form, acting, response);
    return page == null ? unknown(request, response) : page;
  }

  /** Null where group or purpose went in between. */
  private @Nullable ModelAndView start(
      AskingPlan plan, FormInput form, Acting acting, HttpServletResponse response) {
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    StatedBasis basis = AskingForm.read(form, zone);
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(plan, form, acting);
    }
    if (plan.running().isPresent() || plan.asked() == 0 || plan.asked() > AskingPlan.seen(form)) {
      // Never more than whoever presses the button has seen.
      response.setStatus(409);
      return draw(plan, form, acting).addObject("grown", plan.asked() > 0);
    }
    Actor by = Actor.staff(acting.user().value());
    return switch (requests.start(acting.tenant(), plan.request(), basis, by, SOURCE)) {
      case MassRequests.Start.Started(var job) -> new ModelAndView("redirect:/app/jobs/" + job);
      case MassRequests.Start.AlreadyAsking(var job) ->
          new ModelAndView("redirect:/app/jobs/" + job);
      case MassRequests.Start.Groundless(var lacks) -> {
        AskingForm.refuse(form, lacks);
        response.setStatus(422);
        yield draw(plan, form, acting);
      }
      case MassRequests.Start.NoWording none -> {
        response.setStatus(409);
        yield draw(plan, form, acting).addObject("grown", false);
      }
      case MassRequests.Start.ClosedPurpose closed -> null;
      case MassRequests.Start.UnknownGroup gone -> null;
    };
  }

  private ModelAndView draw(AskingPlan plan, FormInput form, Acting acting) {
    return new ModelAndView("desk/asking-group")
        .addObject("plan", plan)
        .addObject("form", form.with("count", String.valueOf(plan.asked())))
        .addObject("carrying", AskingBasis.carrying())
        .addObject("refused", AskingBasis.refused())
        .addObject("zone", tenants.find(acting.tenant()).timeZone().getId());
  }

  private static @Nullable ModelAndView unknown(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    var list = new Problems.Link(GROUPS, "group.title");
    Problems.answer(request, response, 404, "asking.group.unknown", list);
    return null;
  }
}
