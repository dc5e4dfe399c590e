package org.jawort.desk.web.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.trial.NewTrial;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What may be tried out, and what was chosen. */
@Component
class TrialForm {
  private static final int LONGEST_ADDRESS = 254;

  private final OptInProcesses processes;
  private final Purposes purposes;
  private final MessageSource texts;

  TrialForm(OptInProcesses processes, Purposes purposes, MessageSource texts) {
    this.processes = processes;
    this.purposes = purposes;
    this.texts = texts;
  }

  /** The active processes first, then what went online earlier. */
  Map<String, String> versions(TenantId tenant) {
    var choices = new LinkedHashMap<String, String>();
    List<OptInProcess> all = processes.all(tenant);
    all.stream()
        .filter(process -> process.status() == OptInProcess.Status.ACTIVE)
        .forEach(process -> choices.put(key(process, process.version()), label(process, null)));
    for (OptInProcess process : all) {
      for (ProcessVersion version : processes.versions(tenant, process.id())) {
        choices.putIfAbsent(key(process, version.version()), label(process, version));
      }
    }
    return choices;
  }

  private static String key(OptInProcess process, int version) {
    return process.id() + ":" + version;
  }

  /** The version is named where it is not the active one. */
  private String label(OptInProcess process, @Nullable ProcessVersion version) {
    String language = say("trial.language." + process.language().code());
    return version == null
        ? say("trial.version.active", process.name(), language)
        : say("trial.version.former", process.name(), language, version.version());
  }

  private String say(String key, Object... arguments) {
    return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
  }

  /** Those that people are asked for by e-mail. */
  Map<String, String> purposes(Acting acting) {
    var choices = new LinkedHashMap<String, String>();
    purposes
        .open(acting.tenant(), Channel.EMAIL)
        .forEach(
            purpose ->
                choices.put(purpose.key(), purpose.profile().name().in(acting.language().code())));
    return choices;
  }

  /** Reads what was sent; empty, and the form says why, where something is missing. */
  Optional<NewTrial> wish(FormInput form, Acting acting) {
    Optional<OptInProcess> process =
        processes.all(acting.tenant()).stream()
            .filter(one -> form.value("process").startsWith(one.id() + ":"))
            .findFirst();
    if (process.isEmpty()) {
      form.refuse("process", "trial.refused.PROCESS");
    }
    Optional<PurposeId> purpose =
        purposes.byKey(acting.tenant(), form.value("purpose")).map(Purpose::id);
    if (purpose.isEmpty()) {
      form.refuse("purpose", "trial.refused.purpose");
    }
    Optional<CheckedAddress> address =
        CheckedAddress.parse(Channel.EMAIL, form.required("address", LONGEST_ADDRESS));
    if (address.isEmpty()) {
      form.refuse("address", "trial.refused.address");
    }
    if (!form.has("own", "yes")) {
      form.refuse("own", "trial.refused.own");
    }
    return process.isEmpty() || purpose.isEmpty() || address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NewTrial(
                acting.user(),
                process.get().id(),
                version(form.value("process")),
                purpose.get(),
                address.get()));
  }

  private static int version(String choice) {
    String number = choice.substring(choice.indexOf(':') + 1);
    return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
  }
}
