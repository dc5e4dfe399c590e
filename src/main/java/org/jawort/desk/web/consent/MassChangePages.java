package org.jawort.desk.web.consent;

import java.time.ZoneId;
import java.util.UUID;
import org.jawort.consent.Declaration;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.declaration.MassChanges;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.ContactSelection;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobViews;
import org.jawort.tenant.job.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Changes the consent of all that a filter of the contact list shows, with one evidence. */
@Controller
class MassChangePages {
  private static final String PATH = "/app/consent-changes/{id:" + NotFound.ID + "}";

  private final ContactSelection selection;
  private final ConsentViews views;
  private final MassChanges changes;
  private final Jobs jobs;
  private final JobViews jobViews;
  private final StatementModel drawing;
  private final Scans scans;
  private final Tenants tenants;

  MassChangePages(
      ContactSelection selection,
      ConsentViews views,
      MassChanges changes,
      Jobs jobs,
      JobViews jobViews,
      StatementModel drawing,
      Scans scans,
      Tenants tenants) {
    this.selection = selection;
    this.views = views;
    this.changes = changes;
    this.jobs = jobs;
    this.jobViews = jobViews;
    this.drawing = drawing;
    this.scans = scans;
    this.tenants = tenants;
  }

  @GetMapping("/app/consent-changes/new")
  Answer preview(@Labels(DeclarationForm.LABELS) FormInput form, Acting acting) {
    form.with("takenBy", acting.user().value().toString());
    int most = form.value("all").isEmpty() ? MassPlan.COUNTED + 1 : ContactSelection.ALL;
    return draw(plan(form, acting, most), form, acting);
  }

  private MassPlan plan(FormInput form, Acting acting, int most) {
    return MassPlan.of(
        form,
        views.purposes(acting.tenant()),
        (filter, purpose) -> selection.counts(acting.tenant(), filter, purpose, most));
  }

  private Answer draw(MassPlan plan, FormInput form, Acting acting) {
    return Answer.page("desk/mass-new")
        .with("plan", plan)
        .with("counted", MassPlan.COUNTED)
        .with("purposes", views.purposes(acting.tenant()))
        .with("form", form.with("count", String.valueOf(plan.changing())))
        .with(drawing.fields(plan.purpose(), form, acting));
  }

  @PostMapping("/app/consent-changes")
  Answer start(
      @Labels(DeclarationForm.LABELS) FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile scan,
      Acting acting) {
    MassPlan plan = plan(form, acting, ContactSelection.ALL);
    scans.take(acting, scan, form);
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    Declaration declaration = DeclarationForm.read(form, zone, views.staff(acting.tenant()));
    if (!form.isGood()) {
      return draw(plan, form, acting).status(422);
    }
    if (plan.changing() == 0 || plan.changing() > MassPlan.counted(form)) {
      // Never more than whoever presses the button has seen.
      scans.discard(acting, form);
      return draw(plan, form, acting).with("grown", plan.changing() > 0).status(409);
    }
    return switch (start(plan, declaration, acting)) {
      case MassChanges.MassChangeOutcome.Started(JobId job) ->
          Answer.redirect("/app/consent-changes/" + job);
      case MassChanges.MassChangeOutcome.Incomplete(var lacks) -> {
        DeclarationForm.refuse(form, lacks);
        yield draw(plan, form, acting).status(422);
      }
    };
  }

  private MassChanges.MassChangeOutcome start(
      MassPlan plan, Declaration declaration, Acting acting) {
    var change = new MassChange(plan.kind(), plan.purpose().id());
    return changes.start(
        acting.tenant(),
        acting.user().value(),
        change,
        selection.members(acting.tenant(), plan.filter(), plan.purpose().id(), plan.kind()),
        plan.others(),
        declaration);
  }

  @GetMapping(PATH)
  Answer look(@PathVariable UUID id, Acting acting) {
    Job job = changes.find(acting.tenant(), new JobId(id)).orElseThrow(NotFound::contact);
    return Answer.page("desk/mass")
        .with("job", jobViews.of(acting.tenant(), job, acting.language()));
  }

  @PostMapping(PATH + "/stop")
  Answer stop(@PathVariable UUID id, Acting acting) {
    jobs.pause(acting.tenant(), new JobId(id));
    return Answer.redirect("/app/consent-changes/" + id);
  }

  @PostMapping(PATH + "/go-on")
  Answer goOn(@PathVariable UUID id, Acting acting) {
    jobs.goOn(acting.tenant(), new JobId(id));
    return Answer.redirect("/app/consent-changes/" + id);
  }
}
