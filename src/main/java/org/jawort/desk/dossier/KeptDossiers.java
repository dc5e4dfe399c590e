package org.jawort.desk.dossier;

import java.util.Optional;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.Names;
import org.jawort.erasure.KeptProofs;
import org.jawort.erasure.KeptRecord;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * The door for dossiers of erased people of whom proof is kept. It stands apart from {@link
 * Proofs}, through which readers and other systems come: only who must defend a claim may have
 * these (law 34).
 */
@Component
public class KeptDossiers {
  private final KeptProofs proofs;
  private final Names names;
  private final Gathering gathering;
  private final DocumentContexts documentContexts;
  private final DossierFiles files;
  private final SealWait sealWait;

  KeptDossiers(
      KeptProofs proofs,
      Names names,
      Gathering gathering,
      DocumentContexts documentContexts,
      DossierFiles files,
      SealWait sealWait) {
    this.proofs = proofs;
    this.names = names;
    this.gathering = gathering;
    this.documentContexts = documentContexts;
    this.files = files;
    this.sealWait = sealWait;
  }

  /**
   * The dossier of what is kept of a contact point.
   *
   * @param language of the document; empty takes the tenant's own
   */
  public Proofs.ProofOutcome dossier(
      TenantId tenant,
      ContactPointId contactPoint,
      Proofs.Format format,
      Optional<Language> language) {
    return sealWait.ask(
        stamp ->
            proofs
                .show(tenant, contactPoint)
                .map(kept -> kept.with(names.of(tenant, kept.named())))
                .map(kept -> one(tenant, contactPoint, kept, format, language, stamp))
                .orElseGet(Proofs.ProofOutcome.Unknown::new));
  }

  private Proofs.ProofOutcome one(
      TenantId tenant,
      ContactPointId contactPoint,
      KeptRecord kept,
      Proofs.Format format,
      Optional<Language> language,
      DossierSeal.Stamp stamp) {
    DocumentContext documentContext =
        documentContexts.of(tenant, new Subject.Erased(kept), language);
    return gathering
        .gather(tenant, documentContext, contactPoint, kept, stamp)
        .map(dossier -> files.made(dossier, format))
        .orElseGet(Proofs.ProofOutcome.NotYetSealed::new);
  }
}
