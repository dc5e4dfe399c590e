package org.jawort.optin.web;

import java.net.URI;
import java.util.Locale;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.consent.LandingVersion;
import org.jawort.consent.ShownPage;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a question said to those who pressed its button, for the evidence (law 15). */
@Component
class ShownQuestions {
  private final LandingPages landings;
  private final MessageSource texts;

  ShownQuestions(LandingPages landings, MessageSource texts) {
    this.landings = landings;
    this.texts = texts;
  }

  /** As {@link LinkPage#ask} draws it. */
  ShownPage of(Link link, LandingKind question, @Nullable LandingVersion pressed) {
    Locale locale = link.request().language().locale();
    if (link.request().renewal()) {
      return renewal(link, LinkPage.renewing(question), locale);
    }
    return landings
        .asked(link.tenant(), question, link.request().language(), pressed)
        .page(link.request().wordings(), text("landing.otherwise." + question, locale));
  }

  private ShownPage renewal(Link link, String words, Locale locale) {
    String name = link.tenant().name();
    return new ShownPage(
        text(words + ".title", locale, name),
        text(words + ".text", locale, name),
        link.request().wordings(),
        text(words + ".button", locale),
        text(words + ".otherwise", locale),
        link.tenant().imprint(),
        link.tenant().privacyPolicyUrl().map(URI::toString).orElse(null));
  }

  private String text(String key, Locale locale, Object... arguments) {
    return texts.getMessage(key, arguments, locale);
  }
}
