package org.jawort.consent;

import java.util.Arrays;
import java.util.List;

/**
 * Why a person may be asked for consent at all (B-05): a mail that asks a stranger is itself
 * advertising (§ 7 Abs. 2 Nr. 2 UWG). The last ones do not carry; they are offered so that whoever
 * is in doubt learns why.
 */
public enum AskingBasis {
  /** They were asked face to face and wanted the mail; needs when. */
  ASKED_IN_PERSON(Use.CARRIES, false, true),
  /** They asked for it themselves, by telephone or mail; needs how, and when. */
  OWN_REQUEST(Use.CARRIES, true, true),
  /** They wished for it when they booked or ordered; needs when. */
  BOOKING(Use.CARRIES, false, true),
  /** They handed over their card and wished for it; needs the occasion, and when. */
  BUSINESS_CARD(Use.CARRIES, true, true),
  /**
   * They bought something, gave the address then, and were told that they may object (§ 7 Abs. 3
   * UWG, law 26); needs what was bought.
   */
  EXISTING_CUSTOMER(Use.CARRIES, true, false),
  /** They asked for it in a connected system, which tells those apart. */
  OWN_REQUEST_AT_SYSTEM(Use.CARRIES, false, false),
  /** The address was bought or rented. */
  BOUGHT_ADDRESS(Use.REFUSED, false, false),
  /** The address stands on a website, in a directory or a social network. */
  PUBLIC_SOURCE(Use.REFUSED, false, false),
  /** Somebody else recommended them (BGH I ZR 208/12). */
  RECOMMENDED(Use.REFUSED, false, false),
  /** They are presumed to be interested: under § 7 Abs. 2 Nr. 2 UWG that is not enough for mail. */
  PRESUMED_INTEREST(Use.REFUSED, false, false),
  /** They gave the consent, which is to be renewed; nobody states this one. */
  GIVEN_CONSENT(Use.RENEWAL, false, false);

  private enum Use {
    CARRIES,
    REFUSED,
    RENEWAL
  }

  private final Use use;
  private final boolean needsNote;
  private final boolean needsTime;

  AskingBasis(Use use, boolean needsNote, boolean needsTime) {
    this.use = use;
    this.needsNote = needsNote;
    this.needsTime = needsTime;
  }

  /** Tells whether somebody may be asked on it who did not consent yet. */
  public boolean carries() {
    return use == Use.CARRIES;
  }

  /** Tells whether it says too little without a note. */
  public boolean needsNote() {
    return needsNote;
  }

  /** Tells whether it must be said when it was; not where it is stated for all that follow. */
  public boolean needsTime() {
    return needsTime;
  }

  /** Those on which somebody may be asked. */
  public static List<AskingBasis> carrying() {
    return Arrays.stream(values()).filter(AskingBasis::carries).toList();
  }

  /** Those that people think of, and that do not carry. */
  public static List<AskingBasis> refused() {
    return Arrays.stream(values()).filter(basis -> basis.use == Use.REFUSED).toList();
  }
}
