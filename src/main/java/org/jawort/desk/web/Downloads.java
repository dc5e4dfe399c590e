package org.jawort.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.integration.Proofs;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Hands out files, always to be saved: what is in them is not for a browser's history or frame. */
public final class Downloads {
  private Downloads() {}

  /** Answers that there is no such thing. */
  @FunctionalInterface
  public interface None {
    @Nullable String answer(HttpServletRequest request, HttpServletResponse response)
        throws IOException;
  }

  public static MediaType type(Proofs.Format format) {
    return switch (format) {
      case PDF -> MediaType.APPLICATION_PDF;
      case JSON -> MediaType.APPLICATION_JSON;
    };
  }

  public static void give(
      Proofs.ProofOutcome proofOutcome,
      MediaType type,
      None none,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    switch (proofOutcome) {
      case Proofs.ProofOutcome.Made(String name, Proofs.Content content) -> {
        response.setContentType(type.toString());
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
        content.writeTo(response.getOutputStream());
      }
      case Proofs.ProofOutcome.NotYetSealed() -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        Problems.answer(request, response, 409, "dossier.waiting");
      }
      case Proofs.ProofOutcome.Unknown() -> none.answer(request, response);
    }
  }

  /** A scan: nothing in it can run or be shown as a page of ours. */
  public static ResponseEntity<byte[]> scan(
      EvidenceFiles.Content scan, HttpServletResponse response) {
    ContentPolicy.framed("").with("frame-ancestors", "'none'").set(response);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(scan.file().type()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(scan.file().name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(scan.bytes());
  }
}
