package org.jawort.consent.web;

import static org.jawort.consent.web.ConsentAddresses.ID;
import static org.jawort.consent.web.ConsentAddresses.PURPOSES;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeForms;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.WordingOutcome;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The versions of one wording; a new one is shown beside the latest before it is published. */
@Controller
class WordingPages {
  private static final String WORDING =
      PURPOSES + "/{id:" + ID + "}/wordings/{language:de|en}/{channel:email|sms}";

  private final Purposes purposes;
  private final Wordings wordings;
  private final PurposeForms forms;
  private final Tenants tenants;
  private final Users users;

  WordingPages(
      Purposes purposes, Wordings wordings, PurposeForms forms, Tenants tenants, Users users) {
    this.purposes = purposes;
    this.wordings = wordings;
    this.forms = forms;
    this.tenants = tenants;
    this.users = users;
  }

  /** The wording that the address names. */
  private record Subject(
      TenantId tenant, Purpose purpose, Language language, Channel channel, String path) {}

  private Optional<Subject> subject(Acting acting, UUID id, String language, String channel) {
    return purposes
        .find(acting.tenant(), new PurposeId(id))
        .map(
            purpose ->
                new Subject(
                    acting.tenant(),
                    purpose,
                    Language.ofCode(language),
                    Channel.valueOf(channel.toUpperCase(Locale.ROOT)),
                    "%s/%s/wordings/%s/%s".formatted(PURPOSES, id, language, channel)));
  }

  @GetMapping(WORDING)
  @Nullable String show(
      @PathVariable UUID id,
      @PathVariable String language,
      @PathVariable String channel,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Subject> subject = subject(acting, id, language, channel);
    return subject.isEmpty()
        ? PurposePages.unknown(request, response)
        : draw(subject.get(), null, model);
  }

  @PostMapping(WORDING)
  @Nullable String publish(
      @PathVariable UUID id,
      @PathVariable String language,
      @PathVariable String channel,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Subject> found = subject(acting, id, language, channel);
    if (found.isEmpty()) {
      return PurposePages.unknown(request, response);
    }
    FormInput form = FormInput.of(values, "consent.wording");
    String text = form.text("text", Wording.LONGEST);
    if (text.isEmpty()) {
      form.refuse("text", "frame.field.missing");
    }
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(found.get(), form, model);
    }
    return form.value("step").equals("publish")
        ? publish(found.get(), form, text, acting.user(), response, model)
        : preview(found.get(), form, text, model);
  }

  private String preview(Subject subject, FormInput form, String text, Model model) {
    List<Wording> history = history(subject);
    if (!history.isEmpty() && history.getFirst().text().equals(text)) {
      form.refuse("text", "consent.wording.same");
      return draw(subject, form, model);
    }
    describe(subject, model);
    model.addAttribute("form", form);
    model.addAttribute("text", text);
    model.addAttribute("version", history.isEmpty() ? 1 : history.getFirst().version() + 1);
    model.addAttribute(
        "changes", WordDiff.between(history.isEmpty() ? "" : history.getFirst().text(), text));
    model.addAttribute("first", history.isEmpty());
    model.addAttribute("namesFirm", WordingPlaces.namesFirm(tenants.find(subject.tenant()), text));
    model.addAttribute(
        "forms",
        forms.asking(subject.tenant(), subject.purpose().id()).stream()
            .filter(shown -> shown.language() == subject.language())
            .filter(shown -> subject.channel() == Channel.EMAIL)
            .toList());
    return "consent/wording-preview";
  }

  private String publish(
      Subject subject,
      FormInput form,
      String text,
      UserId by,
      HttpServletResponse response,
      Model model) {
    WordingOutcome outcome =
        wordings.supersede(
            subject.tenant(),
            subject.purpose().id(),
            subject.language(),
            subject.channel(),
            text,
            seen(form),
            by);
    switch (outcome) {
      case WordingOutcome.Done(Wording wording) ->
          Flash.good(response, "consent.wording.published", wording.version());
      case WordingOutcome.Same same -> Flash.good(response, "consent.wording.unchanged");
      case WordingOutcome.Overtaken overtaken -> {
        response.setStatus(409);
        form.refuse("text", "consent.wording.overtaken", overtaken.latest().version());
        return draw(subject, form, model);
      }
    }
    return "redirect:" + subject.path();
  }

  /** Of what the author had before them when the preview was drawn; 0: no wording yet. */
  private static int seen(FormInput form) {
    String seen = form.value("seen");
    return seen.matches("\\d{1,6}") ? Integer.parseInt(seen) : 0;
  }

  private List<Wording> history(Subject subject) {
    return wordings.history(
        subject.tenant(), subject.purpose().id(), subject.language(), subject.channel());
  }

  private String draw(Subject subject, @Nullable FormInput form, Model model) {
    List<Wording> history = history(subject);
    String latest = history.isEmpty() ? "" : history.getFirst().text();
    describe(subject, model);
    model.addAttribute("form", form == null ? FormInput.empty().with("text", latest) : form);
    model.addAttribute("history", history);
    model.addAttribute("authors", authors(subject.tenant(), history));
    model.addAttribute(
        "namesFirm",
        history.isEmpty() || WordingPlaces.namesFirm(tenants.find(subject.tenant()), latest));
    return "consent/wording";
  }

  private void describe(Subject subject, Model model) {
    model.addAttribute("purpose", subject.purpose());
    model.addAttribute("language", subject.language());
    model.addAttribute("channel", subject.channel());
    model.addAttribute("address", subject.path());
    model.addAttribute("firm", tenants.find(subject.tenant()).name());
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
