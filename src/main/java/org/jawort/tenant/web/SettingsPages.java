package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tenant's profile: staff read it, owners change it. */
@Controller
class SettingsPages {
  private final Tenants tenants;

  SettingsPages(Tenants tenants) {
    this.tenants = tenants;
  }

  @GetMapping("/app/settings")
  String page(Acting acting, Model model) {
    return draw(ProfileForm.filled(tenants.find(acting.tenant())), acting, model);
  }

  @PostMapping("/app/settings")
  String save(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "tenant.profile");
    Optional<TenantProfile> profile = ProfileForm.read(form, tenants.find(acting.tenant()));
    if (profile.isEmpty()) {
      response.setStatus(422);
      return draw(form, acting, model);
    }
    tenants.update(acting.tenant(), profile.get());
    Flash.good(response, "tenant.settings.saved");
    return "redirect:/app/settings";
  }

  private static String draw(FormInput form, Acting acting, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("zones", ProfileForm.zones());
    model.addAttribute("countries", ProfileForm.countries(acting.language().locale()));
    return "tenant/settings";
  }
}
