package org.jawort.tenant.web;

import java.util.Optional;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.LogoUpload;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantLogo;
import org.jawort.tenant.TenantLogos;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** The firm's logo among the fields of its profile. */
@Component
class LogoInput {
  private static final String FIELD = "logo";
  private static final int LONGEST_ALT = 200;

  private final TenantLogos logos;

  LogoInput(TenantLogos logos) {
    this.logos = logos;
  }

  /** Keeps a picture that came, and names it in the form, so that it need not be sent again. */
  void take(Acting acting, @Nullable MultipartFile file, FormInput form) {
    LogoUpload.read(file, form)
        .map(logo -> logos.keep(acting.tenant(), acting.user(), logo))
        .ifPresent(logo -> form.with(FIELD, logo.sha256()).with("withoutLogo"));
  }

  /** What was chosen; a form that says nothing of it leaves it as it was. */
  Optional<TenantLogo> read(FormInput form, Tenant before) {
    if (form.all(FIELD).isEmpty()) {
      return before.logo();
    }
    String alt = form.optional("logoAlt", LONGEST_ALT);
    if (form.value(FIELD).isEmpty() || form.has("withoutLogo", "true")) {
      return Optional.empty();
    }
    Optional<TenantLogo> kept = kept(form, before);
    if (kept.isEmpty()) {
      form.with(FIELD, "").refuse("file", "tenant.profile.logo.gone");
    }
    return kept.map(
        logo ->
            new TenantLogo(
                logo.sha256(),
                alt.isEmpty() ? form.value("name") : alt,
                logo.width(),
                logo.height()));
  }

  /** Where the picture is that the form names; null where it names none of this tenant's. */
  @Nullable String address(FormInput form, Tenant tenant) {
    return kept(form, tenant)
        .map(logo -> TenantLogo.address(tenant.number(), logo.sha256()))
        .orElse(null);
  }

  private Optional<TenantLogo> kept(FormInput form, Tenant tenant) {
    String hash = form.value(FIELD);
    return hash.matches("[0-9a-f]{64}")
        ? logos.find(tenant.id(), hash).map(TenantLogos.Picture::logo)
        : Optional.empty();
  }
}
