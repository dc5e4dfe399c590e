package org.jawort.desk.dossier;

import java.util.List;
import java.util.Objects;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.HistoryEntry;
import org.jawort.contact.address.Channel;
import org.jawort.form.ShownForm;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The consent record by ISO/IEC TS 27560:2023, with its names for the fields (law 20). */
final class ConsentRecordJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SCHEMA = "ISO/IEC TS 27560:2023";

  private final Dossier dossier;
  private final DocumentWords documentWords;

  ConsentRecordJson(Dossier dossier, DocumentWords documentWords) {
    this.dossier = dossier;
    this.documentWords = documentWords;
  }

  ObjectNode json() {
    ObjectNode record = JSON.createObjectNode();
    record.put("schema_version", SCHEMA);
    record.put("record_id", dossier.id().toString());
    record.put("pii_principal_id", dossier.subject().id().toString());
    record.put("created", JsonText.time(dossier.madeAt()));
    record.set("pii_processing", processing());
    record.set("party_identification", parties());
    record.set("events", events());
    return record;
  }

  private ArrayNode processing() {
    ArrayNode processing = JSON.createArrayNode();
    for (DossierPoint.Standing standing : dossier.way().standings()) {
      ObjectNode one = processing.addObject();
      String purpose = standing.purpose();
      one.set("privacy_notice", notices(purpose));
      one.put("language", language(purpose));
      one.put("purpose", documentWords.purpose(purpose));
      one.put("purpose_id", purpose);
      one.put("purpose_version", standing.asked() == null ? null : standing.asked().number());
      one.put("lawful_basis", documentWords.basis(purpose));
      one.put("consent_state", state(standing.status(), null));
      one.put("pii_type", documentWords.of("record.data"));
      one.set("pii_controllers", array(List.of(dossier.tenant().id().value().toString())));
      one.put("collection_method", documentWords.of("record.collection"));
      one.put("storage_location", documentWords.of("record.storage", dossier.server()));
      one.put("retention_period", documentWords.of("record.retention"));
      one.put("jurisdiction", documentWords.jurisdiction(purpose));
      one.set("recipient_third_parties", recipients());
      one.put("third_country_transfer", documentWords.transfer(dossier.frame()));
      one.put(
          "withdrawal_method",
          documentWords.of("record.withdrawal", dossier.frame().contactAddress()));
      one.put(
          "privacy_rights", documentWords.of("record.rights", dossier.frame().contactAddress()));
    }
    return processing;
  }

  /** Each wording that was shown for the purpose, with the policy that was linked. */
  private ArrayNode notices(@Nullable String purpose) {
    ArrayNode notices = JSON.createArrayNode();
    for (Dossier.Event event : dossier.events()) {
      Evidence evidence = event.entry().evidence();
      if (evidence == null || !Objects.equals(event.entry().purpose(), purpose)) {
        continue;
      }
      for (Evidence.Box box : evidence.boxes()) {
        ObjectNode notice = notices.addObject();
        notice
            .put("event", event.entry().id().toString())
            .put("wording", box.wording() == null ? null : box.wording().toString())
            .put("text", box.text())
            .put("ticked", box.ticked())
            .put("page", evidence.page())
            .put("privacy_policy", evidence.privacyPolicy());
        if (evidence.privacyPolicyVersion() != null) {
          notice.put("privacy_policy_version", evidence.privacyPolicyVersion());
        }
      }
    }
    return notices;
  }

  private String language(String purpose) {
    for (Dossier.Event event : dossier.events()) {
      if (Objects.equals(event.entry().purpose(), purpose)) {
        for (ShownForm shown : dossier.forms()) {
          if (shown.form().version().equals(event.entry().form())) {
            return shown.form().language().code();
          }
        }
      }
    }
    return dossier.subject() instanceof Subject.Known(var record)
        ? record.contact().language().code()
        : dossier.language().code();
  }

  private ArrayNode recipients() {
    return array(documentWords.recipients(dossier.frame()));
  }

  private ArrayNode parties() {
    Tenant tenant = dossier.tenant();
    ArrayNode parties = JSON.createArrayNode();
    parties
        .addObject()
        .put("party_id", tenant.id().value().toString())
        .put("party_name", tenant.name())
        .put("party_address", tenant.imprint())
        .put("party_email", dossier.frame().contactAddress())
        .put("party_url", tenant.privacyPolicyUrl().map(Object::toString).orElse(null))
        .put("party_contact", dossier.frame().contactAddress())
        .put("party_type", "organisation")
        .put("party_role", "pii_controller");
    ObjectNode principal =
        parties
            .addObject()
            .put("party_id", dossier.subject().id().toString())
            .put("party_name", dossier.subject().title())
            .put("party_type", "person")
            .put("party_role", "pii_principal");
    principal.put(
        dossier.way().channel() == Channel.EMAIL ? "party_email" : "party_phone",
        dossier.way().address());
    if (dossier.frame().mailServer() != null) {
      parties
          .addObject()
          .put("party_id", dossier.frame().mailServer())
          .put("party_name", dossier.frame().mailServer())
          .put("party_type", "mail server")
          .put("party_role", "recipient");
    }
    for (String host : dossier.frame().called()) {
      parties
          .addObject()
          .put("party_id", host)
          .put("party_name", host)
          .put("party_type", "webhook")
          .put("party_role", "recipient");
    }
    return parties;
  }

  private ArrayNode events() {
    ArrayNode events = JSON.createArrayNode();
    for (Dossier.Event event : dossier.events()) {
      var entry = event.entry();
      events
          .addObject()
          .put("event_id", entry.id().toString())
          .put("event_time", JsonText.time(entry.at()))
          .put("validity_duration", documentWords.validity(entry.purpose()))
          .put("entity_id", entity(event))
          .put("event_type", entry.type().name())
          .put("event_state", state(entry.status(), entry))
          .put("purpose_id", entry.purpose());
    }
    return events;
  }

  private String entity(Dossier.Event event) {
    var actor = event.entry().actor();
    return switch (actor.kind()) {
      case RECIPIENT -> dossier.subject().id().toString();
      case STAFF, API, IMPORT, PROCESS, SYSTEM ->
          actor.id() == null ? actor.kind().name() : actor.id().toString();
    };
  }

  /** The state in the words of the W3C Data Privacy Vocabulary (domain.md, law 22). */
  private static @Nullable String state(
      @Nullable ConsentStatus status, @Nullable HistoryEntry entry) {
    if (status == null) {
      return null;
    }
    return switch (status) {
      case UNKNOWN -> "dpv:ConsentUnknown";
      case EXTERNALLY_DOCUMENTED, CONFIRMED ->
          entry != null && entry.type() == EventType.RENEWED
              ? "dpv:RenewedConsentGiven"
              : "dpv:ConsentGiven";
      case TRIGGERED, SENT -> "dpv:ConsentRequested";
      case LAPSED -> "dpv:ConsentRequestDeferred";
      case REFUSED -> "dpv:ConsentRefused";
      case REVOKED ->
          entry != null
                  && entry.type() == EventType.REVOKED
                  && entry.actor().kind() == Actor.Kind.STAFF
              ? "dpv:ConsentRevoked"
              : "dpv:ConsentWithdrawn";
    };
  }

  private static ArrayNode array(List<String> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(array::add);
    return array;
  }
}
