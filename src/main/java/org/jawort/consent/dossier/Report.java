package org.jawort.consent.dossier;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jawort.consent.log.ProofCheck.Finding;

/** Notes what was found, in sentences of one language. */
final class Report {
  private static final String PREFIX = "consent.verify.";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final List<Finding> findings = new ArrayList<>();
  private final ResourceBundle texts;
  private final Locale locale;

  Report(Locale locale) {
    this.locale = locale;
    this.texts = ResourceBundle.getBundle("messages.consent", locale, NO_FALLBACK);
  }

  boolean holds(String key, Object... arguments) {
    return findings.add(new Finding(true, text(key, arguments)));
  }

  boolean fails(String key, Object... arguments) {
    findings.add(new Finding(false, text(key, arguments)));
    return false;
  }

  /** Takes over what another report found. */
  void add(Report other) {
    findings.addAll(other.findings);
  }

  String text(String key, Object... arguments) {
    return new MessageFormat(texts.getString(PREFIX + key), locale).format(arguments);
  }

  /** The words for a section; its name where there are none. */
  String section(String name) {
    String key = "section." + name;
    return texts.containsKey(PREFIX + key) ? text(key) : name;
  }

  boolean allHolds() {
    return findings.stream().allMatch(Finding::holds);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
