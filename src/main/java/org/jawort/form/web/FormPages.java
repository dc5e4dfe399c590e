package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.VisitingStaff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows a hosted form, and the page after submitting, which is the same for every address. */
@Controller
class FormPages {
  private final OpenForms forms;
  private final FormView view;
  private final VisitingStaff staff;
  private final InstantSource clock;

  FormPages(OpenForms forms, FormView view, VisitingStaff staff, InstantSource clock) {
    this.forms = forms;
    this.view = view;
    this.staff = staff;
    this.clock = clock;
  }

  @GetMapping({"/f/{key}", "/f/{key}/frame"})
  Answer show(@PathVariable String key, HttpServletRequest request) {
    OpenForm form = open(key);
    if (!form.online()) {
      return offline(form, request);
    }
    Answer page = view.page(form, SurroundingPage.told(request), List.of(), clock.instant());
    return Framing.leadingOn(page, form, request).in(form.form().language());
  }

  @GetMapping({"/f/{key}/done", "/f/{key}/frame/done"})
  Answer done(@PathVariable String key, HttpServletRequest request) {
    OpenForm form = open(key);
    return Answer.page("form/done")
        .with("brand", form.brand())
        .with("definition", form.form().definition())
        .with("back", Framing.path(form.form().key(), request))
        .in(form.form().language());
  }

  /** The tenant's staff read what is to be done, and nobody else what is lacking. */
  private Answer offline(OpenForm form, HttpServletRequest request) {
    boolean ours =
        staff.of(request).filter(user -> user.tenant().equals(form.tenant().id())).isPresent();
    return Answer.page("form/offline")
        .with("brand", form.brand())
        .with("staff", ours)
        .with("lacks", form.tenant().lacks())
        .with("switchedOff", form.switchedOff())
        .with("resting", !form.form().online())
        .with("form", form.form().id().value())
        .in(form.form().language())
        .status(503);
  }

  private OpenForm open(String key) {
    return forms.find(key).orElseThrow(() -> PageFault.notFound("form.unknown"));
  }
}
