package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.consent.EventId;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.Opening;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events with their proofs, all against one checkpoint.
 *
 * @param checkpoint as it was signed
 */
record ProvenEvents(List<Dossier.Event> events, String checkpoint) {
  /**
   * Proves the events of a contact point.
   *
   * @param history the oldest first
   * @param openings of those whose personal part is there
   * @param stamp that is to seal the dossier
   * @return empty while an event has no place in the log yet, or where the key of the log was
   *     rotated since the stamp was taken
   */
  static Optional<ProvenEvents> of(
      TransparencyLog log,
      TenantId tenant,
      List<HistoryEntry> history,
      Map<EventId, Opening> openings,
      DossierSeal.Stamp stamp) {
    var named = history.stream().map(HistoryEntry::id).collect(Collectors.toSet());
    Map<EventId, EventProof> proofs = log.proofsOf(tenant, named);
    var events = new ArrayList<Dossier.Event>();
    for (HistoryEntry entry : history) {
      if (!(proofs.get(entry.id()) instanceof EventProof.Sealed proof)) {
        return Optional.empty();
      }
      events.add(event(events.size() + 1, entry, openings.get(entry.id()), proof));
    }
    String checkpoint = events.isEmpty() ? log.checkpoint() : checkpoint(events.getFirst());
    return stamp.fits(checkpoint)
        ? Optional.of(new ProvenEvents(events, checkpoint))
        : Optional.empty();
  }

  /** The one that the proofs lead to; a newer one may have been signed since. */
  private static String checkpoint(Dossier.Event event) {
    return event.proof().substring(event.proof().indexOf("\n\n") + 2);
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
}
