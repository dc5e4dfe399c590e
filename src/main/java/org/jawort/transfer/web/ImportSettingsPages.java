package org.jawort.transfer.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.transfer.imports.EvidenceNeed;
import org.jawort.transfer.imports.ImportSettings;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** An owner says which evidence a consent in a file needs. */
@Controller
class ImportSettingsPages {
  private final ImportSettings settings;

  ImportSettingsPages(ImportSettings settings) {
    this.settings = settings;
  }

  @GetMapping(TransferAddresses.SETTINGS)
  Answer show(Acting acting) {
    return Answer.page("transfer/settings")
        .with("all", EvidenceNeed.values())
        .with("needs", settings.needs(acting.tenant()));
  }

  @PostMapping(TransferAddresses.SETTINGS)
  Answer save(FormInput form, Acting acting) {
    Set<EvidenceNeed> needs = EnumSet.noneOf(EvidenceNeed.class);
    Arrays.stream(EvidenceNeed.values())
        .filter(need -> form.has("evidence", need.name()))
        .forEach(needs::add);
    settings.ask(acting.tenant(), acting.user().value(), needs);
    return Answer.redirect(TransferAddresses.SETTINGS).good("import.settings.saved");
  }
}
