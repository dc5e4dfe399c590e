package org.jawort.desk.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.contact.Contact;
import org.jawort.desk.ContactRecord;
import org.jawort.platform.Csv;
import org.jspecify.annotations.Nullable;

/** The copy of a contact's data as tables. */
final class DataExportTables {
  private final ExportedData exportedData;
  private final List<Dossier> dossiers;
  private final ContactRecord record;

  DataExportTables(ExportedData exportedData) {
    this.exportedData = exportedData;
    this.record = exportedData.record();
    this.dossiers = exportedData.dossiers();
  }

  /** Names of files and their bytes, in the order in which to read them. */
  Map<String, byte[]> files() {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("contacts.csv", contacts());
    files.put("contact-points.csv", points());
    files.put("consents.csv", consents());
    files.put("events.csv", events());
    files.put("mails.csv", mails());
    files.put("groups.csv", groups());
    files.put("fields.csv", fields());
    files.put("submissions.csv", submissions());
    files.put("notices.csv", notices());
    return files;
  }

  private byte[] contacts() {
    Contact contact = record.contact();
    return new Csv(
            "id",
            "kind",
            "firstName",
            "lastName",
            "company",
            "language",
            "origin",
            "createdAt",
            "updatedAt")
        .row(
            contact.id(),
            contact.kind(),
            contact.firstName(),
            contact.lastName(),
            contact.company(),
            contact.language().code(),
            contact.origin(),
            contact.createdAt(),
            contact.updatedAt())
        .bytes();
  }

  private byte[] groups() {
    var csv = new Csv("group", "since");
    record.groups().forEach(one -> csv.row(one.group().name(), one.since()));
    return csv.bytes();
  }

  private byte[] fields() {
    var csv = new Csv("field", "value", "changedAt");
    exportedData.fields().forEach(one -> csv.row(one.field().name(), one.value(), one.changedAt()));
    return csv.bytes();
  }

  private byte[] submissions() {
    var csv = new Csv("at", "form", "version", "question", "answer");
    exportedData
        .written()
        .forEach(one -> csv.row(one.at(), one.form(), one.version(), one.question(), one.answer()));
    return csv.bytes();
  }

  private byte[] notices() {
    var csv = new Csv("address", "text", "createdAt", "readAt");
    exportedData
        .notices()
        .forEach(one -> csv.row(one.address(), one.text(), one.createdAt(), one.doneAt()));
    return csv.bytes();
  }

  private byte[] points() {
    var csv = new Csv("id", "channel", "address", "mailBlock", "mailBlockSince", "createdAt");
    for (ContactRecord.Point point : record.points()) {
      var way = point.point();
      csv.row(
          way.id(),
          way.channel(),
          way.address(),
          way.mailBlock(),
          way.mailBlockAt(),
          way.createdAt());
    }
    return csv.bytes();
  }

  private byte[] consents() {
    var csv = new Csv("contactPoint", "address", "purpose", "purposeName", "status", "since");
    for (Dossier dossier : dossiers) {
      for (DossierPoint.Standing status : dossier.way().standings()) {
        csv.row(
            dossier.way().id(),
            dossier.way().address(),
            status.purpose(),
            name(dossier, status.purpose(), status.asked()),
            status.status(),
            status.since());
      }
    }
    return csv.bytes();
  }

  private byte[] events() {
    var csv =
        new Csv(
            "id",
            "contactPoint",
            "at",
            "type",
            "purpose",
            "purposeName",
            "status",
            "actor",
            "actorName",
            "source",
            "evidence");
    for (Dossier dossier : dossiers) {
      for (Dossier.Event event : dossier.events()) {
        var entry = event.entry();
        csv.row(
            entry.id(),
            dossier.way().id(),
            entry.at(),
            entry.type(),
            entry.purpose(),
            name(dossier, entry.purpose(), entry.asked()),
            entry.status(),
            entry.actor().kind(),
            dossier.nameOf(entry.actor().id()),
            entry.source(),
            event.opened() == null ? null : event.opened().record().path("evidence"));
      }
    }
    return csv.bytes();
  }

  /** What the purpose was called when it was consented to; its name of today before that. */
  private static @Nullable String name(
      Dossier dossier, @Nullable String key, @Nullable PurposeVersion asked) {
    Purpose today = key == null ? null : dossier.frame().purposes().get(key);
    PurposeName name = asked != null ? asked.name() : today == null ? null : today.profile().name();
    return name == null ? null : name.in(dossier.language());
  }

  private byte[] mails() {
    var csv =
        new Csv(
            "id",
            "contactPoint",
            "messageClass",
            "campaign",
            "subject",
            "status",
            "createdAt",
            "answer",
            "answeredAt");
    for (Dossier dossier : dossiers) {
      for (Dossier.Mail mail : dossier.mails()) {
        csv.row(
            mail.id(),
            dossier.way().id(),
            mail.messageClass(),
            dossier.nameOf(mail.campaign() == null ? null : mail.campaign().campaign()),
            mail.shown() == null ? null : mail.shown().subject(),
            mail.status(),
            mail.createdAt(),
            mail.answer(),
            mail.answeredAt());
      }
    }
    return csv.bytes();
  }
}
