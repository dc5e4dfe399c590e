package org.jawort.consent.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.consent.EventId;
import org.jawort.consent.log.EntryReads;
import org.jawort.consent.log.HeldEvents;
import org.jawort.consent.log.LogReads;
import org.jawort.consent.log.LogState;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door to the transparency log (B-02): proofs of events, and what strangers check them with.
 */
@Component
public class TransparencyLog {
  private final EntryReads entries;
  private final LogReads log;
  private final LogState state;
  private final HeldEvents held;

  TransparencyLog(EntryReads entries, LogReads log, LogState state, HeldEvents held) {
    this.entries = entries;
    this.log = log;
    this.state = state;
    this.held = held;
  }

  /** Tells whether events are sealed and no witness refuses the log. */
  public boolean isWell() {
    return state.isWell();
  }

  /** What the log has to say about an event. */
  public EventProof proofOf(TenantId tenant, EventId event) {
    return proofsOf(tenant, Set.of(event)).getOrDefault(event, new EventProof.Unknown());
  }

  /**
   * The same for many, all against one checkpoint; each event that was asked for has its answer.
   * One that waits for the night goes into the log now, so that it is there when asked again.
   */
  public Map<EventId, EventProof> proofsOf(TenantId tenant, Set<EventId> events) {
    Map<UUID, EntryReads.Found> found = entries.proofs(tenant, ids(events));
    if (found.containsValue(new EntryReads.Found.Waiting())) {
      held.letGo(tenant, found.keySet());
    }
    return events.stream()
        .collect(Collectors.toMap(Function.identity(), event -> proof(found.get(event.value()))));
  }

  private static EventProof proof(EntryReads.@Nullable Found found) {
    return switch (found) {
      case null -> new EventProof.Unknown();
      case EntryReads.Found.Waiting() -> new EventProof.NotYetSealed();
      case EntryReads.Found.Sealed(long position, byte[] commitment, String file) ->
          new EventProof.Sealed(position, commitment, file);
    };
  }

  /**
   * What opens the commitments to the events; without those whose personal part was erased, or is
   * kept for legal defence alone ({@link KeptEvidence#openings}).
   */
  public Map<EventId, Opening> openingsOf(TenantId tenant, Set<EventId> events) {
    return entries.openings(tenant, ids(events)).entrySet().stream()
        .collect(
            Collectors.toMap(
                opening -> new EventId(opening.getKey()),
                opening ->
                    new Opening(opening.getValue().record().json(), opening.getValue().salt())));
  }

  private static List<UUID> ids(Set<EventId> events) {
    return events.stream().map(EventId::value).toList();
  }

  /** Proofs of those of the events that an earlier checkpoint covers, against it. */
  public Map<EventId, String> proofsAgainst(
      String checkpoint, TenantId tenant, Set<EventId> events) {
    return entries.proofsAgainst(checkpoint, tenant, ids(events)).entrySet().stream()
        .collect(Collectors.toMap(proof -> new EventId(proof.getKey()), Map.Entry::getValue));
  }

  /** The latest checkpoint as it was signed (C2SP tlog-checkpoint). */
  public String checkpoint() {
    return log.latest().note();
  }

  /** The key that signs it, as a vkey line (C2SP signed-note). */
  public String verifierKey() {
    return log.latest().verifierKey();
  }

  /** That key and every one before it, the newest first. */
  public List<String> verifierKeys() {
    return log.verifierKeys();
  }
}
