package org.jawort.consent.witness;

/** How it stands between the log and a witness; the names are in the database. */
enum WitnessState {
  /** Not asked since a node started. */
  UNASKED,
  /** It cosigned when it was asked last. */
  COSIGNS,
  /** It gives no answer that can be used; it is asked again, ever less often. */
  FAILS,
  /** It does not know the log, or not its key: its operator has yet to name them. */
  UNKNOWN_LOG,
  /** It has seen what contradicts the log. */
  REFUSES
}
