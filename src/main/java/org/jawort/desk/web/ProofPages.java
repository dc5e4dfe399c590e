package org.jawort.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.integration.Proofs;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The proofs of a contact point, and the copy of all data of a contact, to take away. */
@Controller
class ProofPages {
  private static final String DOSSIER = "/app/contact-points/{id:" + Unknown.ID + "}/dossier";

  private final Proofs proofs;

  ProofPages(Proofs proofs) {
    this.proofs = proofs;
  }

  @GetMapping(DOSSIER + ".pdf")
  @Nullable ResponseEntity<byte[]> pdf(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer = dossier(id, Proofs.Format.PDF, acting);
    return give(answer, MediaType.APPLICATION_PDF, request, response);
  }

  @GetMapping(DOSSIER + ".json")
  @Nullable ResponseEntity<byte[]> json(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer = dossier(id, Proofs.Format.JSON, acting);
    return give(answer, MediaType.APPLICATION_JSON, request, response);
  }

  private Proofs.Answer dossier(UUID id, Proofs.Format format, Acting acting) {
    return proofs.dossier(
        acting.tenant(), new ContactPointId(id), format, Optional.of(acting.language()));
  }

  @GetMapping("/app/contacts/{id:" + Unknown.ID + "}/copy.zip")
  @Nullable ResponseEntity<byte[]> copy(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer =
        proofs.copy(acting.tenant(), new ContactId(id), Optional.of(acting.language()));
    return give(answer, MediaType.valueOf("application/zip"), request, response);
  }

  /** Always to be saved: what is in it is not for a browser's history or a frame. */
  private static @Nullable ResponseEntity<byte[]> give(
      Proofs.Answer answer,
      MediaType type,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    switch (answer) {
      case Proofs.Answer.Made(String name, byte[] content) -> {
        return ResponseEntity.ok()
            .contentType(type)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString())
            .body(content);
      }
      case Proofs.Answer.NotYetSealed() -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        Problems.answer(request, response, 409, "dossier.waiting");
        return null;
      }
      case Proofs.Answer.Unknown() -> {
        Unknown.contact(request, response);
        return null;
      }
    }
  }
}
