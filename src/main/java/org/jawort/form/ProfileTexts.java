package org.jawort.form;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts what the profile says into the words of a form. */
@Component
class ProfileTexts {
  /** Law 35. */
  private static final int YEARS_OF_CALLS = 5;

  private final MessageSource messages;
  private final Purposes purposes;
  private final RetentionPeriods periods;

  ProfileTexts(MessageSource messages, Purposes purposes, RetentionPeriods periods) {
    this.messages = messages;
    this.purposes = purposes;
    this.periods = periods;
  }

  /** What a form of the purpose in the language could say. */
  ProfileSays of(Tenant tenant, PurposeId purpose, Language language) {
    Locale locale = language.locale();
    int years = AgeGate.in(tenant.country());
    var age =
        new AgeGate(years, messages.getMessage("form.standard.age", new Object[] {years}, locale));
    var parts = new ArrayList<InformationPart>();
    for (InformationTopic topic : InformationTopic.values()) {
      String title = messages.getMessage(key(topic, "title"), null, locale);
      parts.add(new InformationPart(topic, title, text(topic, tenant, purpose, language)));
    }
    return new ProfileSays(age, parts, tenant.logo().orElse(null));
  }

  private String text(InformationTopic topic, Tenant tenant, PurposeId purpose, Language language) {
    return switch (topic) {
      case CONTROLLER -> tenant.imprint().isBlank() ? "" : tenant.imprint();
      case CONTACT -> tenant.replyTo().orElse(tenant.senderAddress());
      case COUNTRIES -> tenant.thirdCountries().orElse("");
      case OFFICER, RECIPIENTS -> "";
      case PURPOSES -> said(topic, language, name(tenant, purpose, language));
      case STORAGE -> storage(tenant, language);
      default -> said(topic, language, tenant.name());
    };
  }

  private String name(Tenant tenant, PurposeId purpose, Language language) {
    return purposes
        .find(tenant.id(), purpose)
        .map(Purpose::profile)
        .map(profile -> profile.name().in(language.code()))
        .orElse("");
  }

  private String said(InformationTopic topic, Language language, String argument) {
    return messages.getMessage(key(topic, "text"), new Object[] {argument}, language.locale());
  }

  /** As the tenant chose it, so that the form says what happens. */
  private String storage(Tenant tenant, Language language) {
    Map<KeptThing, Integer> kept = periods.all(tenant.id());
    int days = kept.getOrDefault(KeptThing.UNCONFIRMED, KeptThing.UNCONFIRMED.usual());
    // To the end of the year in which the last of them ends.
    int years = kept.getOrDefault(KeptThing.PROOF, KeptThing.PROOF.usual()) + 1;
    return messages.getMessage(
        key(InformationTopic.STORAGE, "text"),
        new Object[] {days, Math.max(years, YEARS_OF_CALLS)},
        language.locale());
  }

  private static String key(InformationTopic topic, String part) {
    return "form.information." + topic.name() + "." + part;
  }
}
