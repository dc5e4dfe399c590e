package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door for proofs: dossiers of contact points, and copies of all data of a contact. */
@Component
class Dossiers implements Proofs {
  /** An event gets its place in the log within two seconds. */
  private static final int TRIES = 30;

  private static final int PAUSE_IN_MILLISECONDS = 100;

  private final ContactRecords records;
  private final Contacts contacts;
  private final Gathering gathering;
  private final DossierFiles files;
  private final Copy copy;

  Dossiers(
      ContactRecords records,
      Contacts contacts,
      Gathering gathering,
      DossierFiles files,
      Copy copy) {
    this.records = records;
    this.contacts = contacts;
    this.gathering = gathering;
    this.files = files;
    this.copy = copy;
  }

  @Override
  public Answer dossier(
      TenantId tenant, ContactPointId contactPoint, Format format, Optional<Language> language) {
    return patiently(
        () -> {
          ContactPoint point = contacts.points(tenant, List.of(contactPoint)).get(contactPoint);
          return Optional.ofNullable(point)
              .flatMap(found -> records.find(tenant, found.contact()))
              .flatMap(record -> one(tenant, record, contactPoint, format, language))
              .orElseGet(Answer.Unknown::new);
        });
  }

  private Optional<Answer> one(
      TenantId tenant,
      ContactRecord record,
      ContactPointId contactPoint,
      Format format,
      Optional<Language> language) {
    return record.points().stream()
        .filter(point -> point.point().id().equals(contactPoint))
        .findFirst()
        .map(
            point ->
                gathering
                    .gather(tenant, record, point, language)
                    .map(dossier -> made(dossier, format))
                    .orElseGet(Answer.NotYetSealed::new));
  }

  private Answer made(Dossier dossier, Format format) {
    return switch (format) {
      case JSON -> made(DossierFiles.name(dossier, "json"), files.json(dossier));
      case PDF -> made(DossierFiles.name(dossier, "pdf"), files.pdf(dossier));
    };
  }

  /** Made before the answer begins, so that a fault is answered as one. */
  private static Answer made(String name, byte[] content) {
    return new Answer.Made(name, out -> out.write(content));
  }

  @Override
  public Answer copy(TenantId tenant, ContactId contact, Optional<Language> language) {
    return patiently(
        () ->
            records
                .find(tenant, contact)
                .map(record -> copied(tenant, record, language))
                .orElseGet(Answer.Unknown::new));
  }

  private Answer copied(TenantId tenant, ContactRecord record, Optional<Language> language) {
    var dossiers = new ArrayList<Dossier>();
    for (ContactRecord.Point point : record.points()) {
      Optional<Dossier> dossier = gathering.gather(tenant, record, point, language);
      if (dossier.isEmpty()) {
        return new Answer.NotYetSealed();
      }
      dossiers.add(dossier.get());
    }
    Frame frame = gathering.frame(tenant, record, language);
    String id = record.contact().id().toString();
    return new Answer.Made(
        DossierFiles.name(frame, id, "kopie", "copy") + ".zip",
        out -> copy.write(out, frame, dossiers));
  }

  private static Answer patiently(Supplier<Answer> asked) {
    for (int attempt = 1; ; attempt++) {
      Answer answer = asked.get();
      if (!(answer instanceof Answer.NotYetSealed) || attempt == TRIES || !paused()) {
        return answer;
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_IN_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
