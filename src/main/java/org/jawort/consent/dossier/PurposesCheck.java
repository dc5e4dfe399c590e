package org.jawort.consent.dossier;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What people consented to bears the name that it had then, as the events commit to it. */
final class PurposesCheck {
  private static final String PURPOSE = "purpose";
  private static final String NAME = "purposeName";
  private static final String VERSION = "purposeVersion";

  private final Report report;
  private final JsonNode sections;
  private final List<JsonNode> events;
  private final String language;

  PurposesCheck(Report report, JsonNode sections) {
    this.report = report;
    this.sections = sections;
    this.events = sections.path("events").valueStream().toList();
    this.language = sections.path("explanation").path("language").asString("");
  }

  void run() {
    for (JsonNode event : events) {
      if (event.path("record").path(VERSION).isObject() && !isCalled(event, event.path(NAME))) {
        report.fails("purpose.other", event.path(PURPOSE).asString(""));
      }
    }
    for (JsonNode consent : sections.path("contactPoint").path("consents")) {
      if (consent.path("since").isString() && !isGiven(consent)) {
        report.fails("purpose.other", consent.path(PURPOSE).asString(""));
      }
    }
    for (JsonNode told : sections.path("consentRecord").path("pii_processing")) {
      if (told.path("purpose_version").isNumber() && !isProcessed(told)) {
        report.fails("purpose.other", told.path("purpose_id").asString(""));
      }
    }
  }

  private boolean isCalled(JsonNode event, JsonNode name) {
    return event.path("record").path(VERSION).path("names").path(language).equals(name);
  }

  /** By an event of that moment; what was erased commits to nothing that could be compared. */
  private boolean isGiven(JsonNode consent) {
    return events.stream()
        .filter(event -> event.path(PURPOSE).equals(consent.path(PURPOSE)))
        .filter(event -> Moments.same(event.path("at"), consent.path("since")))
        .anyMatch(event -> isErased(event) || isCalled(event, consent.path(NAME)));
  }

  private boolean isProcessed(JsonNode told) {
    return events.stream()
        .filter(event -> event.path(PURPOSE).equals(told.path("purpose_id")))
        .anyMatch(
            event ->
                isErased(event)
                    || isCalled(event, told.path(PURPOSE))
                        && event
                            .path("record")
                            .path(VERSION)
                            .path("version")
                            .equals(told.path("purpose_version")));
  }

  private static boolean isErased(JsonNode event) {
    return event.path("record").isMissingNode();
  }
}
