package org.jawort.tenant.web;

import java.util.Optional;
import org.jawort.platform.picture.LogoFile;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantLogo;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The tenant's profile: staff read it, owners change it. */
@Controller
class SettingsPages {
  private final Tenants tenants;
  private final LogoInput logos;

  SettingsPages(Tenants tenants, LogoInput logos) {
    this.tenants = tenants;
    this.logos = logos;
  }

  @GetMapping("/app/settings")
  Answer page(Acting acting) {
    return draw(ProfileForm.filled(tenants.find(acting.tenant())), acting);
  }

  @PostMapping("/app/settings")
  Answer save(
      @Labels("tenant.profile") FormInput form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Acting acting) {
    logos.take(acting, file, form);
    Tenant before = tenants.find(acting.tenant());
    Optional<TenantLogo> logo = logos.read(form, before);
    Optional<TenantProfile> profile = ProfileForm.read(form, before);
    if (profile.isEmpty()) {
      return draw(form, acting).status(422);
    }
    tenants.update(acting.tenant(), profile.get().wearing(logo));
    return Answer.redirect("/app/settings").good("tenant.settings.saved");
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("tenant/settings")
        .with("form", form)
        .with("logo", logos.address(form, tenants.find(acting.tenant())))
        .with("logoLimit", LogoFile.MOST / 1024)
        .with("logoLargest", LogoFile.LARGEST)
        .with("zones", ProfileForm.zones())
        .with("countries", ProfileForm.countries(acting.language().locale()));
  }
}
