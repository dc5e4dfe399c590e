package org.jawort.optin.web;

import java.net.URI;
import java.util.Locale;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.consent.LandingVersion;
import org.jawort.consent.ShownPage;
import org.jawort.optin.PendingQuestion;
import org.jawort.tenant.Tenant;
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

  /** As the page behind the link draws it. */
  ShownPage of(
      Tenant tenant,
      PendingQuestion asked,
      LandingKind question,
      @Nullable LandingVersion pressed) {
    if (asked.renewal()) {
      return renewal(tenant, asked, renewing(question));
    }
    String otherwise = text("landing.otherwise." + question, asked.language().locale());
    return landings
        .asked(tenant, question, asked.language(), pressed)
        .page(asked.wordings(), otherwise);
  }

  /** Our own words for the question whether a consent is to be renewed. */
  static String renewing(LandingKind kind) {
    return kind == LandingKind.CONFIRM ? "optin.confirm.renew" : "optin.refuse.renew";
  }

  private ShownPage renewal(Tenant tenant, PendingQuestion asked, String words) {
    return ours(tenant, asked, words, text(words + ".otherwise", asked.language().locale()));
  }

  private ShownPage ours(Tenant tenant, PendingQuestion asked, String words, String otherwise) {
    Locale locale = asked.language().locale();
    String name = tenant.name();
    return new ShownPage(
        text(words + ".title", locale, name),
        text(words + ".text", locale, name),
        asked.wordings(),
        text(words + ".button", locale),
        otherwise,
        tenant.imprint(),
        tenant.privacyPolicyUrl().map(URI::toString).orElse(null),
        tenant.privacyPolicyVersion().orElse(null));
  }

  /** The page on which somebody says that they never asked for the mail. */
  ShownPage complaint(Tenant tenant, PendingQuestion asked) {
    return ours(tenant, asked, "optin.complaint", "").alone();
  }

  private String text(String key, Locale locale, Object... arguments) {
    return texts.getMessage(key, arguments, locale);
  }
}
