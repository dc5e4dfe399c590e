package org.jawort.desk.web.contact;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.web.Downloads;
import org.jawort.desk.web.NotFound;
import org.jawort.integration.Proofs;
import org.jawort.tenant.Acting;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The proofs of a contact point, and the copy of all data of a contact, to take away. */
@Controller
class ProofPages {
  private static final String DOSSIER = "/app/contact-points/{id:" + NotFound.ID + "}/dossier";

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
    dossier(id, Proofs.Format.PDF, acting, request, response);
  }

  @GetMapping(DOSSIER + ".json")
  void json(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    dossier(id, Proofs.Format.JSON, acting, request, response);
  }

  private void dossier(
      UUID id,
      Proofs.Format format,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var proofOutcome =
        proofs.dossier(
            acting.tenant(), new ContactPointId(id), format, Optional.of(acting.language()));
    Downloads.give(proofOutcome, Downloads.type(format), NotFound::contact, request, response);
  }

  @GetMapping("/app/contacts/{id:" + NotFound.ID + "}/copy.zip")
  void copy(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var proofOutcome =
        proofs.copy(acting.tenant(), new ContactId(id), Optional.of(acting.language()));
    Downloads.give(
        proofOutcome, MediaType.valueOf("application/zip"), NotFound::contact, request, response);
  }
}
