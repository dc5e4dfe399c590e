package org.jawort.desk.dossier;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.EventId;
import org.jawort.consent.EventProof;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.Opening;
import org.jawort.consent.Purpose;
import org.jawort.consent.Purposes;
import org.jawort.consent.TransparencyLog;
import org.jawort.desk.ContactRecord;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what the rooms know about one contact point. */
class Gathering {
  private final Tenants tenants;
  private final TransparencyLog log;
  private final FormVersions versions;
  private final DossierMails mails;
  private final Permitted permitted;
  private final KeptFiles files;
  private final Purposes purposes;
  private final Settings settings;
  private final Ids ids;
  private final InstantSource clock;

  Gathering(
      Tenants tenants,
      TransparencyLog log,
      FormVersions versions,
      DossierMails mails,
      Permitted permitted,
      KeptFiles files,
      Purposes purposes,
      Settings settings,
      Ids ids,
      InstantSource clock) {
    this.tenants = tenants;
    this.log = log;
    this.versions = versions;
    this.mails = mails;
    this.permitted = permitted;
    this.files = files;
    this.purposes = purposes;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /** What all documents about the contact have in common. */
  Frame frame(TenantId id, ContactRecord record, Optional<Language> language) {
    Tenant tenant = tenants.find(id);
    return new Frame(
        clock.instant(),
        language.orElse(tenant.language()),
        tenant,
        settings.publicUrl().toString(),
        settings.smtpUrl().map(URI::getHost).orElse(null),
        record,
        purposes.all(id).stream().collect(Collectors.toMap(Purpose::key, purpose -> purpose)));
  }

  /** Empty while an event has no place in the log yet. */
  Optional<Dossier> gather(
      TenantId tenantId,
      ContactRecord record,
      ContactRecord.Point point,
      Optional<Language> language) {
    List<HistoryEntry> history = point.history().reversed();
    Optional<List<Dossier.Event>> events = events(tenantId, history);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dossier(
            ids.next(),
            frame(tenantId, record, language),
            point,
            events.get(),
            versions.forms(tenantId, forms(history)),
            wordings(tenantId, history),
            mails.of(tenantId, point),
            permitted.of(tenantId, point),
            files.of(tenantId, point.point().id(), events.get()),
            checkpoint(events.get()),
            log.verifierKey()));
  }

  /** The one that the proofs lead to; a newer one may have been signed since. */
  private String checkpoint(List<Dossier.Event> events) {
    return events.isEmpty()
        ? log.checkpoint()
        : events.getFirst().proof().substring(events.getFirst().proof().indexOf("\n\n") + 2);
  }

  private Optional<List<Dossier.Event>> events(TenantId tenant, List<HistoryEntry> history) {
    var named = history.stream().map(HistoryEntry::id).collect(Collectors.toSet());
    Map<EventId, EventProof> proofs = log.proofsOf(tenant, named);
    Map<EventId, Opening> openings = log.openingsOf(tenant, named);
    var events = new ArrayList<Dossier.Event>();
    for (HistoryEntry entry : history) {
      if (!(proofs.get(entry.id()) instanceof EventProof.Sealed proof)) {
        return Optional.empty();
      }
      events.add(event(events.size() + 1, entry, openings.get(entry.id()), proof));
    }
    return Optional.of(events);
  }

  private static Dossier.Event event(
      int number, HistoryEntry entry, @Nullable Opening opening, EventProof.Sealed proof) {
    return new Dossier.Event(
        number,
        entry,
        opening == null ? null : opened(opening),
        proof.position(),
        HexFormat.of().formatHex(proof.commitment()),
        proof.file());
  }

  private static Dossier.Opened opened(Opening opening) {
    JsonNode record = JsonMapper.shared().readTree(opening.record());
    return new Dossier.Opened(record, HexFormat.of().formatHex(opening.salt()));
  }

  private static LinkedHashSet<FormVersion> forms(List<HistoryEntry> history) {
    var forms = new LinkedHashSet<FormVersion>();
    for (HistoryEntry entry : history) {
      if (entry.form() != null) {
        forms.add(entry.form());
      }
    }
    return forms;
  }

  private Map<UUID, Dossier.WordingShown> wordings(TenantId tenant, List<HistoryEntry> history) {
    var shown = new LinkedHashSet<UUID>();
    for (HistoryEntry entry : history) {
      if (entry.evidence() != null) {
        entry.evidence().boxes().stream()
            .map(Evidence.Box::wording)
            .filter(wording -> wording != null)
            .forEach(shown::add);
      }
    }
    var wordings = new LinkedHashMap<UUID, Dossier.WordingShown>();
    versions.wordings(tenant, shown).forEach(wording -> wordings.put(wording.id(), wording));
    return wordings;
  }
}
