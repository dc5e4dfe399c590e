package org.jawort.campaign.landing;

import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jawort.platform.Language;

/** The words that come with the program. */
final class StandardTexts {
  private record Key(LandingKind kind, Language language) {}

  private static final Map<Key, LandingContent> KNOWN = new ConcurrentHashMap<>();

  private StandardTexts() {}

  static LandingContent of(LandingKind kind, Language language) {
    return KNOWN.computeIfAbsent(new Key(kind, language), StandardTexts::read);
  }

  private static LandingContent read(Key key) {
    var texts =
        ResourceBundle.getBundle(
            "messages/landing",
            key.language().locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    String beginning = "landing.standard." + key.kind().name();
    return LandingContent.ofWords(
        texts.getString(beginning + ".heading"),
        texts.getString(beginning + ".text"),
        key.kind().hasButton() ? texts.getString(beginning + ".button") : "");
  }
}
