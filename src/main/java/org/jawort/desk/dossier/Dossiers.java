package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.desk.ContactStory;
import org.jawort.form.KeptSubmissions;
import org.jawort.form.WrittenAnswer;
import org.jawort.integration.Proofs;
import org.jawort.optin.notice.ListedNotice;
import org.jawort.optin.notice.NoticeList;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door for proofs: dossiers of contact points, and copies of all data of a contact. */
@Component
class Dossiers implements Proofs {
  private final ContactRecords records;
  private final Gathering gathering;
  private final DocumentContexts documentContexts;
  private final DossierFiles files;
  private final DataExport dataExport;
  private final SealWait sealWait;
  private final NoticeList notices;
  private final KeptSubmissions submissions;
  private final ContactStory story;

  Dossiers(
      ContactRecords records,
      Gathering gathering,
      DocumentContexts documentContexts,
      DossierFiles files,
      DataExport dataExport,
      SealWait sealWait,
      NoticeList notices,
      KeptSubmissions submissions,
      ContactStory story) {
    this.story = story;
    this.records = records;
    this.gathering = gathering;
    this.documentContexts = documentContexts;
    this.files = files;
    this.dataExport = dataExport;
    this.sealWait = sealWait;
    this.notices = notices;
    this.submissions = submissions;
  }

  @Override
  public ProofOutcome dossier(
      TenantId tenant, ContactPointId contactPoint, Format format, Optional<Language> language) {
    return sealWait.ask(
        stamp -> {
          return records
              .about(tenant, contactPoint)
              .flatMap(
                  record ->
                      record.points().stream()
                          .filter(one -> one.point().id().equals(contactPoint))
                          .findFirst()
                          .map(one -> one(tenant, record, one, format, language, stamp)))
              .orElseGet(ProofOutcome.Unknown::new);
        });
  }

  private ProofOutcome one(
      TenantId tenant,
      ContactRecord record,
      ContactRecord.Point point,
      Format format,
      Optional<Language> language,
      DossierSeal.Stamp stamp) {
    DocumentContext documentContext =
        documentContexts.of(tenant, new Subject.Known(record), language);
    return gathering
        .gather(tenant, documentContext, point, stamp)
        .map(dossier -> files.made(dossier, format))
        .orElseGet(ProofOutcome.NotYetSealed::new);
  }

  @Override
  public ProofOutcome copy(TenantId tenant, ContactId contact, Optional<Language> language) {
    return sealWait.ask(
        stamp ->
            records
                .find(tenant, contact)
                .map(record -> copied(tenant, record, language, stamp))
                .orElseGet(ProofOutcome.Unknown::new));
  }

  private ProofOutcome copied(
      TenantId tenant, ContactRecord record, Optional<Language> language, DossierSeal.Stamp stamp) {
    DocumentContext documentContext =
        documentContexts.of(tenant, new Subject.Known(record), language);
    var dossiers = new ArrayList<Dossier>();
    for (ContactRecord.Point point : record.points()) {
      Optional<Dossier> dossier = gathering.gather(tenant, documentContext, point, stamp);
      if (dossier.isEmpty()) {
        return new ProofOutcome.NotYetSealed();
      }
      dossiers.add(dossier.get());
    }
    List<ContactStory.Merge> former = story.formerNames(tenant, record.contact().id());
    List<ListedNotice> about = notices.about(tenant, record.contact().id());
    List<WrittenAnswer> written = submissions.writtenBy(tenant, record.contact().id());
    String id = record.contact().id().toString();
    return new ProofOutcome.Made(
        FileNames.of(documentContext, id, "kopie", "copy") + ".zip",
        out ->
            dataExport.write(
                out, new ExportedData(record, former, about, written, documentContext, dossiers)));
  }
}
