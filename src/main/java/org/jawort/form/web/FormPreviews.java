package org.jawort.form.web;

import java.time.InstantSource;
import java.util.List;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormDraft;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.form.web.edit.FormDraftInput;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A form as visitors would see it, in a frame that lets it do nothing: the same templates. */
@Controller
class FormPreviews {
  private static final String PATH =
      "/app/forms/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}/preview";

  private final FormView view;
  private final Tenants tenants;
  private final InstantSource clock;

  FormPreviews(FormView view, Tenants tenants, InstantSource clock) {
    this.view = view;
    this.tenants = tenants;
    this.clock = clock;
  }

  @GetMapping(PATH)
  Answer saved(FormDraft draft, @RequestParam(defaultValue = "") String tab, Acting acting) {
    return shown(draft, draft.content(), tab, acting);
  }

  /** Changes nothing; it is a POST because what was typed may be long. */
  @PostMapping(PATH)
  Answer typed(FormDraft draft, FormInput form, Acting acting) {
    return shown(draft, FormDraftInput.content(form, draft), form.value("tab"), acting);
  }

  private Answer shown(FormDraft draft, FormContent content, String tab, Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    FormDefinition definition = draft.over(content);
    Form form = draft.form().saying(definition);
    Answer page =
        tab.equals("after")
            ? Answer.page("form/done")
                .with("brand", tenant.brand())
                .with("definition", definition)
                .with("back", "#")
            : view.page(
                new OpenForm(tenant, form, ""),
                new Submission(List.of()),
                List.of(),
                clock.instant());
    return page.in(form.language())
        .policy(ContentPolicy.STRICT.with("sandbox", "").with("frame-ancestors", "'self'"));
  }
}
