package org.jawort.tenant.web;

import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The tenant's profile: staff read it, owners change it. */
@Controller
class SettingsPages {
  private final Tenants tenants;

  SettingsPages(Tenants tenants) {
    this.tenants = tenants;
  }

  @GetMapping("/app/settings")
  Answer page(Acting acting) {
    return draw(ProfileForm.filled(tenants.find(acting.tenant())), acting);
  }

  @PostMapping("/app/settings")
  Answer save(@Labels("tenant.profile") FormInput form, Acting acting) {
    Optional<TenantProfile> profile = ProfileForm.read(form, tenants.find(acting.tenant()));
    if (profile.isEmpty()) {
      return draw(form, acting).status(422);
    }
    tenants.update(acting.tenant(), profile.get());
    return Answer.redirect("/app/settings").good("tenant.settings.saved");
  }

  private static Answer draw(FormInput form, Acting acting) {
    return Answer.page("tenant/settings")
        .with("form", form)
        .with("zones", ProfileForm.zones())
        .with("countries", ProfileForm.countries(acting.language().locale()));
  }
}
