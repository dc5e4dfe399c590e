package org.jawort.consent.dossier;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jawort.consent.log.VerifierKey;
import org.jawort.consent.log.WitnessKey;

/**
 * Whom whoever checks a dossier believes, by what they know from elsewhere.
 *
 * @param keys one of which is to have signed; none takes the one in the file
 * @param witnesses each of which is to have cosigned the checkpoint of the log
 * @param authorities certificates of time stamping authorities, or those under which theirs were
 *     issued; none leaves open whether an authority is to be trusted
 */
public record Trusted(
    List<VerifierKey> keys, List<WitnessKey> witnesses, List<X509Certificate> authorities) {
  /** Copies the lists. */
  public Trusted {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    authorities = List.copyOf(authorities);
  }
}
