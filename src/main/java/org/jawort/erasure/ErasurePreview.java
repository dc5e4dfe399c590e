package org.jawort.erasure;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactPoint;

/**
 * What an erasure will destroy and what it will not.
 *
 * @param points that go
 * @param whole whether the contact goes with them
 * @param duties proof that is still to be kept; empty: nothing is
 * @param asOf stands for all of this; changes as soon as something is added
 */
public record ErasurePreview(
    Contact contact,
    List<ContactPoint> points,
    boolean whole,
    Counts counts,
    List<ProofDuty> duties,
    String asOf) {
  /** Copies the lists. */
  public ErasurePreview {
    points = List.copyOf(points);
    duties = List.copyOf(duties);
  }

  /**
   * How much there is.
   *
   * @param events entries of the history; they stay, and say nothing of a person afterwards
   * @param evidences of them, which are destroyed with their salts
   * @param messages with their content
   * @param fetches of links in them
   */
  public record Counts(int events, int evidences, int messages, int fetches) {
    /** Tells whether anything ever happened. */
    public boolean nothing() {
      return events == 0 && messages == 0;
    }
  }

  /** Tells whether the law forbids to destroy some of the proof now (law 35). */
  public boolean compulsory() {
    return duties.stream().anyMatch(ProofDuty::compulsory);
  }

  /** When the last of the kept proof is erased by itself; now is meant where nothing is kept. */
  public Instant until() {
    return duties.stream()
        .map(ProofDuty::until)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
