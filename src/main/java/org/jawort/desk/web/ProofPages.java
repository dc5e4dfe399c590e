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
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
  void pdf(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer = dossier(id, Proofs.Format.PDF, acting);
    give(answer, MediaType.APPLICATION_PDF, request, response);
  }

  @GetMapping(DOSSIER + ".json")
  void json(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer = dossier(id, Proofs.Format.JSON, acting);
    give(answer, MediaType.APPLICATION_JSON, request, response);
  }

  private Proofs.Answer dossier(UUID id, Proofs.Format format, Acting acting) {
    return proofs.dossier(
        acting.tenant(), new ContactPointId(id), format, Optional.of(acting.language()));
  }

  @GetMapping("/app/contacts/{id:" + Unknown.ID + "}/copy.zip")
  void copy(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer = proofs.copy(acting.tenant(), new ContactId(id), Optional.of(acting.language()));
    give(answer, MediaType.valueOf("application/zip"), request, response);
  }

  /** Always to be saved: what is in it is not for a browser's history or a frame. */
  private static void give(
      Proofs.Answer answer,
      MediaType type,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    switch (answer) {
      case Proofs.Answer.Made(String name, Proofs.Content content) -> {
        response.setContentType(type.toString());
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
        content.writeTo(response.getOutputStream());
      }
      case Proofs.Answer.NotYetSealed() -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        Problems.answer(request, response, 409, "dossier.waiting");
      }
      case Proofs.Answer.Unknown() -> Unknown.contact(request, response);
    }
  }
}
