package org.jawort.desk.web;

import java.util.Map;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.TenantId;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What purposes are called in the viewer's language, by their keys. */
@Component
public class PurposeWords {
  private final Purposes purposes;

  PurposeWords(Purposes purposes) {
    this.purposes = purposes;
  }

  /** What the purposes of a tenant are called in the language of the page, by their keys. */
  public Map<String, String> of(TenantId tenant) {
    String language = LocaleContextHolder.getLocale().getLanguage();
    return purposes.all(tenant).stream()
        .collect(Collectors.toMap(Purpose::key, purpose -> purpose.profile().name().in(language)));
  }
}
