package org.jawort.consent.purpose;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jawort.contact.address.Channel;
import org.jspecify.annotations.Nullable;

/**
 * All that staff say about a purpose.
 *
 * @param channels on which one may write for it, each with a consent and a wording of its own (law
 *     1)
 * @param calls whether it covers telephone advertising (§ 7a UWG, law 18, 35)
 * @param validityMonths without use until a consent is doubted (law 24), or null
 * @param expiry what follows then
 * @param goods kinds of goods and services that it is limited to (law 2); empty: to no kinds
 */
public record PurposeProfile(
    PurposeName name,
    String description,
    Set<Channel> channels,
    boolean calls,
    @Nullable Integer validityMonths,
    Expiry expiry,
    LegalBasis legalBasis,
    Jurisdiction jurisdiction,
    List<String> goods) {
  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 80;

  /** The longest description, in characters. */
  public static final int LONGEST_DESCRIPTION = 1_000;

  /** Most kinds of goods, each at most as long as a name. */
  public static final int MOST_GOODS = 20;

  /** The longest validity, in months. */
  public static final int LONGEST_VALIDITY = 120;

  /** Copies channels and goods. */
  public PurposeProfile {
    channels = Set.copyOf(channels);
    goods = List.copyOf(goods);
  }

  /** One that is limited to no kinds of goods. */
  public PurposeProfile(
      PurposeName name,
      String description,
      Set<Channel> channels,
      boolean calls,
      @Nullable Integer validityMonths,
      Expiry expiry,
      LegalBasis legalBasis,
      Jurisdiction jurisdiction) {
    this(
        name,
        description,
        channels,
        calls,
        validityMonths,
        expiry,
        legalBasis,
        jurisdiction,
        List.of());
  }

  /** A purpose of that name with what is usual: e-mail, consent, German law, no validity. */
  public static PurposeProfile usual(PurposeName name) {
    return new PurposeProfile(
        name,
        "",
        EnumSet.of(Channel.EMAIL),
        false,
        null,
        Expiry.WARN,
        LegalBasis.CONSENT,
        Jurisdiction.DE);
  }

  /** What follows when a consent lay unused for too long. */
  public enum Expiry {
    /** The record says so. */
    WARN,
    /** Advertising is no longer allowed. */
    BLOCK
  }

  /** Why the data may be processed. */
  public enum LegalBasis {
    /** Art. 6(1)(a) GDPR. */
    CONSENT,
    /** Art. 6(1)(a) GDPR and § 25(1) TDDDG, such as for tracking (law 29). */
    CONSENT_TDDDG,
    /** Art. 6(1)(b) GDPR. */
    CONTRACT,
    /** Art. 6(1)(f) GDPR. */
    LEGITIMATE_INTEREST
  }

  /** Whose law holds (law 30). */
  public enum Jurisdiction {
    /** Germany. */
    DE,
    /** Austria. */
    AT,
    /** Switzerland. */
    CH,
    /** France. */
    FR
  }
}
