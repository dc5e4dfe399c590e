package org.jawort.consent.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jawort.OwnTenant;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.log.LogEvents.Happened;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.LogProof;
import org.jawort.consent.log.NoteSigner;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.Opening;
import org.jawort.consent.proof.TransparencyLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Dossiers that are sealed rightly, of events that are true and belong to somebody else. */
class ForeignEventTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OwnTenant tenant = OwnTenant.fresh();
  private final NoteSigner signer = tenant.bean(LogKeys.class).signer();
  private final TransparencyLog log = tenant.bean(TransparencyLog.class);
  private final LogEvents events = new LogEvents(tenant.server(), tenant.id());
  private final Happened ada = events.signUp(1).getFirst();
  private final Happened berta = events.signUp(1).getFirst();
  private final ObjectNode event = JSON.createObjectNode();
  private final String checkpoint = told(berta);

  /** Tells an event as a dossier does, and returns the checkpoint that its proof leads to. */
  private String told(Happened of) {
    EventProof.Sealed sealed = events.sealed(of.event());
    Opening opening = log.openingsOf(tenant.id(), Set.of(of.event())).get(of.event());
    event.put("id", of.event().value().toString());
    event.set("record", JSON.readTree(opening.record()));
    event.put("salt", HexFormat.of().formatHex(opening.salt()));
    event.put("proof", sealed.file());
    return LogProof.parse(sealed.file()).note().toString();
  }

  private List<String> faults(Happened of, String checkpoint) {
    ObjectNode sections = SmallDossier.of(of.contactPoint().value().toString(), checkpoint, event);
    byte[] dossier = DossierJson.seal("dossier", sections, signer);
    return DossierCheck.check(dossier, List.of(), Locale.ENGLISH).stream()
        .filter(finding -> !finding.holds())
        .map(Finding::text)
        .toList();
  }

  @Test
  @DisplayName("B-01 B-03 A true event of another contact point does not pass for one of this")
  void person() {
    assertThat(faults(berta, checkpoint)).as("what does not hold in her own dossier").isEmpty();
    assertThat(faults(ada, checkpoint))
        .as("what does not hold where the event happened to somebody else")
        .containsExactly("Event 1: belongs to another contact point.");
  }

  @Test
  @DisplayName("B-01 B-03 An event is told under its own id alone")
  void id() {
    event.put("id", ada.event().value().toString());
    assertThat(faults(berta, checkpoint))
        .as("what does not hold where an event is told under the id of another")
        .containsExactly("Event 1: belongs to another contact point.");
  }

  @Test
  @DisplayName("B-01 B-03 A proof that leads to another checkpoint than the one told fails")
  void checkpoint() {
    events.sealed(events.signUp(1).getFirst().event());
    assertThat(faults(berta, log.checkpoint()))
        .as("what does not hold where the dossier names a later checkpoint")
        .containsExactly("Event 1: the proof leads to another checkpoint.");
  }

  @Test
  @DisplayName("B-01 law 52 A record that was changed, or opened with another salt, fails")
  void commitment() {
    var record = (ObjectNode) event.path("record");
    record.put("source", "ELSEWHERE");
    assertThat(faults(berta, checkpoint))
        .as("what does not hold of a changed record")
        .containsExactly(
            "Event 1: the record or its salt was changed; they do not make the entry in the log.");
    event.put("salt", "00".repeat(16));
    assertThat(faults(berta, checkpoint))
        .as("what does not hold of another salt")
        .containsExactly(
            "Event 1: the record or its salt was changed; they do not make the entry in the log.");
  }
}
