package org.jawort.transfer.imports;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a consent in a file may have to be backed by (law 15); the tenant says which of them. */
public enum EvidenceNeed {
  /** When it was given. Nobody can do without. */
  TIME,
  /** When it was confirmed (double opt-in). */
  CONFIRMED,
  /** The words that were consented to. */
  WORDING,
  /** Where it was given: a form, a shop. */
  SOURCE,
  /** From which network address. */
  IP;

  /** What is asked for until an owner says otherwise: the stricter reading. */
  public static final Set<EvidenceNeed> STRICT = Set.of(TIME, CONFIRMED, WORDING);

  /** Those that are missing. */
  static Set<EvidenceNeed> lacking(Set<EvidenceNeed> needs, StagedRow.Proof proof) {
    Set<EvidenceNeed> lacking = EnumSet.noneOf(EvidenceNeed.class);
    for (EvidenceNeed need : needs) {
      if (isMissing(need.of(proof))) {
        lacking.add(need);
      }
    }
    return lacking;
  }

  private static boolean isMissing(@Nullable Object part) {
    return part == null;
  }

  private @Nullable Object of(StagedRow.Proof proof) {
    return switch (this) {
      case TIME -> proof.at() == null ? proof.confirmedAt() : proof.at();
      case CONFIRMED -> proof.confirmedAt();
      case WORDING -> proof.wording();
      case SOURCE -> proof.source();
      case IP -> proof.ip();
    };
  }
}
