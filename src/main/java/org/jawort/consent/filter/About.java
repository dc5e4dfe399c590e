package org.jawort.consent.filter;

import java.util.Arrays;
import java.util.Optional;

/** What a condition can be about. */
public enum About {
  /** First name. */
  FIRST_NAME(Shape.TEXT),
  /** Last name. */
  LAST_NAME(Shape.TEXT),
  /** Firm. */
  COMPANY(Shape.TEXT),
  /** All that a contact point is searched by: names, firm, address and own fields together. */
  ANYWHERE(Shape.WORDS),
  /** E-mail address or mobile number. */
  ADDRESS(Shape.ADDRESS),
  /** What stands behind the @ of an e-mail address. */
  DOMAIN(Shape.DOMAIN),
  /** E-mail or text message. */
  CHANNEL(Shape.CHOICE),
  /** Customer, supplier or other. */
  KIND(Shape.CHOICE),
  /** The contact's language. */
  LANGUAGE(Shape.CHOICE),
  /** How the contact came here. */
  SOURCE(Shape.CHOICE),
  /** When the contact came here. */
  CREATED(Shape.MOMENT),
  /** One of the tenant's own fields; its type says how it can be asked. */
  OWN(Shape.TEXT),
  /** A group that the contact is in; of a dynamic one, that its definition holds. */
  GROUP(Shape.CHOICE),
  /** The status of the consent for a purpose; who was never asked is UNKNOWN. */
  CONSENT(Shape.CHOICE),
  /** Since when that status stands; of whoever was never asked, since no time. */
  CONSENT_SINCE(Shape.MOMENT),
  /** The mail block, by its reason. */
  MAIL_BLOCK(Shape.OPTIONAL_CHOICE),
  /** When the ledger last had something to say of the contact point. */
  ACTIVITY(Shape.MOMENT),
  /** The contact itself, by its id. */
  CONTACT(Shape.ID),
  /** The contact point itself, by its id. */
  CONTACT_POINT(Shape.ID);

  private final Shape shape;

  About(Shape shape) {
    this.shape = shape;
  }

  /** How the JSON form writes it, such as {@code lastName}. */
  public String code() {
    return Codes.of(this);
  }

  /** Reads what {@link #code} wrote; empty where it is none. */
  public static Optional<About> of(String code) {
    return Arrays.stream(values()).filter(about -> about.code().equals(code)).findFirst();
  }

  /** What its values are; of an own field, that of a text. */
  public Shape shape() {
    return shape;
  }

  /** Whether it is about a purpose, which has to be named. */
  public boolean needsPurpose() {
    return this == CONSENT || this == CONSENT_SINCE;
  }
}
