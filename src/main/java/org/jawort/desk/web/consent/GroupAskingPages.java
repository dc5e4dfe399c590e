package org.jawort.desk.web.consent;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.Actor;
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
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

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
  @Nullable String preview(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      ServletWebRequest web,
      Model model)
      throws IOException {
    FormInput form = FormInput.of(values, AskingForm.LABELS);
    Optional<AskingPlan> plan = plan(id, form, acting);
    return plan.isEmpty() ? unknown(web) : draw(plan.get(), form, acting, model);
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
  @Nullable String start(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      ServletWebRequest web,
      Model model)
      throws IOException {
    FormInput form = FormInput.of(values, AskingForm.LABELS);
    Optional<AskingPlan> found = plan(id, form, acting);
    if (found.isEmpty()) {
      return unknown(web);
    }
    AskingPlan plan = found.get();
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    StatedBasis basis = AskingForm.read(form, zone);
    if (!form.isGood()) {
      return again(422, plan, form, acting, web, model);
    }
    if (plan.running().isPresent() || plan.asked() == 0 || plan.asked() > AskingPlan.seen(form)) {
      // Never more than whoever presses the button has seen.
      model.addAttribute("grown", plan.asked() > 0);
      return again(409, plan, form, acting, web, model);
    }
    Actor by = Actor.staff(acting.user().value());
    return switch (requests.start(acting.tenant(), plan.request(), basis, by, SOURCE)) {
      case MassRequests.Start.Started(var job) -> "redirect:/app/jobs/" + job;
      case MassRequests.Start.AlreadyAsking(var job) -> "redirect:/app/jobs/" + job;
      case MassRequests.Start.Groundless(var lacks) -> {
        AskingForm.refuse(form, lacks);
        yield again(422, plan, form, acting, web, model);
      }
      case MassRequests.Start.NoWording none -> again(409, plan, form, acting, web, model);
      case MassRequests.Start.ClosedPurpose closed -> unknown(web);
      case MassRequests.Start.UnknownGroup gone -> unknown(web);
    };
  }

  private String again(
      int status,
      AskingPlan plan,
      FormInput form,
      Acting acting,
      ServletWebRequest web,
      Model model) {
    Objects.requireNonNull(web.getResponse()).setStatus(status);
    return draw(plan, form, acting, model);
  }

  private String draw(AskingPlan plan, FormInput form, Acting acting, Model model) {
    model.addAttribute("plan", plan);
    model.addAttribute("form", form.with("count", String.valueOf(plan.asked())));
    model.addAttribute("carrying", AskingBasis.carrying());
    model.addAttribute("refused", AskingBasis.refused());
    model.addAttribute("zone", tenants.find(acting.tenant()).timeZone().getId());
    return "desk/asking-group";
  }

  private static @Nullable String unknown(ServletWebRequest web) throws IOException {
    Problems.answer(
        web.getRequest(),
        Objects.requireNonNull(web.getResponse()),
        404,
        "asking.group.unknown",
        new Problems.Link(GROUPS, "group.title"));
    return null;
  }
}
