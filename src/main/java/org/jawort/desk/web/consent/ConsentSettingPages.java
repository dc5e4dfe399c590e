package org.jawort.desk.web.consent;

import jakarta.servlet.http.HttpServletResponse;
import org.jawort.consent.permission.ConsentSettings;
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
  String page(Acting acting, Model model) {
    model.addAttribute("again", settings.declareAfterWithdrawal(acting.tenant()));
    return "desk/consent-settings";
  }

  @PostMapping("/app/settings/consent")
  String save(
      @RequestParam(defaultValue = "false") boolean again,
      Acting acting,
      HttpServletResponse response) {
    settings.allowDeclareAfterWithdrawal(acting.tenant(), acting.user().value(), again);
    Flash.good(response, "statement.settings.saved");
    return "redirect:/app/settings/consent";
  }
}
