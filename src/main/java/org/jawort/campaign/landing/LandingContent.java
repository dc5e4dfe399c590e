package org.jawort.campaign.landing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member of staff writes on a landing page.
 *
 * @param heading one line; may hold fields such as {@code {{ tenant }}}
 * @param text paragraphs with bold, lists and links (see {@link LandingText}); may hold fields
 * @param button what its button says, or empty where it has none
 * @param redirect address of the page that is shown instead, or empty
 * @param colour as {@code #rrggbb}, or empty for the tenant's own
 * @param logo a picture of the tenant, or null
 * @param logoAlt what the logo says to those who do not see it; empty without one
 */
public record LandingContent(
    String heading,
    String text,
    String button,
    String redirect,
    String colour,
    @Nullable UUID logo,
    String logoAlt) {
  /** Characters that a heading may have. */
  public static final int LONGEST_HEADING = 120;

  /** Characters that a text may have. */
  public static final int LONGEST_TEXT = 2000;

  /** Characters that a button may have. */
  public static final int LONGEST_BUTTON = 60;

  /** Characters that the address of a redirect may have. */
  public static final int LONGEST_REDIRECT = 500;

  /** Characters that stand for a logo. */
  public static final int LONGEST_ALT = 120;

  /** Words alone, in the tenant's colour. */
  public static LandingContent ofWords(String heading, String text, String button) {
    return new LandingContent(heading, text, button, "", "", null, "");
  }

  /** The words of another one in the look of this one, with no redirect. */
  public LandingContent saying(LandingContent other) {
    return new LandingContent(other.heading, other.text, other.button, "", colour, logo, logoAlt);
  }

  /** Tells whether both say the same and lead to the same place. */
  boolean saysTheSameAs(LandingContent other) {
    return heading.equals(other.heading)
        && text.equals(other.text)
        && button.equals(other.button)
        && redirect.equals(other.redirect);
  }
}
