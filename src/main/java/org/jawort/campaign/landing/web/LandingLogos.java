package org.jawort.campaign.landing.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jawort.campaign.landing.LandingPictures;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes the logo that came with a form, and keeps it while the rest of the form is written. */
@Component
class LandingLogos {
  private static final int KIBIBYTE = 1024;

  /** Enough of any file to tell what it is, and how large a picture it stands for. */
  private static final int LOOKED_AT = 1024 * KIBIBYTE;

  private final LandingPictures pictures;

  LandingLogos(LandingPictures pictures) {
    this.pictures = pictures;
  }

  /** Keeps an upload and names it in the form, or says in the form why not. */
  void take(Acting acting, @Nullable MultipartFile file, FormInput form) {
    if (file == null || file.isEmpty()) {
      return;
    }
    switch (keep(acting, file)) {
      case LandingPictures.PictureOutcome.As(var picture) ->
          form.with("logo", picture.id().toString());
      case LandingPictures.PictureOutcome.TooHeavy(int bytes) ->
          form.refuse(
              "file",
              "landing.logo.heavy",
              Math.ceilDiv(bytes, KIBIBYTE),
              LandingPictures.MOST / KIBIBYTE);
      case LandingPictures.PictureOutcome.TooLarge(int width, int height) ->
          form.refuse("file", "landing.logo.large", width, height, LandingPictures.LARGEST);
      case LandingPictures.PictureOutcome.Moving() -> form.refuse("file", "landing.logo.moving");
      case LandingPictures.PictureOutcome.IsReally(var kind) ->
          form.refuse("file", "landing.logo.is." + kind.name());
    }
  }

  private LandingPictures.PictureOutcome keep(Acting acting, MultipartFile file) {
    try (var content = file.getInputStream()) {
      byte[] read = content.readNBytes(LOOKED_AT);
      LandingPictures.PictureOutcome pictureOutcome =
          pictures.keep(acting.tenant(), acting.user(), read);
      return pictureOutcome instanceof LandingPictures.PictureOutcome.TooHeavy
          ? new LandingPictures.PictureOutcome.TooHeavy((int) file.getSize())
          : pictureOutcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
