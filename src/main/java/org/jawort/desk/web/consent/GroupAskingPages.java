package org.jawort.desk.web.consent;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.filter.ConditionCounts;
import org.jawort.consent.filter.DynamicGroups;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupOrField;
import org.jawort.desk.web.NotFound;
import org.jawort.optin.AskingPace;
import org.jawort.optin.AskingPreview;
import org.jawort.optin.MassRequest;
import org.jawort.optin.MassRequests;
import org.jawort.optin.web.AskingForm;
import org.jawort.optin.web.PaceForm;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
  private final DynamicGroups dynamic;
  private final ConditionCounts counts;
  private final Purposes purposes;
  private final Tenants tenants;

  GroupAskingPages(
      MassRequests requests,
      ContactGroups groups,
      DynamicGroups dynamic,
      ConditionCounts counts,
      Purposes purposes,
      Tenants tenants) {
    this.requests = requests;
    this.groups = groups;
    this.dynamic = dynamic;
    this.counts = counts;
    this.purposes = purposes;
    this.tenants = tenants;
  }

  @GetMapping(PATH)
  Answer preview(@PathVariable UUID id, @Labels(AskingForm.LABELS) FormInput form, Acting acting) {
    boolean all = !form.value("all").isEmpty();
    return draw(plan(id, form, all, acting).orElseThrow(GroupAskingPages::unknown), form, acting);
  }

  /**
   * Empty where the tenant has no such group, or nobody is asked for that purpose.
   *
   * @param all whether as many are counted as there are, however long that takes
   */
  private Optional<AskingPlan> plan(UUID id, FormInput form, boolean all, Acting acting) {
    List<Purpose> open = purposes.open(acting.tenant(), Channel.EMAIL);
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
                      boolean more = !all && isLarge(group, acting);
                      return new AskingPlan(
                          group,
                          purpose,
                          open,
                          more ? AskingPreview.NONE : requests.preview(acting.tenant(), request),
                          more,
                          PaceForm.read(form),
                          requests.asking(acting.tenant(), request));
                    }));
  }

  private boolean isLarge(GroupOrField group, Acting acting) {
    return dynamic
        .definition(acting.tenant(), group.id())
        .map(condition -> !counts.isFew(acting.tenant(), condition, AskingPlan.COUNTED))
        .orElse(group.holders() > AskingPlan.COUNTED);
  }

  @PostMapping(PATH)
  Answer start(@PathVariable UUID id, @Labels(AskingForm.LABELS) FormInput form, Acting acting) {
    AskingPlan plan = plan(id, form, true, acting).orElseThrow(GroupAskingPages::unknown);
    if (form.isGood() && PaceForm.isNew(form, plan.pace())) {
      return draw(plan, form, acting);
    }
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    StatedBasis basis = AskingForm.read(form, zone);
    if (!form.isGood()) {
      return draw(plan, form, acting).status(422);
    }
    if (plan.running().isPresent() || plan.asked() == 0 || plan.asked() > AskingPlan.seen(form)) {
      // Never more than whoever presses the button has seen.
      return draw(plan, form, acting).with("grown", plan.asked() > 0).status(409);
    }
    Actor by = acting.actor();
    return switch (requests.start(
        acting.tenant(), plan.request(), basis, by, SOURCE, plan.pace())) {
      case MassRequests.MassRequestOutcome.Started(var job) -> Answer.redirect("/app/jobs/" + job);
      case MassRequests.MassRequestOutcome.AlreadyAsking(var job) ->
          Answer.redirect("/app/jobs/" + job);
      case MassRequests.MassRequestOutcome.Groundless(var lacks) -> {
        AskingForm.refuse(form, lacks);
        yield draw(plan, form, acting).status(422);
      }
      case MassRequests.MassRequestOutcome.NoWording none ->
          draw(plan, form, acting).with("grown", false).status(409);
      case MassRequests.MassRequestOutcome.ClosedPurpose closed -> throw unknown();
      case MassRequests.MassRequestOutcome.UnknownGroup gone -> throw unknown();
    };
  }

  private Answer draw(AskingPlan plan, FormInput form, Acting acting) {
    return Answer.page("desk/asking-group")
        .with("plan", plan)
        .with("form", PaceForm.shown(form, plan.pace()).with("count", String.valueOf(plan.asked())))
        .with("least", AskingPace.LEAST)
        .with("most", AskingPace.MOST)
        .with("carrying", AskingBasis.carrying())
        .with("refused", AskingBasis.refused())
        .with("zone", tenants.find(acting.tenant()).timeZone().getId());
  }

  private static PageFault unknown() {
    return PageFault.notFound("asking.group.unknown").leadingTo(GROUPS, "group.title");
  }
}
