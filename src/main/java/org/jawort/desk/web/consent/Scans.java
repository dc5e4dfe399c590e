package org.jawort.desk.web.consent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.Declaration;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes the scan of a form, and keeps it while the rest of the form is mended. */
@Component
class Scans {
  private static final int MEBIBYTE = 1024 * 1024;

  private final EvidenceFiles files;

  Scans(EvidenceFiles files) {
    this.files = files;
  }

  /** Keeps an upload and names it in the form, or says in the form why not. */
  void take(Acting acting, @Nullable MultipartFile scan, FormInput form) {
    if (scan == null || Objects.requireNonNullElse(scan.getOriginalFilename(), "").isEmpty()) {
      return;
    }
    switch (keep(acting, scan)) {
      case EvidenceFiles.EvidenceFileOutcome.As(Declaration.File file) ->
          form.with("file", file.id().toString());
      case EvidenceFiles.EvidenceFileOutcome.TooBig() ->
          form.refuse("scan", "statement.scan.big", EvidenceFiles.MOST / MEBIBYTE);
      case EvidenceFiles.EvidenceFileOutcome.Empty() -> form.refuse("scan", "statement.scan.empty");
      case EvidenceFiles.EvidenceFileOutcome.IsReally(var kind) ->
          form.refuse("scan", "statement.scan.is." + kind.name());
    }
  }

  private EvidenceFiles.EvidenceFileOutcome keep(Acting acting, MultipartFile scan) {
    try {
      // What is too big is not read.
      byte[] content =
          scan.getSize() > EvidenceFiles.MOST ? new byte[EvidenceFiles.MOST + 1] : scan.getBytes();
      return files.keep(
          acting.tenant(),
          acting.user().value(),
          Objects.requireNonNullElse(scan.getOriginalFilename(), ""),
          Objects.requireNonNullElse(scan.getContentType(), ""),
          content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what the form names, as its declaration failed; the form names nothing any more. */
  void discard(Acting acting, FormInput form) {
    Declaration.File file = named(acting, form);
    if (file != null) {
      files.discard(acting.tenant(), file.id());
    }
    form.with("file", "");
  }

  /** The file that the form names already, or null. */
  Declaration.@Nullable File named(Acting acting, FormInput form) {
    try {
      return Optional.of(form.value("file"))
          .filter(id -> !id.isEmpty())
          .flatMap(id -> files.find(acting.tenant(), UUID.fromString(id)))
          .orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
