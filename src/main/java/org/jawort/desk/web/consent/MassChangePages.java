package org.jawort.desk.web.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.Declaration;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.declaration.MassChanges;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.ContactSelection;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobViews;
import org.jawort.tenant.job.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
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
  String preview(@RequestParam MultiValueMap<String, String> values, Acting acting, Model model) {
    FormInput form =
        FormInput.of(values, DeclarationForm.LABELS)
            .with("takenBy", acting.user().value().toString());
    return draw(plan(form, acting), form, acting, model);
  }

  private MassPlan plan(FormInput form, Acting acting) {
    return MassPlan.of(
        form,
        views.purposes(acting.tenant()),
        (filter, purpose) -> selection.counts(acting.tenant(), filter, purpose));
  }

  private String draw(MassPlan plan, FormInput form, Acting acting, Model model) {
    model.addAttribute("plan", plan);
    model.addAttribute("purposes", views.purposes(acting.tenant()));
    model.addAttribute("form", form.with("count", String.valueOf(plan.changing())));
    drawing.fields(plan.purpose(), form, acting, model);
    return "desk/mass-new";
  }

  @PostMapping("/app/consent-changes")
  String start(
      @RequestParam MultiValueMap<String, String> values,
      @RequestParam(required = false) @Nullable MultipartFile scan,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, DeclarationForm.LABELS);
    MassPlan plan = plan(form, acting);
    scans.take(acting, scan, form);
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    Declaration declaration = DeclarationForm.read(form, zone, views.staff(acting.tenant()));
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(plan, form, acting, model);
    }
    if (plan.changing() == 0 || plan.changing() > MassPlan.counted(form)) {
      // Never more than whoever presses the button has seen.
      response.setStatus(409);
      model.addAttribute("grown", plan.changing() > 0);
      return draw(plan, form, acting, model);
    }
    return switch (start(plan, declaration, acting)) {
      case MassChanges.Start.Started(JobId job) -> "redirect:/app/consent-changes/" + job;
      case MassChanges.Start.Incomplete(var lacks) -> {
        DeclarationForm.refuse(form, lacks);
        response.setStatus(422);
        yield draw(plan, form, acting, model);
      }
    };
  }

  private MassChanges.Start start(MassPlan plan, Declaration declaration, Acting acting) {
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
  @Nullable String look(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Job> found = changes.find(acting.tenant(), new JobId(id));
    if (found.isEmpty()) {
      return NotFound.contact(request, response);
    }
    model.addAttribute("job", jobViews.of(acting.tenant(), found.get(), acting.language()));
    return "desk/mass";
  }

  @PostMapping(PATH + "/stop")
  String stop(@PathVariable UUID id, Acting acting) {
    jobs.pause(acting.tenant(), new JobId(id));
    return "redirect:/app/consent-changes/" + id;
  }

  @PostMapping(PATH + "/go-on")
  String goOn(@PathVariable UUID id, Acting acting) {
    jobs.goOn(acting.tenant(), new JobId(id));
    return "redirect:/app/consent-changes/" + id;
  }
}
