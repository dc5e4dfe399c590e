package org.jawort.form.web.edit;

import static org.jawort.form.web.edit.FormEditAddresses.LIST;
import static org.jawort.form.web.edit.FormEditAddresses.ONE;

import java.util.List;
import org.jawort.consent.FormVersion;
import org.jawort.form.FormContent;
import org.jawort.form.FormDraft;
import org.jawort.form.FormDraftOutcome;
import org.jawort.form.FormDrafts;
import org.jawort.form.Forms;
import org.jawort.form.ShownForm;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a form ever showed, as its evidence names it, and the way back to it. */
@Controller
class FormVersionPages {
  private static final String VERSION = "/versions/{version:[1-9][0-9]{0,8}}";

  private final Forms forms;
  private final FormDrafts drafts;

  FormVersionPages(Forms forms, FormDrafts drafts) {
    this.forms = forms;
    this.drafts = drafts;
  }

  @GetMapping(ONE + "/versions")
  Answer list(FormDraft draft, @RequestParam(defaultValue = "0") int look, Acting acting) {
    List<Forms.Since> versions = forms.versions(acting.tenant(), draft.form().id());
    int latest = versions.getFirst().version();
    boolean known = versions.stream().anyMatch(one -> one.version() == look);
    return Answer.page("form/edit/versions")
        .policy(ContentPolicy.STRICT.with("frame-src", "'self'"))
        .with("shown", draft.form())
        .with("draft", draft)
        .with("versions", versions)
        .with("look", known ? look : latest);
  }

  /** The draft says from now on what the form said then; nobody who fills it in sees that. */
  @PostMapping(ONE + VERSION)
  Answer takeAgain(FormDraft draft, @PathVariable int version, FormInput form, Acting acting) {
    ShownForm then =
        forms
            .shown(acting.tenant(), new FormVersion(draft.form().id().value(), version))
            .orElseThrow(FormEditAddresses::unknown);
    FormContent content = FormContent.of(then.form().definition(), draft.standard());
    FormDraftOutcome outcome =
        drafts.save(
            acting.tenant(), draft.form().id(), FormDraftInput.seen(form), content, acting.user());
    Answer edit = Answer.redirect(LIST + "/" + draft.form().id().value() + "/edit");
    return outcome instanceof FormDraftOutcome.Saved
        ? edit.good("form.edit.version.taken", version)
        : edit.bad("form.edit.overtaken");
  }
}
