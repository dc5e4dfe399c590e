package org.jawort.form.domain;

/** What looking at the domain of an address led to. */
public sealed interface DomainOutcome {
  /** It may sign up. */
  record Welcome() implements DomainOutcome {}

  /**
   * It may, but looks like a slip.
   *
   * @param meant the domain that was likely meant
   */
  record Doubtful(String meant) implements DomainOutcome {}

  /** It may not. */
  enum Refused implements DomainOutcome {
    /** The tenant refuses the domain. */
    BLOCKED,
    /** The tenant refuses throw-away mailboxes, and this is one. */
    THROW_AWAY
  }
}
