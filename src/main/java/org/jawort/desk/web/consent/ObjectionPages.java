package org.jawort.desk.web.consent;

import java.util.List;
import java.util.UUID;
import org.jawort.consent.AllAdvertising.ObjectionOutcome;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.declaration.DeclarationProblem;
import org.jawort.consent.declaration.Objections;
import org.jawort.desk.ConsentView;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * An objection to all advertising that staff heard (Art. 21(2) GDPR, law 53): recorded as easily as
 * a withdrawal, whatever else stands, and then told with all that it ended.
 */
@Controller
class ObjectionPages {
  private static final String SOURCE = "STAFF_ENTRY";
  private static final String ACTION = "OBJECT";
  private static final String PATH = "/app/contact-points/{id:" + NotFound.ID + "}/objections";

  private final Objections objections;
  private final History history;
  private final ConsentViews views;
  private final Tenants tenants;

  ObjectionPages(Objections objections, History history, ConsentViews views, Tenants tenants) {
    this.objections = objections;
    this.history = history;
    this.views = views;
    this.tenants = tenants;
  }

  @GetMapping(PATH + "/new")
  Answer show(ConsentView about, Acting acting) {
    FormInput form =
        FormInput.empty()
            .with("saidBy", about.name())
            .with("takenBy", acting.user().value().toString());
    return form(about, form, acting);
  }

  @PostMapping(PATH)
  Answer act(ConsentView about, FormInput sent, Acting acting) {
    FormInput form = sent.labelled(DeclarationForm.LABELS + "." + ACTION, DeclarationForm.LABELS);
    Declaration declaration =
        DeclarationForm.read(
            form, tenants.find(acting.tenant()).timeZone(), views.staff(acting.tenant()));
    List<DeclarationProblem> lacks = objections.lacks(declaration);
    if (form.isGood()) {
      DeclarationForm.refuse(form, lacks);
    }
    return form.isGood()
        ? recorded(declaration, about, form, acting)
        : form(about, form, acting).status(422);
  }

  private Answer recorded(
      Declaration declaration, ConsentView about, FormInput form, Acting acting) {
    Actor actor = acting.actor();
    return switch (objections.object(
        acting.tenant(), about.point().id(), actor, SOURCE, declaration)) {
      case ObjectionOutcome.Recorded(var event, var ended) ->
          Answer.redirect(
              "/app/contact-points/%s/objections/%s".formatted(about.point().id(), event));
      case ObjectionOutcome.Already(var status) ->
          form(about, form, acting).with("already", true).status(409);
      case ObjectionOutcome.Unknown() -> throw NotFound.contact();
    };
  }

  /** What an objection ended, as the history has it. */
  @GetMapping(PATH + "/{event:" + NotFound.ID + "}")
  Answer ended(ConsentView about, @PathVariable UUID event, Acting acting) {
    List<HistoryEntry> all = history.of(acting.tenant(), about.point().id());
    HistoryEntry objection =
        all.stream()
            .filter(e -> e.id().value().equals(event) && e.type() == EventType.OBJECTED)
            .findFirst()
            .orElseThrow(NotFound::contact);
    return Answer.page("desk/objected")
        .with("about", about)
        .with("objection", objection)
        .with("ended", all.stream().filter(entry -> wentWith(objection, entry)).toList());
  }

  /** A "no" to one purpose is recorded in the same moment by the same person. */
  private static boolean wentWith(HistoryEntry objection, HistoryEntry entry) {
    return entry.purpose() != null
        && entry.at().equals(objection.at())
        && entry.actor().equals(objection.actor())
        && entry.source().equals(objection.source());
  }

  private Answer form(ConsentView about, FormInput form, Acting acting) {
    return Answer.page("desk/objection")
        .with("about", about)
        .with("form", form)
        .with("staff", views.staff(acting.tenant()))
        .with("zone", tenants.find(acting.tenant()).timeZone().getId());
  }
}
