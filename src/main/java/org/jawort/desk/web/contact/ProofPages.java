package org.jawort.desk.web.contact;

import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.web.Downloads;
import org.jawort.desk.web.NotFound;
import org.jawort.integration.Proofs;
import org.jawort.platform.web.Answer;
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
  Answer pdf(@PathVariable UUID id, Acting acting) {
    return dossier(id, Proofs.Format.PDF, acting);
  }

  @GetMapping(DOSSIER + ".json")
  Answer json(@PathVariable UUID id, Acting acting) {
    return dossier(id, Proofs.Format.JSON, acting);
  }

  private Answer dossier(UUID id, Proofs.Format format, Acting acting) {
    var proofOutcome =
        proofs.dossier(
            acting.tenant(), new ContactPointId(id), format, Optional.of(acting.language()));
    return Downloads.of(proofOutcome, Downloads.type(format), NotFound::contact);
  }

  @GetMapping("/app/contacts/{id:" + NotFound.ID + "}/copy.zip")
  Answer copy(@PathVariable UUID id, Acting acting) {
    var proofOutcome =
        proofs.copy(acting.tenant(), new ContactId(id), Optional.of(acting.language()));
    return Downloads.of(proofOutcome, MediaType.valueOf("application/zip"), NotFound::contact);
  }
}
