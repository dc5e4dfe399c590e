package org.jawort.consent.ecg;

import org.jspecify.annotations.Nullable;

/** What came of fetching the list. */
public sealed interface EcgFetchOutcome {
  /** A new one holds from now on. */
  record Loaded(EcgList list) implements EcgFetchOutcome {}

  /** The other side has no newer one. */
  record Unchanged() implements EcgFetchOutcome {}

  /**
   * The one before holds on.
   *
   * @param fault in a word: of the way there, or of the file
   * @param status what the other side answered, or null
   */
  record Failed(String fault, @Nullable Integer status) implements EcgFetchOutcome {}

  /** There is no address from which to fetch it. */
  record Nowhere() implements EcgFetchOutcome {}
}
