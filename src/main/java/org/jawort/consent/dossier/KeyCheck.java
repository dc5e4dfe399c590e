package org.jawort.consent.dossier;

import java.util.List;
import org.jawort.consent.log.VerifierKey;

/** Whether a seal is signed, and by whom. */
final class KeyCheck {
  private KeyCheck() {}

  /**
   * Notes what there is to say of the seal.
   *
   * @param what key of the sentence that says what is signed
   */
  static boolean run(Report report, Seal seal, List<VerifierKey> trusted, String what) {
    if (!trusted.isEmpty() && !trusted.contains(seal.key())) {
      return report.fails("key.other", seal.key());
    }
    report.holds(trusted.isEmpty() ? "key.named" : "key.given", seal.key());
    return seal.isSigned() ? report.holds(what) : report.fails(what + ".wrong");
  }
}
