package org.jawort.consent;

/** In what form a consent was given outside the double opt-in (domain.md); each needs its proof. */
public enum Basis {
  /** In a contract; needs its number or date. */
  CONTRACT,
  /** By signature; needs the scan or where the original is kept. */
  SIGNATURE,
  /** On a paper form; needs the scan or where the original is kept. */
  PAPER,
  /** On a tablet; needs the wording that was shown. */
  TABLET,
  /** By word of mouth; needs the words read out, who heard it, and the occasion (law 19). */
  ORAL,
  /** As another system recorded it; needs that record. */
  IMPORTED,
  /** In another way; needs a note that says which. */
  OTHER
}
