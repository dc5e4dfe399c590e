package org.jawort.desk.dossier;

import java.util.function.Function;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.integration.Proofs.ProofOutcome;

/**
 * Asks again for a while, each time with the key that signs then: for an event that has no place in
 * the log yet, and where the key of the log was rotated while all was read.
 */
final class SealWait {
  /** An event gets its place in the log within two seconds. */
  private static final int TRIES = 30;

  private static final int PAUSE_IN_MILLISECONDS = 100;

  private final DossierSeal seal;

  SealWait(DossierSeal seal) {
    this.seal = seal;
  }

  ProofOutcome ask(Function<DossierSeal.Stamp, ProofOutcome> asked) {
    for (int attempt = 1; ; attempt++) {
      ProofOutcome proofOutcome = asked.apply(seal.stamp());
      if (!(proofOutcome instanceof ProofOutcome.NotYetSealed) || attempt == TRIES || !paused()) {
        return proofOutcome;
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_IN_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
