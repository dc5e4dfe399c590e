package org.jawort.campaign.landing;

import org.jawort.tenant.RedirectFault;

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
  /** What {@link RedirectFault} says. */
  REDIRECT_HTTPS(RedirectFault.HTTPS),
  REDIRECT_USER(RedirectFault.USER),
  REDIRECT_PORT(RedirectFault.PORT),
  REDIRECT_NAME(RedirectFault.NAME),
  REDIRECT_HOST(RedirectFault.HOST),
  REDIRECT_FORM(RedirectFault.FORM),
  REDIRECT_EMAIL(RedirectFault.EMAIL),
  REDIRECT_FIELD(RedirectFault.FIELD),
  REDIRECT_SECRET(RedirectFault.SECRET),
  REDIRECT_PARAMETER(RedirectFault.PARAMETER),
  /** It is no colour. */
  COLOUR_FORM("colour"),
  /** White text on it cannot be read. */
  COLOUR_CONTRAST("colour"),
  /** There is no such logo any more. */
  LOGO_GONE("logo"),
  /** Nothing says what the logo shows. */
  LOGO_ALT("logoAlt");

  private final String field;
  private final String words;

  LandingFault(String field) {
    this.field = field;
    this.words = "landing.fault." + name();
  }

  LandingFault(RedirectFault redirect) {
    this.field = "redirect";
    this.words = redirect.words();
  }

  static LandingFault of(RedirectFault redirect) {
    return valueOf("REDIRECT_" + redirect.name());
  }

  /** The key of its message. */
  public String words() {
    return words;
  }

  /** The part of the content that it is about. */
  public String field() {
    return field;
  }
}
