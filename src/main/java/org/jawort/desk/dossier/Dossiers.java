package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.DossierSeal;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.integration.Proofs;
import org.jawort.optin.ListedNotice;
import org.jawort.optin.NoticeList;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door for proofs: dossiers of contact points, and copies of all data of a contact. */
@Component
class Dossiers implements Proofs {
  private final ContactRecords records;
  private final Contacts contacts;
  private final Gathering gathering;
  private final Frames frames;
  private final DossierFiles files;
  private final Copy copy;
  private final Patience patience;
  private final NoticeList notices;

  Dossiers(
      ContactRecords records,
      Contacts contacts,
      Gathering gathering,
      Frames frames,
      DossierFiles files,
      Copy copy,
      Patience patience,
      NoticeList notices) {
    this.records = records;
    this.contacts = contacts;
    this.gathering = gathering;
    this.frames = frames;
    this.files = files;
    this.copy = copy;
    this.patience = patience;
    this.notices = notices;
  }

  @Override
  public Answer dossier(
      TenantId tenant, ContactPointId contactPoint, Format format, Optional<Language> language) {
    return patience.ask(
        stamp -> {
          ContactPoint point = contacts.points(tenant, List.of(contactPoint)).get(contactPoint);
          return Optional.ofNullable(point)
              .flatMap(found -> records.find(tenant, found.contact()))
              .flatMap(
                  record ->
                      record.points().stream()
                          .filter(one -> one.point().id().equals(contactPoint))
                          .findFirst()
                          .map(one -> one(tenant, record, one, format, language, stamp)))
              .orElseGet(Answer.Unknown::new);
        });
  }

  private Answer one(
      TenantId tenant,
      ContactRecord record,
      ContactRecord.Point point,
      Format format,
      Optional<Language> language,
      DossierSeal.Stamp stamp) {
    Frame frame = frames.of(tenant, new Subject.Known(record), language);
    return gathering
        .gather(tenant, frame, point, stamp)
        .map(dossier -> files.made(dossier, format))
        .orElseGet(Answer.NotYetSealed::new);
  }

  @Override
  public Answer copy(TenantId tenant, ContactId contact, Optional<Language> language) {
    return patience.ask(
        stamp ->
            records
                .find(tenant, contact)
                .map(record -> copied(tenant, record, language, stamp))
                .orElseGet(Answer.Unknown::new));
  }

  private Answer copied(
      TenantId tenant, ContactRecord record, Optional<Language> language, DossierSeal.Stamp stamp) {
    Frame frame = frames.of(tenant, new Subject.Known(record), language);
    var dossiers = new ArrayList<Dossier>();
    for (ContactRecord.Point point : record.points()) {
      Optional<Dossier> dossier = gathering.gather(tenant, frame, point, stamp);
      if (dossier.isEmpty()) {
        return new Answer.NotYetSealed();
      }
      dossiers.add(dossier.get());
    }
    List<ListedNotice> about = notices.about(tenant, record.contact().id());
    String id = record.contact().id().toString();
    return new Answer.Made(
        DossierFiles.name(frame, id, "kopie", "copy") + ".zip",
        out -> copy.write(out, new Copied(record, about, frame, dossiers)));
  }
}
