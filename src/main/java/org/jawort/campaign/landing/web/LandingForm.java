package org.jawort.campaign.landing.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingLack;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The fields of a landing page, as staff fill them in. */
final class LandingForm {
  static final String LABELS = "landing.field";

  private LandingForm() {}

  /**
   * A form with what stands on a page.
   *
   * @param seen version that its author has before them
   * @param colour what the colour field shows where the page has the tenant's
   */
  static FormInput filled(LandingPage page, int seen, String colour) {
    LandingContent content = page.content();
    boolean own = !content.colour().isEmpty();
    return FormInput.empty()
        .with("heading", content.heading())
        .with("text", content.text())
        .with("button", content.button())
        .with("redirect", content.redirect())
        .with("colour", own ? content.colour() : colour)
        .with("colours", own ? "own" : "tenant")
        .with("logo", content.logo() == null ? "" : content.logo().toString())
        .with("logoAlt", content.logoAlt())
        .with("seen", String.valueOf(seen));
  }

  /** What was typed; fields that are too long are refused in the form. */
  static LandingContent content(FormInput form) {
    return new LandingContent(
        form.optional("heading", LandingContent.LONGEST_HEADING),
        form.text("text", LandingContent.LONGEST_TEXT),
        form.optional("button", LandingContent.LONGEST_BUTTON),
        form.optional("redirect", LandingContent.LONGEST_REDIRECT),
        form.has("colours", "own") ? form.value("colour").toLowerCase(Locale.ROOT) : "",
        logo(form),
        form.optional("logoAlt", LandingContent.LONGEST_ALT));
  }

  private static @Nullable UUID logo(FormInput form) {
    String logo = form.value("logo");
    try {
      return logo.isEmpty() ? null : UUID.fromString(logo);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Of what the author had before them; 0 where the form does not say. */
  static int seen(FormInput form) {
    String seen = form.value("seen");
    return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0;
  }

  static void refuse(FormInput form, List<LandingLack> lacks) {
    for (LandingLack lack : lacks) {
      form.refuse(lack.fault().field(), lack.fault().words(), lack.arguments().toArray());
    }
  }
}
