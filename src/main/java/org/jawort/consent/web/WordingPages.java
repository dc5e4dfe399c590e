package org.jawort.consent.web;

import static org.jawort.consent.web.ConsentAddresses.ID;
import static org.jawort.consent.web.ConsentAddresses.PURPOSES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.purpose.PurposeForms;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.WordingOutcome;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The versions of one wording; a new one is shown beside the latest before it is published. */
@Controller
class WordingPages {
  private static final String WORDING =
      PURPOSES + "/{id:" + ID + "}/wordings/{language:de|en}/{channel:email|sms}";

  private final Wordings wordings;
  private final PurposeForms forms;
  private final Tenants tenants;
  private final Users users;

  WordingPages(Wordings wordings, PurposeForms forms, Tenants tenants, Users users) {
    this.wordings = wordings;
    this.forms = forms;
    this.tenants = tenants;
    this.users = users;
  }

  @GetMapping(WORDING)
  Answer show(WordingSubject subject) {
    return draw(subject, null);
  }

  @PostMapping(WORDING)
  Answer publish(WordingSubject subject, @Labels("consent.wording") FormInput form, Acting acting) {
    String text = form.text("text", Wording.LONGEST);
    if (text.isEmpty()) {
      form.refuse("text", "frame.field.missing");
    }
    if (!form.isGood()) {
      return draw(subject, form).status(422);
    }
    return form.value("step").equals("publish")
        ? publish(subject, form, text, acting.user())
        : preview(subject, form, text);
  }

  private Answer preview(WordingSubject subject, FormInput form, String text) {
    List<Wording> history = history(subject);
    String latest = latest(history);
    if (!history.isEmpty() && history.getFirst().says(text, subject.purpose().version())) {
      form.refuse("text", "consent.wording.same");
      return draw(subject, form);
    }
    return about(subject, "consent/wording-preview")
        .with("form", form)
        .with("text", text)
        .with("version", history.isEmpty() ? 1 : history.getFirst().version() + 1)
        .with("changes", WordDiff.between(latest, text))
        .with("first", history.isEmpty())
        .with("namesFirm", WordingPlaces.namesFirm(tenants.find(subject.tenant()), text))
        .with(
            "forms",
            forms.asking(subject.tenant(), subject.purpose().id()).stream()
                .filter(shown -> shown.language() == subject.language())
                .filter(shown -> subject.channel() == Channel.EMAIL)
                .toList());
  }

  private static String latest(List<Wording> history) {
    return history.isEmpty() ? "" : history.getFirst().text();
  }

  private Answer publish(WordingSubject subject, FormInput form, String text, UserId by) {
    WordingOutcome outcome =
        wordings.supersede(
            subject.tenant(),
            subject.purpose().id(),
            subject.language(),
            subject.channel(),
            text,
            seen(form),
            by);
    Answer done = Answer.redirect(subject.path());
    return switch (outcome) {
      case WordingOutcome.Done(Wording wording) ->
          done.good("consent.wording.published", wording.version());
      case WordingOutcome.Same same -> done.good("consent.wording.unchanged");
      case WordingOutcome.Overtaken overtaken -> {
        form.refuse("text", "consent.wording.overtaken", overtaken.latest().version());
        yield draw(subject, form).status(409);
      }
    };
  }

  /** Of what the author had before them when the preview was drawn; 0: no wording yet. */
  private static int seen(FormInput form) {
    String seen = form.value("seen");
    return seen.matches("\\d{1,6}") ? Integer.parseInt(seen) : 0;
  }

  private List<Wording> history(WordingSubject subject) {
    return wordings.history(
        subject.tenant(), subject.purpose().id(), subject.language(), subject.channel());
  }

  private Answer draw(WordingSubject subject, @Nullable FormInput form) {
    List<Wording> history = history(subject);
    String latest = latest(history);
    return about(subject, "consent/wording")
        .with("form", form == null ? FormInput.empty().with("text", latest) : form)
        .with("history", history)
        .with("authors", authors(subject.tenant(), history))
        .with(
            "namesFirm",
            history.isEmpty() || WordingPlaces.namesFirm(tenants.find(subject.tenant()), latest));
  }

  private Answer about(WordingSubject subject, String template) {
    return Answer.page(template)
        .with("purpose", subject.purpose())
        .with("language", subject.language())
        .with("channel", subject.channel())
        .with("address", subject.path())
        .with("firm", tenants.find(subject.tenant()).name());
  }

  private Map<UserId, String> authors(TenantId tenant, List<Wording> history) {
    var names = new HashMap<UserId, String>();
    for (Wording wording : history) {
      UserId by = wording.createdBy();
      if (by != null && !names.containsKey(by)) {
        names.put(by, users.find(tenant, by).map(user -> user.name()).orElse("–"));
      }
    }
    return names;
  }
}
