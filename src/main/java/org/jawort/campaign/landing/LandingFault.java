package org.jawort.campaign.landing;

/** Why a landing page cannot be published as it is, beside the field that is to be mended. */
public enum LandingFault {
  /** There is no heading. */
  HEADING_MISSING("heading"),
  /** A field that there is not, or one that was cut off. */
  HEADING_FIELD("heading"),
  /** The page may not name its visitor. */
  HEADING_PERSONAL("heading"),
  /** What is to stand there where nothing is known? */
  HEADING_FALLBACK("heading"),
  /** There is no text. */
  TEXT_MISSING("text"),
  /** As {@link #HEADING_FIELD}. */
  TEXT_FIELD("text"),
  /** As {@link #HEADING_PERSONAL}. */
  TEXT_PERSONAL("text"),
  /** As {@link #HEADING_FALLBACK}. */
  TEXT_FALLBACK("text"),
  /** A link leads elsewhere than to https. */
  TEXT_LINK("text"),
  /** A picture would be fetched from elsewhere. */
  TEXT_PICTURE("text"),
  /** The page would weigh more than a public page may. */
  TEXT_HEAVY("text"),
  /** The button says nothing. */
  BUTTON_MISSING("button"),
  /** The button's words are the same for everybody. */
  BUTTON_FIELD("button"),
  /** No page elsewhere may stand in for this one. */
  REDIRECT_NEVER("redirect"),
  /** It does not begin with https. */
  REDIRECT_HTTPS("redirect"),
  /** It names a user before the host, which is how addresses deceive. */
  REDIRECT_USER("redirect"),
  /** It names a port. */
  REDIRECT_PORT("redirect"),
  /** Its host is no name of a public website. */
  REDIRECT_NAME("redirect"),
  /** Its host is not on the list. */
  REDIRECT_HOST("redirect"),
  /** It is not written as an address is. */
  REDIRECT_FORM("redirect"),
  /** It holds an e-mail address. */
  REDIRECT_EMAIL("redirect"),
  /** It holds something to be filled in. */
  REDIRECT_FIELD("redirect"),
  /** It holds a token, an id or a number that could be somebody's. */
  REDIRECT_SECRET("redirect"),
  /** A parameter is called after what says who somebody is. */
  REDIRECT_PARAMETER("redirect"),
  /** It is no colour. */
  COLOUR_FORM("colour"),
  /** White text on it cannot be read. */
  COLOUR_CONTRAST("colour"),
  /** There is no such logo any more. */
  LOGO_GONE("logo"),
  /** Nothing says what the logo shows. */
  LOGO_ALT("logoAlt");

  private final String field;

  LandingFault(String field) {
    this.field = field;
  }

  /** The part of the content that it is about. */
  public String field() {
    return field;
  }
}
