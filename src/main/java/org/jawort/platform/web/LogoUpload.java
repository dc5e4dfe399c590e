package org.jawort.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jawort.platform.picture.LogoFile;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Reads a logo that came with a form. */
public final class LogoUpload {
  private static final int KIBIBYTE = 1024;

  /** Enough of any file to tell what it is, and how large a picture it stands for. */
  private static final int LOOKED_AT = 1024 * KIBIBYTE;

  private LogoUpload() {}

  /**
   * The logo, where one came that pages can show; where another file came, the form says in a
   * sentence what is wrong with it.
   */
  public static Optional<LogoFile.Fit> read(@Nullable MultipartFile file, FormInput form) {
    if (file == null || file.isEmpty()) {
      return Optional.empty();
    }
    switch (look(file)) {
      case LogoFile.Fit fit -> {
        return Optional.of(fit);
      }
      case LogoFile.TooHeavy heavy -> {
        int kibibytes = Math.ceilDiv((int) file.getSize(), KIBIBYTE);
        form.refuse("file", "frame.logo.heavy", kibibytes, LogoFile.MOST / KIBIBYTE);
      }
      case LogoFile.TooLarge(int width, int height) ->
          form.refuse("file", "frame.logo.large", width, height, LogoFile.LARGEST);
      case LogoFile.Moving() -> form.refuse("file", "frame.logo.moving");
      case LogoFile.IsReally(var kind) -> form.refuse("file", "frame.logo.is." + kind.name());
    }
    return Optional.empty();
  }

  private static LogoFile look(MultipartFile file) {
    try (var content = file.getInputStream()) {
      return LogoFile.of(content.readNBytes(LOOKED_AT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
