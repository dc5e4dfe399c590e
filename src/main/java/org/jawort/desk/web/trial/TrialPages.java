package org.jawort.desk.web.trial;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purposes;
import org.jawort.delivery.Mailbox;
import org.jawort.desk.web.NotFound;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.run.Pace;
import org.jawort.optin.step.Phrase;
import org.jawort.optin.trial.NewTrial;
import org.jawort.optin.trial.Trial;
import org.jawort.optin.trial.TrialId;
import org.jawort.optin.trial.TrialOutcome;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Try it oneself (S1-15): begin a trial, watch it, hurry it, end it. */
@Controller
class TrialPages {
  private static final String ALL = "/app/automation/trial";
  private static final String ONE = ALL + "/{id:" + NotFound.ID + "}";

  private final Trials trials;
  private final TrialViews views;
  private final TrialForm choices;
  private final OptInProcesses processes;
  private final Purposes purposes;
  private final Users users;
  private final Mailbox mailbox;
  private final MessageSource texts;

  TrialPages(
      Trials trials,
      TrialViews views,
      TrialForm choices,
      OptInProcesses processes,
      Purposes purposes,
      Users users,
      Mailbox mailbox,
      MessageSource texts) {
    this.trials = trials;
    this.views = views;
    this.choices = choices;
    this.processes = processes;
    this.purposes = purposes;
    this.users = users;
    this.mailbox = mailbox;
    this.texts = texts;
  }

  @GetMapping(ALL)
  String begin(@RequestParam MultiValueMap<String, String> values, Acting acting, Model model) {
    FormInput form = FormInput.of(values, "trial");
    if (form.value("address").isEmpty()) {
      users
          .find(acting.tenant(), acting.user())
          .ifPresent(user -> form.with("address", user.email().address()));
    }
    return draw(form, acting, model);
  }

  private String draw(FormInput form, Acting acting, Model model) {
    TenantId tenant = acting.tenant();
    model.addAttribute("form", form);
    model.addAttribute("versions", choices.versions(tenant));
    model.addAttribute("purposes", choices.purposes(acting));
    model.addAttribute("trials", trials.newest(tenant));
    model.addAttribute("day", Pace.DAY.toMinutes());
    model.addAttribute("hours", Trials.LIFE.toHours());
    return "trial/new";
  }

  @PostMapping(ALL)
  String start(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "trial");
    Optional<NewTrial> wish = choices.wish(form, acting);
    Optional<TrialId> started =
        wish.isPresent() && form.isGood()
            ? taken(trials.start(acting.tenant(), wish.get()), wish.get(), form, response)
            : Optional.empty();
    if (started.isPresent()) {
      return "redirect:" + ALL + "/" + started.get();
    }
    response.setStatus(422);
    return draw(form, acting, model);
  }

  private Optional<TrialId> taken(
      TrialOutcome trialOutcome, NewTrial wish, FormInput form, HttpServletResponse response) {
    switch (trialOutcome) {
      case TrialOutcome.Started(TrialId trial) -> {
        return Optional.of(trial);
      }
      case TrialOutcome.Running(TrialId trial) -> {
        Flash.bad(response, "trial.running");
        return Optional.of(trial);
      }
      case TrialOutcome.Unusable(var problems) -> {
        Phrase first = problems.getFirst().words();
        form.refuse("process", "trial.unusable", texts.getMessage(first, locale()));
      }
      case TrialOutcome.Refused(TrialOutcome.Reason reason) ->
          form.refuse(field(reason), "trial.refused." + reason, arguments(reason, wish));
    }
    return Optional.empty();
  }

  private static java.util.Locale locale() {
    return LocaleContextHolder.getLocale();
  }

  private static String field(TrialOutcome.Reason reason) {
    return switch (reason) {
      case PROCESS -> "process";
      case WORDING -> "purpose";
      case CONTACT, SUPPRESSED, BLOCKED, MAILBOX, USER -> "address";
    };
  }

  private static Object[] arguments(TrialOutcome.Reason reason, NewTrial wish) {
    return switch (reason) {
      case CONTACT -> new Object[] {plus(wish.address().typed())};
      case MAILBOX -> new Object[] {TrialOutcome.MOST_OF_A_MAILBOX};
      case USER -> new Object[] {TrialOutcome.MOST_OF_A_USER};
      case PROCESS, WORDING, SUPPRESSED, BLOCKED -> new Object[] {};
    };
  }

  /** An alias that most servers deliver to the same mailbox: ada+probe@example.org. */
  private static String plus(String address) {
    int at = address.lastIndexOf('@');
    return address.substring(0, at)
        + (address.contains("+") ? "2" : "+probe")
        + address.substring(at);
  }

  @GetMapping(ONE)
  @Nullable String look(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Trial> found = trials.find(acting.tenant(), new TrialId(id));
    if (found.isEmpty()) {
      return NotFound.trial(request, response);
    }
    TrialView view = views.of(acting.tenant(), found.get());
    if (view.seen().equals(seen)) {
      // Nothing happened: the page stays as it is, and so does whoever reads it.
      response.setStatus(204);
      return null;
    }
    draw(found.get(), view, acting, model);
    return "trial/trial";
  }

  private void draw(Trial trial, TrialView view, Acting acting, Model model) {
    TenantId tenant = acting.tenant();
    model.addAttribute("trial", trial);
    model.addAttribute("view", view);
    model.addAttribute("process", processes.find(tenant, trial.process()));
    model.addAttribute(
        "purpose",
        purposes
            .find(tenant, trial.purpose())
            .map(purpose -> purpose.profile().name().in(acting.language().code()))
            .orElse(""));
    model.addAttribute("by", users.find(tenant, trial.startedBy()).map(User::name));
    model.addAttribute("mailbox", mailbox.isOpen());
    model.addAttribute("day", Pace.DAY.toMinutes());
  }

  @PostMapping(ONE + "/hasten")
  String hasten(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    if (!trials.hasten(acting.tenant(), new TrialId(id))) {
      Flash.bad(response, "trial.hasten.not");
    }
    return "redirect:" + ALL + "/" + id;
  }

  @PostMapping(ONE + "/end")
  String end(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    if (trials.end(acting.tenant(), new TrialId(id))) {
      Flash.good(response, "trial.end.done");
    }
    return "redirect:" + ALL + "/" + id;
  }
}
