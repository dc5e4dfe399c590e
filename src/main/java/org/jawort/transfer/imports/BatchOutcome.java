package org.jawort.transfer.imports;

/** What handing over contacts in bulk came to. */
public sealed interface BatchOutcome {
  /** Each row has its answer; also of a call that was repeated. */
  record Answered(ImportId batch) implements BatchOutcome {}

  /** There was no line. */
  record Empty() implements BatchOutcome {}

  /** More lines than {@link ContactBatches#MOST_ROWS}; none was taken. */
  record TooMany() implements BatchOutcome {}

  /** The same key came with another body before. */
  record OtherBody() implements BatchOutcome {}

  /**
   * The first call with this key is still being worked off.
   *
   * @param seconds after which to ask again
   */
  record InHand(long seconds) implements BatchOutcome {}
}
