package org.jawort.consent.web;

import java.util.Locale;
import java.util.Optional;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the wording that a path names, be it written already or not. */
@Component
class WordingSubjectArgument extends PathArgument<WordingSubject> {
  private final Purposes purposes;
  private final PurposeArgument purpose;

  WordingSubjectArgument(Purposes purposes, PurposeArgument purpose) {
    super(WordingSubject.class);
    this.purposes = purposes;
    this.purpose = purpose;
  }

  @Override
  protected Optional<WordingSubject> find(TenantId tenant, Named named) {
    String language = named.text("language");
    String channel = named.text("channel");
    return purposes
        .find(tenant, new PurposeId(named.id("id")))
        .map(
            found ->
                new WordingSubject(
                    tenant,
                    found,
                    Language.ofCode(language),
                    Channel.valueOf(channel.toUpperCase(Locale.ROOT)),
                    "%s/%s/wordings/%s/%s"
                        .formatted(ConsentAddresses.PURPOSES, found.id(), language, channel)));
  }

  @Override
  protected PageFault missing() {
    return purpose.missing();
  }
}
