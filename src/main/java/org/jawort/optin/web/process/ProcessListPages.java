package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.run.RunStatistics;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** All processes, language by language, and the beginning of a new one. */
@Controller
class ProcessListPages {
  private final OptInProcesses processes;
  private final RunStatistics picture;
  private final Tenants tenants;

  ProcessListPages(OptInProcesses processes, RunStatistics picture, Tenants tenants) {
    this.processes = processes;
    this.picture = picture;
    this.tenants = tenants;
  }

  /** The processes of one language: what is active first, what is archived last. */
  record Shelf(Language language, boolean active, List<OptInProcess> processes) {}

  @GetMapping(LIST)
  Answer list(Acting acting) {
    return Answer.page("optin/process/list")
        .with("shelves", shelves(acting))
        .with("underWay", picture.underWay(acting.tenant()));
  }

  private List<Shelf> shelves(Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    List<OptInProcess> all = processes.all(acting.tenant());
    return Arrays.stream(Language.values())
        .sorted(
            Comparator.comparing((Language language) -> !tenant.languages().contains(language))
                .thenComparing(language -> language != tenant.language()))
        .map(language -> shelf(tenant, language, all))
        .filter(shelf -> shelf.active() || !shelf.processes().isEmpty())
        .toList();
  }

  private static Shelf shelf(Tenant tenant, Language language, List<OptInProcess> all) {
    List<OptInProcess.Status> order =
        List.of(
            OptInProcess.Status.ACTIVE, OptInProcess.Status.DRAFT, OptInProcess.Status.ARCHIVED);
    List<OptInProcess> its =
        all.stream()
            .filter(process -> process.language() == language)
            .sorted(Comparator.comparing(process -> order.indexOf(process.status())))
            .toList();
    return new Shelf(language, tenant.languages().contains(language), its);
  }

  @GetMapping(LIST + "/new")
  Answer blank(Acting acting) {
    Language usual = tenants.find(acting.tenant()).language();
    return draw(FormInput.empty().with("language", usual.code()), acting);
  }

  @PostMapping(LIST)
  Answer create(@Labels("process.new") FormInput form, Acting acting) {
    String name = form.required("name", OptInProcesses.LONGEST_NAME);
    Optional<Language> language =
        Language.of(form.value("language"))
            .filter(tenants.find(acting.tenant()).languages()::contains);
    if (language.isEmpty()) {
      form.refuse("language", "process.new.language.missing");
    }
    if (!form.isGood() || language.isEmpty()) {
      return draw(form, acting).status(422);
    }
    ProcessDraft draft =
        processes.create(acting.tenant(), acting.user().value(), language.get(), name);
    return Answer.redirect(LIST + "/" + draft.process()).good("process.created");
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("optin/process/new")
        .with("form", form)
        .with("languages", tenants.find(acting.tenant()).languages());
  }
}
