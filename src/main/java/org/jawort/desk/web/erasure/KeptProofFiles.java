package org.jawort.desk.web.erasure;

import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.dossier.KeptDossiers;
import org.jawort.desk.web.Downloads;
import org.jawort.desk.web.NotFound;
import org.jawort.erasure.KeptProofs;
import org.jawort.integration.Proofs;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
  Answer pdf(@PathVariable UUID point, Acting acting) {
    return dossier(point, Proofs.Format.PDF, acting);
  }

  @GetMapping(KeptProofPages.ONE + "/dossier.json")
  Answer json(@PathVariable UUID point, Acting acting) {
    return dossier(point, Proofs.Format.JSON, acting);
  }

  private Answer dossier(UUID point, Proofs.Format format, Acting acting) {
    var id = new ContactPointId(point);
    var proofOutcome =
        dossiers.dossier(acting.tenant(), id, format, Optional.of(acting.language()));
    return Downloads.of(proofOutcome, Downloads.type(format), NotFound::keptProof);
  }

  /**
   * Never shown in the browser: it is the mail byte for byte, with links that answer for others.
   */
  @GetMapping(KeptProofPages.ONE + "/messages/{message:" + NotFound.ID + "}")
  Answer mail(@PathVariable UUID point, @PathVariable UUID message, Acting acting) {
    byte[] raw =
        proofs
            .mail(acting.tenant(), new ContactPointId(point), message)
            .orElseThrow(NotFound::keptProof);
    return Answer.written(MediaType.APPLICATION_OCTET_STREAM_VALUE, raw)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + message + ".eml\"");
  }

  @GetMapping(KeptProofPages.ONE + "/files/{file:" + NotFound.ID + "}")
  Answer scan(@PathVariable UUID point, @PathVariable UUID file, Acting acting) {
    return Downloads.scan(
        proofs
            .file(acting.tenant(), new ContactPointId(point), file)
            .orElseThrow(NotFound::keptProof));
  }
}
