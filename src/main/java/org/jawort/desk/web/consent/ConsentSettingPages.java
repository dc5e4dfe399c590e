package org.jawort.desk.web.consent;

import org.jawort.consent.permission.ConsentSettings;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a tenant decides about consents. */
@Controller
class ConsentSettingPages {
  private final ConsentSettings settings;

  ConsentSettingPages(ConsentSettings settings) {
    this.settings = settings;
  }

  @GetMapping("/app/settings/consent")
  Answer page(Acting acting) {
    return Answer.page("desk/consent-settings")
        .with("again", settings.declareAfterWithdrawal(acting.tenant()));
  }

  @PostMapping("/app/settings/consent")
  Answer save(@RequestParam(defaultValue = "false") boolean again, Acting acting) {
    settings.allowDeclareAfterWithdrawal(acting.tenant(), acting.user().value(), again);
    return Answer.redirect("/app/settings/consent").good("statement.settings.saved");
  }
}
