package org.jawort.form.web;

import static org.jawort.form.web.edit.FormEditAddresses.ONE;

import java.time.InstantSource;
import java.util.List;
import org.jawort.consent.FormVersion;
import org.jawort.form.Form;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormDraft;
import org.jawort.form.Forms;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.form.web.edit.FormDraftInput;
import org.jawort.form.web.edit.FormEditAddresses;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A form as visitors would see it, in a frame that lets it do nothing: the same templates. */
@Controller
class FormPreviews {
  private static final String PATH = ONE + "/preview";

  private final FormView view;
  private final Forms forms;
  private final Tenants tenants;
  private final InstantSource clock;

  FormPreviews(FormView view, Forms forms, Tenants tenants, InstantSource clock) {
    this.view = view;
    this.forms = forms;
    this.tenants = tenants;
    this.clock = clock;
  }

  @GetMapping(PATH)
  Answer saved(FormDraft draft, @RequestParam(defaultValue = "") String tab, Acting acting) {
    return shown(draft, draft.over(draft.content()), tab, acting);
  }

  /** As it was shown at some time, with the boxes and the privacy policy of that time. */
  @GetMapping(ONE + "/versions/{version:[1-9][0-9]{0,8}}/shown")
  Answer version(FormDraft draft, @PathVariable int version, Acting acting) {
    FormDefinition then =
        forms
            .shown(acting.tenant(), new FormVersion(draft.form().id().value(), version))
            .orElseThrow(FormEditAddresses::unknown)
            .form()
            .definition();
    return shown(draft, then, "", acting);
  }

  /** Changes nothing; it is a POST because what was typed may be long. */
  @PostMapping(PATH)
  Answer typed(FormDraft draft, FormInput form, Acting acting) {
    FormDefinition typed = draft.over(FormDraftInput.content(form, draft));
    return shown(draft, typed, form.value("tab"), acting);
  }

  private Answer shown(FormDraft draft, FormDefinition definition, String tab, Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    Form form = draft.form().saying(definition);
    Answer page =
        tab.equals("after")
            ? Answer.page("form/done")
                .with("brand", new OpenForm(tenant, form, "").brand())
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
