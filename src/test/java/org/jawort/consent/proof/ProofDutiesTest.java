package org.jawort.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.proof.ProofDuties.Fact;
import org.jawort.consent.proof.ProofDuties.Keep;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProofDutiesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static Fact fact(String type, ConsentStatus status, String at) {
    return new Fact(EventType.valueOf(type), status, Instant.parse(at), null, false);
  }

  private static final Fact SIGNED_UP =
      fact("SIGNED_UP", ConsentStatus.TRIGGERED, "2024-05-01T10:00:00Z");
  private static final Fact CONFIRMED =
      fact("CONFIRMED", ConsentStatus.CONFIRMED, "2024-05-01T10:05:00Z");

  private static Optional<Keep> duty(boolean calls, Fact... facts) {
    return ProofDuties.duty(
        Arrays.stream(facts)
            .map(f -> new Fact(f.type(), f.status(), f.at(), f.saidAt(), calls))
            .toList(),
        BERLIN,
        3,
        NOW);
  }

  @Test
  @DisplayName("law 34 Without a consent there is no proof to keep")
  void nothing() {
    assertThat(duty(false)).isEmpty();
    assertThat(duty(true, SIGNED_UP)).isEmpty();
    assertThat(
            duty(false, SIGNED_UP, fact("REFUSED", ConsentStatus.REFUSED, "2024-05-02T10:00:00Z")))
        .isEmpty();
  }

  @Test
  @DisplayName("law 34 Three years to the year's end after the withdrawal, in the tenant's zone")
  void withdrawn() {
    assertThat(
            duty(
                false,
                SIGNED_UP,
                CONFIRMED,
                fact("REVOKED", ConsentStatus.REVOKED, "2025-12-31T22:59:59Z")))
        .contains(new Keep(ProofDuty.Reason.WITHDRAWAL, Instant.parse("2028-12-31T23:00:00Z")));
    // A second later it is the new year in Berlin.
    assertThat(
            duty(
                false,
                SIGNED_UP,
                CONFIRMED,
                fact("REVOKED", ConsentStatus.REVOKED, "2025-12-31T23:00:00Z")))
        .contains(new Keep(ProofDuty.Reason.WITHDRAWAL, Instant.parse("2029-12-31T23:00:00Z")));
    assertThat(
            duty(false, CONFIRMED, fact("REVOKED", ConsentStatus.REVOKED, "2022-06-01T00:00:00Z")))
        .isEmpty();
  }

  @Test
  @DisplayName("law 34 A consent that stands is ended by the erasure itself")
  void standing() {
    assertThat(duty(false, SIGNED_UP, CONFIRMED))
        .contains(new Keep(ProofDuty.Reason.WITHDRAWAL, Instant.parse("2029-12-31T23:00:00Z")));
  }

  @Test
  @DisplayName("law 35 Proof of a consent to calls: five years from the grant and from each use")
  void calls() {
    assertThat(duty(true, CONFIRMED, fact("USED", ConsentStatus.CONFIRMED, "2026-02-01T10:00:00Z")))
        .contains(new Keep(ProofDuty.Reason.CALLS, Instant.parse("2031-02-01T10:00:00Z")));
    // Five years are over in 2029; the claims of the present year are not.
    assertThat(duty(true, CONFIRMED))
        .contains(new Keep(ProofDuty.Reason.CALLS, Instant.parse("2029-12-31T23:00:00Z")));
    var said =
        new Fact(
            EventType.DECLARED,
            ConsentStatus.EXTERNALLY_DOCUMENTED,
            NOW,
            Instant.parse("2020-01-01T00:00:00Z"),
            true);
    assertThat(duty(true, said)).map(Keep::reason).contains(ProofDuty.Reason.WITHDRAWAL);
  }

  @Test
  @DisplayName(
      "law 35 What a purpose covers since says nothing of a consent given before, nor after")
  void asGiven() {
    Fact toCalls = new Fact(CONFIRMED.type(), CONFIRMED.status(), CONFIRMED.at(), null, true);
    Fact later = fact("USED", ConsentStatus.CONFIRMED, "2026-02-01T10:00:00Z");
    assertThat(duty(List.of(toCalls, later)))
        .as("a consent to calls, and an event when the purpose covered none any more")
        .contains(new Keep(ProofDuty.Reason.CALLS, Instant.parse("2029-12-31T23:00:00Z")));
    assertThat(duty(List.of(CONFIRMED, later)))
        .as("a consent to something else")
        .map(Keep::reason)
        .contains(ProofDuty.Reason.WITHDRAWAL);
  }

  private static Optional<Keep> duty(List<Fact> facts) {
    return ProofDuties.duty(facts, BERLIN, 3, NOW);
  }

  @Property
  void keptUntilLaterThanNowAndNeverWithoutConsent(
      @ForAll List<ConsentStatus> statuses, @ForAll boolean calls) {
    var facts = new ArrayList<Fact>();
    for (ConsentStatus status : statuses) {
      Instant at = NOW.minusSeconds(statuses.size());
      facts.add(new Fact(EventType.CONFIRMED, status, at, null, calls));
    }
    Optional<Keep> keep = ProofDuties.duty(facts, BERLIN, 3, NOW);
    boolean ever = statuses.stream().anyMatch(ConsentStatus::mayAdvertise);
    assertThat(keep.isPresent()).isEqualTo(ever);
    keep.ifPresent(k -> assertThat(k.until()).isAfter(NOW));
  }
}
