package org.jawort.campaign.landing.web;

import org.jawort.campaign.landing.LandingPictures;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.LogoUpload;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes the logo that came with a form, and keeps it while the rest of the form is written. */
@Component
class LandingLogos {
  private final LandingPictures pictures;

  LandingLogos(LandingPictures pictures) {
    this.pictures = pictures;
  }

  /** Keeps an upload and names it in the form, or says in the form why not. */
  void take(Acting acting, @Nullable MultipartFile file, FormInput form) {
    LogoUpload.read(file, form)
        .map(logo -> pictures.keep(acting.tenant(), acting.user(), logo))
        .ifPresent(picture -> form.with("logo", picture.id().toString()));
  }
}
