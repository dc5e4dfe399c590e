package org.jawort.desk.web.trial;

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
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
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
  Answer begin(@Labels("trial") FormInput form, Acting acting) {
    if (form.value("address").isEmpty()) {
      users
          .find(acting.tenant(), acting.user())
          .ifPresent(user -> form.with("address", user.email().address()));
    }
    return draw(form, acting);
  }

  private Answer draw(FormInput form, Acting acting) {
    TenantId tenant = acting.tenant();
    return Answer.page("trial/new")
        .with("form", form)
        .with("versions", choices.versions(tenant))
        .with("purposes", choices.purposes(acting))
        .with("trials", trials.newest(tenant))
        .with("day", Pace.DAY.toMinutes())
        .with("hours", Trials.LIFE.toHours());
  }

  @PostMapping(ALL)
  Answer start(@Labels("trial") FormInput form, Acting acting) {
    Optional<NewTrial> wish = choices.wish(form, acting);
    return wish.isPresent() && form.isGood()
        ? start(wish.get(), form, acting)
        : draw(form, acting).status(422);
  }

  private Answer start(NewTrial wish, FormInput form, Acting acting) {
    switch (trials.start(acting.tenant(), wish)) {
      case TrialOutcome.Started(TrialId trial) -> {
        return Answer.redirect(ALL + "/" + trial);
      }
      case TrialOutcome.Running(TrialId trial) -> {
        return Answer.redirect(ALL + "/" + trial).bad("trial.running");
      }
      case TrialOutcome.Unusable(var problems) -> {
        Phrase first = problems.getFirst().words();
        form.refuse("process", "trial.unusable", texts.getMessage(first, locale()));
      }
      case TrialOutcome.Refused(TrialOutcome.Reason reason) ->
          form.refuse(field(reason), "trial.refused." + reason, arguments(reason, wish));
    }
    return draw(form, acting).status(422);
  }

  private static java.util.Locale locale() {
    return LocaleContextHolder.getLocale();
  }

  private static String field(TrialOutcome.Reason reason) {
    return switch (reason) {
      case PROCESS, PROFILE -> "process";
      case WORDING -> "purpose";
      case CONTACT, SUPPRESSED, BLOCKED, REFUSES, MAILBOX, USER -> "address";
    };
  }

  private static Object[] arguments(TrialOutcome.Reason reason, NewTrial wish) {
    return switch (reason) {
      case CONTACT -> new Object[] {plus(wish.address().typed())};
      case MAILBOX -> new Object[] {TrialOutcome.MOST_OF_A_MAILBOX};
      case USER -> new Object[] {TrialOutcome.MOST_OF_A_USER};
      case PROCESS, PROFILE, WORDING, SUPPRESSED, BLOCKED, REFUSES -> new Object[] {};
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
  Answer look(Trial trial, @RequestParam(defaultValue = "") String seen, Acting acting) {
    TrialView view = views.of(acting.tenant(), trial);
    // Where nothing happened the page stays as it is, and so does whoever reads it.
    return view.seen().equals(seen) ? Answer.empty(204) : draw(trial, view, acting);
  }

  private Answer draw(Trial trial, TrialView view, Acting acting) {
    TenantId tenant = acting.tenant();
    return Answer.page("trial/trial")
        .with("trial", trial)
        .with("view", view)
        .with("process", processes.find(tenant, trial.process()))
        .with(
            "purpose",
            purposes
                .find(tenant, trial.purpose())
                .map(purpose -> purpose.profile().name().in(acting.language().code()))
                .orElse(""))
        .with("by", users.find(tenant, trial.startedBy()).map(User::name))
        .with("mailbox", mailbox.isOpen())
        .with("day", Pace.DAY.toMinutes());
  }

  @PostMapping(ONE + "/hasten")
  Answer hasten(@PathVariable UUID id, Acting acting) {
    Answer trial = Answer.redirect(ALL + "/" + id);
    return trials.hasten(acting.tenant(), new TrialId(id)) ? trial : trial.bad("trial.hasten.not");
  }

  @PostMapping(ONE + "/end")
  Answer end(@PathVariable UUID id, Acting acting) {
    Answer trial = Answer.redirect(ALL + "/" + id);
    return trials.end(acting.tenant(), new TrialId(id)) ? trial.good("trial.end.done") : trial;
  }
}
