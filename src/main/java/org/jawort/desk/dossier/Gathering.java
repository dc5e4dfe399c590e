package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jawort.consent.EventId;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.permission.ClassPermission;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.consent.proof.Opening;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.stamp.TimeStamp;
import org.jawort.consent.stamp.TimeStamps;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ContactRecord;
import org.jawort.erasure.KeptProofs;
import org.jawort.erasure.KeptRecord;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;

/** Puts together what the rooms know about one contact point. */
class Gathering {
  private final TransparencyLog log;
  private final TimeStamps timeStamps;
  private final ShownVersions versions;
  private final DossierMails mails;
  private final Permissions permissions;
  private final EvidenceFiles files;
  private final KeptProofs kept;
  private final Ids ids;

  Gathering(
      TransparencyLog log,
      TimeStamps timeStamps,
      ShownVersions versions,
      DossierMails mails,
      Permissions permissions,
      EvidenceFiles files,
      KeptProofs kept,
      Ids ids) {
    this.log = log;
    this.timeStamps = timeStamps;
    this.versions = versions;
    this.mails = mails;
    this.permissions = permissions;
    this.files = files;
    this.kept = kept;
    this.ids = ids;
  }

  /**
   * All about a contact point.
   *
   * @param stamp that is to seal it, taken before
   * @return empty while an event has no place in the log yet, or where the key of the log was
   *     rotated since the stamp was taken
   */
  Optional<Dossier> gather(
      TenantId tenant,
      DocumentContext documentContext,
      ContactRecord.Point point,
      DossierSeal.Stamp stamp) {
    List<HistoryEntry> history = point.history().reversed();
    ContactPointId id = point.point().id();
    DossierPoint way = DossierPoint.of(point);
    Map<EventId, Opening> openings = log.openingsOf(tenant, idsOf(history));
    return ProvenEvents.of(log, tenant, history, openings, stamp)
        .map(
            proven ->
                new Dossier(
                    ids.next(),
                    documentContext.asConsented(way.standings()),
                    way,
                    proven.events(),
                    versions.forms(tenant, history),
                    versions.wordings(tenant, history),
                    mails.of(tenant, point),
                    answers(tenant, point),
                    KeptFiles.of(proven.events(), file -> files.open(tenant, id, file)),
                    proven.checkpoint(),
                    stamped(tenant, proven),
                    stamp));
  }

  /** All that is kept of a contact point whose contact was erased; empty likewise. */
  Optional<Dossier> gather(
      TenantId tenant,
      DocumentContext documentContext,
      ContactPointId id,
      KeptRecord record,
      DossierSeal.Stamp stamp) {
    List<HistoryEntry> history = record.history();
    DossierPoint way = DossierPoint.of(id, record);
    return ProvenEvents.of(log, tenant, history, record.openings(), stamp)
        .map(
            proven ->
                new Dossier(
                    ids.next(),
                    documentContext.asConsented(way.standings()),
                    way,
                    proven.events(),
                    versions.forms(tenant, history),
                    versions.wordings(tenant, history),
                    mails.kept(tenant, id, record),
                    List.of(),
                    KeptFiles.of(proven.events(), file -> kept.file(tenant, id, file)),
                    proven.checkpoint(),
                    stamped(tenant, proven),
                    stamp));
  }

  /** The time stamps behind these events, and for each the first that covers it. */
  private StampedEvents stamped(TenantId tenant, ProvenEvents proven) {
    List<Long> positions = proven.events().stream().map(Dossier.Event::position).toList();
    List<TimeStamp> stamps = timeStamps.of(proven.checkpoint(), positions);
    var proofs = new HashMap<EventId, StampedEvents.Proof>();
    for (TimeStamp stamp : stamps) {
      Set<EventId> covered =
          proven.events().stream()
              .filter(event -> event.position() < stamp.size())
              .map(event -> event.entry().id())
              .filter(id -> !proofs.containsKey(id))
              .collect(Collectors.toSet());
      if (!covered.isEmpty()) {
        log.proofsAgainst(stamp.checkpoint(), tenant, covered)
            .forEach((event, file) -> proofs.put(event, new StampedEvents.Proof(stamp, file)));
      }
    }
    return new StampedEvents(stamps, proofs);
  }

  /** For each purpose the classes that rest on a consent, then once those that do not. */
  private List<Dossier.ClassAnswer> answers(TenantId tenant, ContactRecord.Point point) {
    var answers = new ArrayList<Dossier.ClassAnswer>();
    for (ContactRecord.PurposeConsent consent : point.consents()) {
      String purpose = consent.status().purpose();
      Arrays.stream(MessageClass.values())
          .filter(MessageClass::restsOnConsent)
          .map(kind -> new Dossier.ClassAnswer(purpose, kind, may(tenant, point, purpose, kind)))
          .forEach(answers::add);
    }
    if (!answers.isEmpty()) {
      point.permissions().stream()
          .filter(answer -> answer.purpose() == null)
          .map(one -> new Dossier.ClassAnswer(null, one.messageClass(), one.permission()))
          .forEach(answers::add);
    }
    return answers;
  }

  /** As the record says it; of a purpose that was archived since the consent it says nothing. */
  private Permission may(
      TenantId tenant, ContactRecord.Point about, String purpose, MessageClass kind) {
    ContactPoint point = about.point();
    return ClassPermission.among(about.permissions(), purpose, kind)
        .orElseGet(
            () -> permissions.ask(tenant, point.channel(), point.addressKey(), purpose, kind));
  }

  private static Set<EventId> idsOf(Collection<HistoryEntry> history) {
    return history.stream().map(HistoryEntry::id).collect(Collectors.toSet());
  }
}
