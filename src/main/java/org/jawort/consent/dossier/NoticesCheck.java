package org.jawort.consent.dossier;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The privacy notices of the record by ISO/IEC TS 27560 are the boxes, the page and the policy that
 * the events commit to.
 */
final class NoticesCheck {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VERSION = "privacyPolicyVersion";

  private final Report report;
  private final JsonNode sections;

  NoticesCheck(Report report, JsonNode sections) {
    this.report = report;
    this.sections = sections;
  }

  void run() {
    for (JsonNode processing : sections.path("consentRecord").path("pii_processing")) {
      List<JsonNode> told = processing.path("privacy_notice").valueStream().toList();
      String purpose = processing.path("purpose_id").asString("");
      if (!told.equals(committed(purpose))) {
        report.fails("record.notices", purpose);
      }
    }
  }

  private List<JsonNode> committed(String purpose) {
    return sections
        .path("events")
        .valueStream()
        .filter(event -> event.path("purpose").asString("").equals(purpose))
        .flatMap(
            event ->
                event
                    .path("record")
                    .path("evidence")
                    .path("boxes")
                    .valueStream()
                    .map(box -> notice(event, box)))
        .toList();
  }

  private static JsonNode notice(JsonNode event, JsonNode box) {
    JsonNode evidence = event.path("record").path("evidence");
    ObjectNode notice = JSON.createObjectNode();
    notice.set("event", event.path("id"));
    notice.set("wording", box.path("wording"));
    notice.set("text", box.path("text"));
    notice.set("ticked", box.path("ticked"));
    notice.set("page", evidence.path("page"));
    notice.set("privacy_policy", evidence.path("privacyPolicy"));
    if (evidence.has(VERSION)) {
      notice.set("privacy_policy_version", evidence.path(VERSION));
    }
    return notice;
  }
}
