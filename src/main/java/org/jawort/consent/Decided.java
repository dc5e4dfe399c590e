package org.jawort.consent;

/**
 * Which events decide about a consent. Where the latest of them is a sign-up, nobody answered it
 * yet: a request stands, be it beside a "no" that stays meanwhile (domain.md).
 */
public final class Decided {
  /** The types, as a list in SQL. */
  public static final String TYPES =
      """
      ('SIGNED_UP', 'CONFIRMED', 'RENEWED', 'GRANTED', 'REFUSED', 'REVOKED', 'LAPSED', 'DECLARED',
       'DECLARED_ANEW', 'DECLARATION_WITHDRAWN')\
      """;

  private Decided() {}
}
