package org.jawort.desk.dossier;

import org.jawort.contact.Contact;
import org.jawort.contact.ContactPoint;
import org.jawort.erasure.KeptProof;
import org.jawort.tenant.Tenant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sections of a dossier that say who it is about, and who answers for it. */
final class PersonSections {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Dossier dossier;
  private final DocumentWords documentWords;

  PersonSections(Dossier dossier, DocumentWords documentWords) {
    this.dossier = dossier;
    this.documentWords = documentWords;
  }

  static ObjectNode controller(DocumentContext documentContext) {
    Tenant tenant = documentContext.tenant();
    ObjectNode controller = JSON.createObjectNode();
    controller.put("id", tenant.id().value().toString());
    controller.put("name", tenant.name());
    controller.put("imprint", tenant.imprint());
    controller.put("email", documentContext.contactAddress());
    controller.put("privacyPolicy", tenant.privacyPolicyUrl().map(Object::toString).orElse(null));
    tenant
        .privacyPolicyVersion()
        .ifPresent(version -> controller.put("privacyPolicyVersion", version));
    controller.put("timeZone", tenant.timeZone().getId());
    return controller;
  }

  static ObjectNode contact(DocumentContext documentContext) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", documentContext.subject().id().toString());
    switch (documentContext.subject()) {
      case Subject.Known(var record) -> contact(json, record.contact());
      case Subject.Erased(var kept) -> json.put("name", kept.person());
    }
    return json;
  }

  private static void contact(ObjectNode json, Contact contact) {
    json.put("kind", contact.kind().name());
    json.put("firstName", contact.firstName());
    json.put("lastName", contact.lastName());
    json.put("company", contact.company());
    json.put("language", contact.language().code());
    json.put("origin", contact.origin().name());
    json.put("createdAt", JsonText.time(contact.createdAt()));
    json.put("updatedAt", JsonText.time(contact.updatedAt()));
  }

  ObjectNode contactPoint() {
    var point = dossier.way();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", point.id().toString());
    json.put("channel", point.channel().name());
    json.put("address", point.address());
    if (point.known() != null) {
      known(json, point.known());
    }
    ArrayNode consents = json.putArray("consents");
    for (DossierPoint.Standing standing : point.standings()) {
      consents
          .addObject()
          .put("purpose", standing.purpose())
          .put("purposeName", documentWords.purpose(standing.purpose()))
          .put("status", standing.status().name())
          .put("since", JsonText.time(standing.since()));
    }
    return json;
  }

  private static void known(ObjectNode json, ContactPoint point) {
    json.put("addressNormalised", point.addressKey());
    json.put("createdAt", JsonText.time(point.createdAt()));
    json.put("mailBlock", JsonText.name(point.mailBlock()));
    json.put("mailBlockSince", JsonText.time(point.mailBlockAt()));
  }

  /** Why proof of somebody who was erased is still there, and until when (law 34, 35). */
  ArrayNode restriction() {
    ArrayNode restriction = JSON.createArrayNode();
    for (KeptProof kept : dossier.kept()) {
      restriction
          .addObject()
          .put("purpose", kept.purpose())
          .put("reason", kept.reason().name())
          .put("erasedAt", JsonText.time(kept.keptAt()))
          .put("until", JsonText.time(kept.until()))
          .put("words", documentWords.restriction(kept));
    }
    return restriction;
  }
}
