package org.jawort.desk.dossier;

import java.util.Base64;
import org.jawort.consent.stamp.TimeStamp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A dossier as JSON: one member per section, each of which the seal names with its hash. */
final class Sections {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Dossier dossier;
  private final DocumentWords documentWords;

  Sections(Dossier dossier, DocumentWords documentWords) {
    this.dossier = dossier;
    this.documentWords = documentWords;
  }

  ObjectNode json() {
    ObjectNode sections = JSON.createObjectNode();
    sections.set("consentRecord", new ConsentRecordJson(dossier, documentWords).json());
    var person = new PersonSections(dossier, documentWords);
    var mails = new MailSections(dossier);
    sections.set("controller", PersonSections.controller(dossier.frame()));
    sections.set("contact", PersonSections.contact(dossier.frame()));
    sections.set("contactPoint", person.contactPoint());
    sections.set("wordings", wordings());
    sections.set("events", events());
    sections.set("forms", forms());
    sections.set("mails", mails.mails());
    sections.set("fetches", mails.fetches());
    sections.set("permissions", permissions());
    if (!dossier.kept().isEmpty()) {
      sections.set("restriction", person.restriction());
    }
    sections.set("explanation", explanation());
    sections.set("files", files());
    sections.set("log", log());
    sections.set("timeStamps", timeStamps());
    return sections;
  }

  private ArrayNode timeStamps() {
    ArrayNode stamps = JSON.createArrayNode();
    for (TimeStamp stamp : dossier.timeStamps().stamps()) {
      stamps
          .addObject()
          .put("at", JsonText.time(stamp.at()))
          .put("authority", stamp.authority())
          .put("checkpoint", stamp.checkpoint())
          .put("token", Base64.getEncoder().encodeToString(stamp.token()));
    }
    return stamps;
  }

  private ArrayNode wordings() {
    ArrayNode wordings = JSON.createArrayNode();
    dossier
        .wordings()
        .values()
        .forEach(wording -> wordings.add(JSON.<JsonNode>valueToTree(wording)));
    return wordings;
  }

  private ArrayNode events() {
    ArrayNode events = JSON.createArrayNode();
    for (Dossier.Event event : dossier.events()) {
      ObjectNode json = events.addObject();
      var entry = event.entry();
      json.put("id", entry.id().toString());
      json.put("number", event.number());
      json.put("at", JsonText.time(entry.at()));
      json.put("type", entry.type().name());
      json.put("purpose", entry.purpose());
      json.put("purposeName", entry.purpose() == null ? null : documentWords.purpose(entry));
      json.put("status", JsonText.name(entry.status()));
      json.set("actor", actor(event));
      json.put("position", event.position());
      json.put("commitment", event.commitment());
      if (event.opened() != null) {
        json.set("record", event.opened().record());
        json.put("salt", event.opened().salt());
      } else {
        json.put("erased", documentWords.of("event.erased"));
      }
      json.put("proof", event.proof());
      StampedEvents.Proof stamped = dossier.timeStamps().proofs().get(entry.id());
      if (stamped != null) {
        json.put("stampedProof", stamped.file());
      }
    }
    return events;
  }

  private ObjectNode actor(Dossier.Event event) {
    var actor = event.entry().actor();
    return JSON.createObjectNode()
        .put("kind", actor.kind().name())
        .put("id", actor.id() == null ? null : actor.id().toString())
        .put("name", dossier.nameOf(actor.id()));
  }

  private ArrayNode forms() {
    ArrayNode forms = JSON.createArrayNode();
    dossier.forms().forEach(shown -> forms.add(shown.told().json()));
    return forms;
  }

  private ArrayNode permissions() {
    ArrayNode permissions = JSON.createArrayNode();
    for (Dossier.ClassAnswer answer : dossier.permissions()) {
      var event = answer.permission().event();
      permissions
          .addObject()
          .put("purpose", answer.purpose())
          .put("messageClass", answer.messageClass().name())
          .put("allowed", answer.permission().allowed())
          .put("reason", answer.permission().reason())
          .put("words", documentWords.code("may", answer.permission().reason()))
          .put("event", event == null ? null : event.toString());
    }
    return permissions;
  }

  private ObjectNode explanation() {
    return JSON.createObjectNode()
        .put("language", documentWords.language())
        .put("status", documentWords.of("explanation"))
        .put("fetches", documentWords.of("fetches.text"))
        .put("limits", documentWords.of("limits"))
        .put("check", documentWords.of("check.text"));
  }

  private ArrayNode files() {
    ArrayNode files = JSON.createArrayNode();
    for (Dossier.KeptFile file : dossier.files()) {
      files
          .addObject()
          .put("id", file.id().toString())
          .put("name", file.name())
          .put("type", file.type())
          .put("size", file.size())
          .put("sha256", file.sha256())
          .put(
              "content",
              file.content() == null ? null : Base64.getEncoder().encodeToString(file.content()));
    }
    return files;
  }

  private JsonNode log() {
    return JSON.createObjectNode()
        .put("checkpoint", dossier.checkpoint())
        .put("key", dossier.key())
        .put("address", dossier.server() + "/log/");
  }
}
