package org.jawort.desk.web.erasure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.dossier.KeptDossiers;
import org.jawort.desk.web.Downloads;
import org.jawort.desk.web.NotFound;
import org.jawort.erasure.KeptProofs;
import org.jawort.integration.Proofs;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Kept proof to take away: the dossier, mails, scans; for those who may see its page. */
@Controller
class KeptProofFiles {
  private final KeptProofs proofs;
  private final KeptDossiers dossiers;

  KeptProofFiles(KeptProofs proofs, KeptDossiers dossiers) {
    this.proofs = proofs;
    this.dossiers = dossiers;
  }

  @GetMapping(KeptProofPages.ONE + "/dossier.pdf")
  void pdf(
      @PathVariable UUID point,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    dossier(point, Proofs.Format.PDF, acting, request, response);
  }

  @GetMapping(KeptProofPages.ONE + "/dossier.json")
  void json(
      @PathVariable UUID point,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    dossier(point, Proofs.Format.JSON, acting, request, response);
  }

  private void dossier(
      UUID point,
      Proofs.Format format,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var id = new ContactPointId(point);
    var proofOutcome =
        dossiers.dossier(acting.tenant(), id, format, Optional.of(acting.language()));
    Downloads.give(proofOutcome, Downloads.type(format), NotFound::keptProof, request, response);
  }

  /**
   * Never shown in the browser: it is the mail byte for byte, with links that answer for others.
   */
  @GetMapping(KeptProofPages.ONE + "/messages/{message:" + NotFound.ID + "}")
  @Nullable ResponseEntity<byte[]> mail(
      @PathVariable UUID point,
      @PathVariable UUID message,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<byte[]> raw = proofs.mail(acting.tenant(), new ContactPointId(point), message);
    if (raw.isEmpty()) {
      NotFound.keptProof(request, response);
      return null;
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + message + ".eml\"")
        .body(raw.get());
  }

  @GetMapping(KeptProofPages.ONE + "/files/{file:" + NotFound.ID + "}")
  @Nullable ResponseEntity<byte[]> scan(
      @PathVariable UUID point,
      @PathVariable UUID file,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<EvidenceFiles.Content> scan =
        proofs.file(acting.tenant(), new ContactPointId(point), file);
    if (scan.isEmpty()) {
      NotFound.keptProof(request, response);
      return null;
    }
    return Downloads.scan(scan.get(), response);
  }
}
