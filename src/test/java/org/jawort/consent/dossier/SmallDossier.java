package org.jawort.consent.dossier;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The smallest dossiers that there can be, with every section that has to be there. */
final class SmallDossier {
  private static final JsonMapper JSON = JsonMapper.shared();

  private SmallDossier() {}

  /** Nothing happened to the contact point. */
  static ObjectNode of(String point, String checkpoint) {
    ObjectNode sections = JSON.createObjectNode();
    for (String name : List.of("consentRecord", "controller", "contact", "explanation")) {
      sections.putObject(name);
    }
    for (String name :
        List.of(
            "wordings",
            "events",
            "forms",
            "mails",
            "fetches",
            "permissions",
            "files",
            "timeStamps")) {
      sections.putArray(name);
    }
    sections.putObject("contactPoint").put("id", point);
    sections.putObject("log").put("checkpoint", checkpoint);
    return sections;
  }

  /** One event happened to it. */
  static ObjectNode of(String point, String checkpoint, ObjectNode event) {
    ObjectNode sections = of(point, checkpoint);
    JsonNode record = event.path("record");
    event.put("number", 1).put("position", 0);
    for (String member : List.of("at", "type", "status")) {
      event.set(member, record.path(member));
    }
    event.putObject("actor").set("kind", record.path("actor"));
    ((ObjectNode) event.path("actor")).set("id", record.path("actorId"));
    ((ObjectNode) sections.path("contactPoint"))
        .put("channel", "EMAIL")
        .set("address", record.path("evidence").path("address"));
    ObjectNode told = ((ObjectNode) sections.path("consentRecord")).putArray("events").addObject();
    told.set("event_id", event.path("id"));
    told.set("event_time", event.path("at"));
    told.set("event_type", event.path("type"));
    sections.withArray("events").add(event);
    return sections;
  }
}
