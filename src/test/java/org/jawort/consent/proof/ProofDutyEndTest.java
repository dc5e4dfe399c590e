package org.jawort.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.proof.ProofDuties.Fact;
import org.jawort.consent.proof.ProofDuties.Keep;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The very moment at which proof need not be kept any more. */
class ProofDutyEndTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant END = Instant.parse("2027-12-31T23:00:00Z");
  private static final Fact GIVEN =
      new Fact(
          EventType.CONFIRMED,
          ConsentStatus.CONFIRMED,
          Instant.parse("2024-05-01T10:05:00Z"),
          null,
          false);
  private static final Fact WITHDRAWN =
      new Fact(
          EventType.REVOKED,
          ConsentStatus.REVOKED,
          Instant.parse("2024-06-01T10:00:00Z"),
          null,
          false);

  private static Optional<Keep> duty(Instant now) {
    return ProofDuties.duty(List.of(GIVEN, WITHDRAWN), BERLIN, 3, now);
  }

  @Test
  @DisplayName("law 34 Proof is kept until the year has ended, and not a moment longer")
  void end() {
    assertThat(duty(END.minusNanos(1)))
        .as("the duty just before the end of the third year after a withdrawal")
        .contains(new Keep(ProofDuty.Reason.WITHDRAWAL, END));
    assertThat(duty(END)).as("the duty at that end").isEmpty();
  }
}
