package org.jawort.form.web.edit;

import static org.jawort.form.web.edit.FormEditAddresses.LIST;
import static org.jawort.form.web.edit.FormEditAddresses.ONE;

import java.util.List;
import java.util.Optional;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormDraft;
import org.jawort.form.FormLife;
import org.jawort.form.Forms;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where forms begin, get another name, rest, are copied and put away. */
@Controller
class FormLifePages {
  private final OwnForms forms;
  private final FormLife life;
  private final Purposes purposes;
  private final Tenants tenants;
  private final Forms all;
  private final OnlineWords words;

  FormLifePages(
      OwnForms forms,
      FormLife life,
      Purposes purposes,
      Tenants tenants,
      Forms all,
      OnlineWords words) {
    this.forms = forms;
    this.life = life;
    this.purposes = purposes;
    this.tenants = tenants;
    this.all = all;
    this.words = words;
  }

  @GetMapping(LIST + "/new")
  Answer blank(Acting acting) {
    FormInput form =
        FormInput.empty()
            .with("language", tenants.find(acting.tenant()).language().code())
            .with("purpose", Purposes.NEWSLETTER);
    return draw(form, acting);
  }

  @PostMapping(LIST)
  Answer create(@Labels("form.edit.new") FormInput form, Acting acting) {
    String name = form.required("name", OwnForms.LONGEST_NAME);
    Optional<Language> language =
        Language.of(form.value("language"))
            .filter(tenants.find(acting.tenant()).languages()::contains);
    if (language.isEmpty()) {
      form.refuse("language", "form.edit.new.language.missing");
    }
    Optional<Purpose> purpose =
        purposes.byKey(acting.tenant(), form.value("purpose")).filter(Purpose::open);
    if (purpose.isEmpty()) {
      form.refuse("purpose", "form.edit.new.purpose.missing");
    }
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    OwnFormOutcome outcome =
        forms.begin(
            acting.tenant(),
            name,
            language.orElseThrow(),
            purpose.orElseThrow().id(),
            FormContent.STANDARD);
    if (outcome instanceof OwnFormOutcome.Done(Form made)) {
      return edit(made).good("form.edit.created");
    }
    form.refuse("purpose", "form.edit.noWording");
    return draw(form, acting).status(422);
  }

  private Answer draw(FormInput form, Acting acting) {
    List<Purpose> open = purposes.all(acting.tenant()).stream().filter(Purpose::open).toList();
    return Answer.page("form/edit/new")
        .with("form", form)
        .with("languages", tenants.find(acting.tenant()).languages())
        .with("purposes", open)
        .with("speaking", acting.language());
  }

  private static Answer edit(Form form) {
    return Answer.redirect(LIST + "/" + form.id().value() + "/edit");
  }

  @PostMapping(ONE + "/rename")
  Answer rename(FormDraft draft, FormInput form, Acting acting) {
    String name = form.required("name", OwnForms.LONGEST_NAME);
    if (!form.isGood()) {
      return edit(draft.form()).bad("form.edit.rename.wrong", OwnForms.LONGEST_NAME);
    }
    life.rename(acting.tenant(), draft.form().id(), name);
    return edit(draft.form()).good("form.edit.renamed");
  }

  @PostMapping(ONE + "/offline")
  Answer takeOffline(FormDraft draft, Acting acting) {
    life.putOnline(acting.tenant(), draft.form().id(), false);
    return edit(draft.form()).good("form.edit.offline.done");
  }

  @PostMapping(ONE + "/online")
  Answer putOnline(FormDraft draft, Acting acting) {
    life.putOnline(acting.tenant(), draft.form().id(), true);
    Form now = all.byId(acting.tenant(), draft.form().id()).orElseThrow(FormEditAddresses::unknown);
    return words.say(edit(now), "form.edit.online.done", now, acting);
  }

  /** Another form that says and asks the same, to be changed from there. */
  @PostMapping(ONE + "/copy")
  Answer copy(FormDraft draft, FormInput form, Acting acting) {
    Form source = draft.form();
    String name = form.value("name");
    OwnFormOutcome outcome =
        forms.begin(
            acting.tenant(),
            name.isEmpty() || name.length() > OwnForms.LONGEST_NAME ? source.name() : name,
            source.language(),
            source.purpose(),
            FormContent.of(source.definition(), draft.standard()));
    return switch (outcome) {
      case OwnFormOutcome.Done(Form made) -> edit(made).good("form.edit.copied");
      case OwnFormOutcome.Faulty faulty -> edit(source).bad("form.edit.copy.faulty");
      default -> edit(source).bad("form.edit.noWording");
    };
  }

  @PostMapping(ONE + "/archive")
  Answer archive(FormDraft draft, Acting acting) {
    life.archive(acting.tenant(), draft.form().id());
    return Answer.redirect(LIST).good("form.edit.archived");
  }
}
