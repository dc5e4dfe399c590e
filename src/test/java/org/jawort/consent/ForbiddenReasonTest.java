package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.jawort.consent.Transition.Forbidden;
import org.jawort.consent.Transition.Reason;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Why an event is refused: whoever answers somebody says it in words. */
class ForbiddenReasonTest {
  @ParameterizedTest
  @CsvSource({
    "CONFIRMED, CONFIRMED, RECIPIENT, ALREADY",
    "LAPSED, CONFIRMED, RECIPIENT, STATUS",
    "CONFIRMED, REFUSED, RECIPIENT, STATUS",
    "REVOKED, REVOKED, RECIPIENT, ALREADY",
    "UNKNOWN, REVOKED, RECIPIENT, STATUS",
    "TRIGGERED, REQUESTED, STAFF, ALREADY",
    "REVOKED, REQUESTED, STAFF, STATUS",
    "CONFIRMED, REVOKED, IMPORT, ACTOR",
    "LAPSED, LAPSED, PROCESS, ALREADY",
    "UNKNOWN, DECLARATION_WITHDRAWN, STAFF, STATUS",
    "CONFIRMED, CONFIRMED, STAFF, ACTOR"
  })
  @DisplayName("S1-07 What is so already is told from what cannot be, and from who may not")
  void told(ConsentStatus from, EventType event, Actor.Kind actor, Reason reason) {
    assertThat(Transition.of(from, event, actor)).isEqualTo(new Forbidden(reason));
  }

  @ParameterizedTest
  @EnumSource(ConsentStatus.class)
  @DisplayName("S1-07 An answer is awaited while the mail is on its way or there, and then no more")
  void pending(ConsentStatus status) {
    assertThat(status.pending())
        .as("whether an answer is awaited when the status is %s", status)
        .isEqualTo(status == ConsentStatus.TRIGGERED || status == ConsentStatus.SENT);
  }
}
