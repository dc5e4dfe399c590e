package org.jawort.form.web.edit;

import static org.jawort.form.web.edit.FormEditAddresses.LIST;
import static org.jawort.form.web.edit.FormEditAddresses.ONE;

import java.util.List;
import org.jawort.form.FormContent;
import org.jawort.form.FormDraft;
import org.jawort.form.FormDraftOutcome;
import org.jawort.form.FormDrafts;
import org.jawort.form.FormField;
import org.jawort.form.OwnFormOutcome;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where staff build one form. Every button saves what was typed first, so that nothing is lost. */
@Controller
class FormEditPages {
  private static final String EDIT = "/edit";

  private final FormDrafts drafts;
  private final FormDesk desk;
  private final OnlineWords words;

  FormEditPages(FormDrafts drafts, FormDesk desk, OnlineWords words) {
    this.drafts = drafts;
    this.desk = desk;
    this.words = words;
  }

  @GetMapping(ONE + EDIT)
  Answer show(
      FormDraft draft,
      @RequestParam(defaultValue = "") String tab,
      @RequestParam(defaultValue = "-1") int open,
      Acting acting) {
    return desk.draw(draft, FormTab.of(tab), open, acting);
  }

  @PostMapping(ONE + EDIT)
  Answer save(FormDraft draft, @Labels("form.edit.field") FormInput form, Acting acting) {
    FormContent typed = FormDraftInput.content(form, draft);
    if (!form.isGood()) {
      return desk.typed(draft, form, draft.content(), acting).status(422);
    }
    FormStep step = FormStep.of(form.value("do"), FormDraftInput.places(form));
    List<FormField> fields = step.over(typed.fields(), desk.own(acting));
    int seen = FormDraftInput.seen(form);
    return switch (drafts.save(
        acting.tenant(), draft.form().id(), seen, typed.withFields(fields), acting.user())) {
      case FormDraftOutcome.Saved(FormDraft saved) -> next(saved, form, step, acting);
      case FormDraftOutcome.Overtaken(FormDraft latest) -> overtaken(latest, form, acting);
      case FormDraftOutcome.Unknown() -> throw FormEditAddresses.unknown();
    };
  }

  /** What was typed stays; saved once more, it stands in the place of what somebody else wrote. */
  private Answer overtaken(FormDraft latest, FormInput form, Acting acting) {
    return desk.typed(
            latest, form.with("seen", String.valueOf(latest.revision())), latest.content(), acting)
        .with("overtaken", true)
        .status(409);
  }

  private Answer next(FormDraft saved, FormInput form, FormStep step, Acting acting) {
    return switch (step.verb()) {
      case "undo" ->
          stepped(
              drafts.undo(acting.tenant(), saved.form().id(), saved.revision(), acting.user()),
              form);
      case "redo" ->
          stepped(
              drafts.redo(acting.tenant(), saved.form().id(), saved.revision(), acting.user()),
              form);
      case "publish" -> publish(saved, form, acting);
      default -> to(saved, form, step.open(saved.content().fields().size()));
    };
  }

  private static Answer stepped(FormDraftOutcome outcome, FormInput form) {
    return switch (outcome) {
      case FormDraftOutcome.Saved(FormDraft draft) -> to(draft, form, -1);
      case FormDraftOutcome.Overtaken(FormDraft draft) ->
          to(draft, form, -1).bad("form.edit.overtaken");
      case FormDraftOutcome.Unknown() -> throw FormEditAddresses.unknown();
    };
  }

  private Answer publish(FormDraft saved, FormInput form, Acting acting) {
    return switch (drafts.publish(acting.tenant(), saved.form().id(), saved.revision())) {
      case OwnFormOutcome.Done(var shown) ->
          words.say(to(saved, form, -1), "form.edit.published", shown, acting);
      case OwnFormOutcome.Faulty(var faults) ->
          to(saved, form, faults.getFirst().field())
              .bad("form.edit.faulty." + (faults.size() == 1 ? "one" : "many"), faults.size());
      case OwnFormOutcome.Overtaken(var version) -> to(saved, form, -1).bad("form.edit.overtaken");
      case OwnFormOutcome.NoWording() -> to(saved, form, -1).bad("form.edit.noWording");
      case OwnFormOutcome.Unknown() -> throw FormEditAddresses.unknown();
    };
  }

  private static Answer to(FormDraft draft, FormInput form, int open) {
    String tab = FormTab.of(form.value("tab")).word();
    return Answer.redirect(
        LIST + "/" + draft.form().id().value() + EDIT + "?tab=" + tab + "&open=" + open);
  }

  /** Lets everything go that is not shown. */
  @PostMapping(ONE + "/discard")
  Answer discard(FormDraft draft, FormInput form, Acting acting) {
    FormDraftOutcome outcome =
        drafts.discard(acting.tenant(), draft.form().id(), FormDraftInput.seen(form));
    return outcome instanceof FormDraftOutcome.Saved
        ? to(draft, form, -1).good("form.edit.discarded")
        : to(draft, form, -1).bad("form.edit.overtaken");
  }
}
