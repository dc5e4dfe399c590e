package org.jawort.desk.dossier;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jawort.delivery.ShownMail;
import org.jawort.desk.ContactRecord;
import org.jawort.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A dossier as JSON: one member per section, each of which the seal names with its hash. */
final class Sections {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Dossier dossier;
  private final Words words;

  Sections(Dossier dossier, Words words) {
    this.dossier = dossier;
    this.words = words;
  }

  ObjectNode json() {
    ObjectNode sections = JSON.createObjectNode();
    sections.set("consentRecord", new ConsentRecordJson(dossier, words).json());
    sections.set("controller", controller(dossier.frame()));
    sections.set("contact", contact(dossier.frame()));
    sections.set("contactPoint", contactPoint());
    sections.set("wordings", wordings());
    sections.set("events", events());
    sections.set("forms", forms());
    sections.set("mails", mails());
    sections.set("fetches", fetches());
    sections.set("permissions", permissions());
    sections.set("explanation", explanation());
    sections.set("files", files());
    sections.set("log", log());
    return sections;
  }

  static ObjectNode controller(Frame frame) {
    Tenant tenant = frame.tenant();
    ObjectNode controller = JSON.createObjectNode();
    controller.put("id", tenant.id().value().toString());
    controller.put("name", tenant.name());
    controller.put("imprint", tenant.imprint());
    controller.put("email", frame.contactAddress());
    controller.put("privacyPolicy", tenant.privacyPolicyUrl().map(Object::toString).orElse(null));
    controller.put("timeZone", tenant.timeZone().getId());
    return controller;
  }

  static ObjectNode contact(Frame frame) {
    var contact = frame.record().contact();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", contact.id().toString());
    json.put("kind", contact.kind().name());
    json.put("firstName", contact.firstName());
    json.put("lastName", contact.lastName());
    json.put("company", contact.company());
    json.put("language", contact.language().code());
    json.put("origin", contact.origin().name());
    json.put("createdAt", time(contact.createdAt()));
    json.put("updatedAt", time(contact.updatedAt()));
    return json;
  }

  private ObjectNode contactPoint() {
    var point = dossier.way();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", point.id().toString());
    json.put("channel", point.channel().name());
    json.put("address", point.address());
    json.put("addressNormalised", point.addressKey());
    json.put("createdAt", time(point.createdAt()));
    json.put("mailBlock", point.mailBlock() == null ? null : point.mailBlock().name());
    json.put("mailBlockSince", time(point.mailBlockAt()));
    ArrayNode consents = json.putArray("consents");
    for (ContactRecord.PurposeConsent consent : dossier.point().consents()) {
      consents
          .addObject()
          .put("purpose", consent.status().purpose())
          .put("status", consent.status().status().name())
          .put("since", time(consent.status().since()));
    }
    return json;
  }

  private ArrayNode wordings() {
    ArrayNode wordings = JSON.createArrayNode();
    for (Dossier.WordingShown wording : dossier.wordings().values()) {
      wordings
          .addObject()
          .put("id", wording.id().toString())
          .put("version", wording.version())
          .put("language", wording.language().code())
          .put("channel", wording.channel())
          .put("text", wording.text())
          .put("since", time(wording.since()));
    }
    return wordings;
  }

  private ArrayNode events() {
    ArrayNode events = JSON.createArrayNode();
    for (Dossier.Event event : dossier.events()) {
      ObjectNode json = events.addObject();
      var entry = event.entry();
      json.put("id", entry.id().toString());
      json.put("number", event.number());
      json.put("at", time(entry.at()));
      json.put("type", entry.type().name());
      json.put("purpose", entry.purpose());
      json.put("status", name(entry.status()));
      json.set("actor", actor(event));
      json.put("position", event.position());
      json.put("commitment", event.commitment());
      if (event.opened() != null) {
        json.set("record", event.opened().record());
        json.put("salt", event.opened().salt());
      }
      json.put("proof", event.proof());
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
    for (Dossier.FormShown shown : dossier.forms()) {
      ObjectNode json = forms.addObject();
      json.put("id", shown.form().id().toString());
      json.put("version", shown.form().version().version());
      json.put("name", shown.form().name());
      json.put("language", shown.form().language().code());
      json.put("address", dossier.server() + "/f/" + shown.form().key());
      json.put("since", time(shown.since()));
      json.set("definition", JSON.valueToTree(shown.form().definition()));
    }
    return forms;
  }

  private ArrayNode mails() {
    ArrayNode mails = JSON.createArrayNode();
    for (Dossier.Mail mail : dossier.mails()) {
      ObjectNode json = mails.addObject();
      UUID campaign = mail.mail().campaign();
      json.put("id", mail.mail().id().toString());
      json.put("campaign", campaign.toString());
      json.put("campaignName", dossier.nameOf(campaign));
      json.put("campaignVersion", mail.campaignVersion());
      json.put("messageClass", mail.messageClass().name());
      json.put("status", mail.mail().status());
      json.put("createdAt", time(mail.mail().createdAt()));
      json.put("attempts", mail.mail().attempts());
      json.put("answer", mail.mail().answer());
      json.put("answeredAt", time(mail.mail().answeredAt()));
      json.put("sha256AsSent", mail.sha256());
      json.put("bytesAsSent", mail.size());
      json.set("content", mail.shown() == null ? null : content(mail.shown()));
    }
    return mails;
  }

  /** Personal links are made unusable in it: whoever holds one answers in the recipient's name. */
  private static ObjectNode content(ShownMail shown) {
    ObjectNode content = JSON.createObjectNode();
    content.put("personalLinks", "masked");
    ArrayNode headers = content.putArray("headers");
    shown
        .headers()
        .forEach(line -> headers.addObject().put("name", line.name()).put("value", line.value()));
    content.put("text", shown.text());
    content.put("html", shown.html());
    return content;
  }

  private ArrayNode fetches() {
    ArrayNode fetches = JSON.createArrayNode();
    for (Dossier.Mail mail : dossier.mails()) {
      for (ContactRecord.Fetch fetch : mail.mail().fetches().reversed()) {
        fetches
            .addObject()
            .put("mail", mail.mail().id().toString())
            .put("linkType", fetch.linkType())
            .put("at", time(fetch.at()))
            .put("userAgent", fetch.userAgent())
            .put("countsAsConsent", false);
      }
    }
    return fetches;
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
          .put("words", words.code("may", answer.permission().reason()))
          .put("event", event == null ? null : event.toString());
    }
    return permissions;
  }

  private ObjectNode explanation() {
    return JSON.createObjectNode()
        .put("language", words.language())
        .put("status", words.of("explanation"))
        .put("fetches", words.of("fetches.text"))
        .put("limits", words.of("limits"))
        .put("check", words.of("check.text"));
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

  static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }
}
