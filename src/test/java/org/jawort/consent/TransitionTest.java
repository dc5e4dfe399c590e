package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status with every event and every actor, against the table of domain.md written anew. */
public class TransitionTest {
  /** status : event → status, and who; "=" stays, what is missing is forbidden. */
  private static final List<String> TABLE =
      List.of(
          "UNKNOWN SIGNED_UP TRIGGERED RECIPIENT",
          "LAPSED SIGNED_UP TRIGGERED RECIPIENT",
          "REFUSED SIGNED_UP TRIGGERED RECIPIENT",
          "REVOKED SIGNED_UP TRIGGERED RECIPIENT",
          "TRIGGERED SIGNED_UP = RECIPIENT",
          "SENT SIGNED_UP = RECIPIENT",
          "CONFIRMED SIGNED_UP = RECIPIENT",
          "EXTERNALLY_DOCUMENTED SIGNED_UP = RECIPIENT",
          "UNKNOWN REQUESTED TRIGGERED STAFF,IMPORT,API",
          "CONFIRMED REQUESTED = STAFF,IMPORT,API",
          "EXTERNALLY_DOCUMENTED REQUESTED = STAFF,IMPORT,API",
          "TRIGGERED SENT SENT SYSTEM",
          "SENT SENT = SYSTEM",
          "CONFIRMED SENT = SYSTEM",
          "EXTERNALLY_DOCUMENTED SENT = SYSTEM",
          "LAPSED SENT = SYSTEM",
          "REFUSED SENT = SYSTEM",
          "REVOKED SENT = SYSTEM",
          "TRIGGERED CONFIRMED CONFIRMED RECIPIENT",
          "SENT CONFIRMED CONFIRMED RECIPIENT",
          // "A request never lowers a given consent": renewed, it stays what it is.
          "CONFIRMED RENEWED = RECIPIENT",
          "EXTERNALLY_DOCUMENTED RENEWED = RECIPIENT",
          "UNKNOWN REFUSED REFUSED RECIPIENT,STAFF,API",
          "LAPSED REFUSED REFUSED RECIPIENT,STAFF,API",
          "TRIGGERED REFUSED REFUSED RECIPIENT,STAFF,API",
          "SENT REFUSED REFUSED RECIPIENT,STAFF,API",
          "TRIGGERED LAPSED LAPSED PROCESS",
          "SENT LAPSED LAPSED PROCESS",
          "UNKNOWN DECLARED EXTERNALLY_DOCUMENTED STAFF,IMPORT,API",
          "LAPSED DECLARED EXTERNALLY_DOCUMENTED STAFF,IMPORT,API",
          "REFUSED DECLARED EXTERNALLY_DOCUMENTED STAFF,API",
          // Behind the tenant's setting: domain.md, "Staff cannot undo REVOKED".
          "REVOKED DECLARED_ANEW EXTERNALLY_DOCUMENTED STAFF",
          "EXTERNALLY_DOCUMENTED DECLARATION_WITHDRAWN UNKNOWN STAFF,IMPORT",
          "CONFIRMED REVOKED REVOKED RECIPIENT,SYSTEM,STAFF,API",
          "EXTERNALLY_DOCUMENTED REVOKED REVOKED RECIPIENT,SYSTEM,STAFF,API",
          "REVOKED GRANTED CONFIRMED RECIPIENT",
          "REFUSED GRANTED CONFIRMED RECIPIENT",
          "CONFIRMED USED = STAFF,API",
          "EXTERNALLY_DOCUMENTED USED = STAFF,API",
          "UNKNOWN ASK_LATER = STAFF",
          "EXTERNALLY_DOCUMENTED ASK_LATER = STAFF",
          "TRIGGERED ASK_LATER = STAFF",
          "SENT ASK_LATER = STAFF",
          "CONFIRMED ASK_LATER = STAFF",
          "LAPSED ASK_LATER = STAFF",
          "REFUSED ASK_LATER = STAFF",
          "REVOKED ASK_LATER = STAFF",
          "UNKNOWN BLOCKED = SYSTEM,STAFF",
          "EXTERNALLY_DOCUMENTED BLOCKED = SYSTEM,STAFF",
          "TRIGGERED BLOCKED = SYSTEM,STAFF",
          "SENT BLOCKED = SYSTEM,STAFF",
          "CONFIRMED BLOCKED = SYSTEM,STAFF",
          "LAPSED BLOCKED = SYSTEM,STAFF",
          "REFUSED BLOCKED = SYSTEM,STAFF",
          "REVOKED BLOCKED = SYSTEM,STAFF",
          "UNKNOWN UNBLOCKED = STAFF",
          "EXTERNALLY_DOCUMENTED UNBLOCKED = STAFF",
          "TRIGGERED UNBLOCKED = STAFF",
          "SENT UNBLOCKED = STAFF",
          "CONFIRMED UNBLOCKED = STAFF",
          "LAPSED UNBLOCKED = STAFF",
          "REFUSED UNBLOCKED = STAFF",
          "REVOKED UNBLOCKED = STAFF");

  record Case(ConsentStatus from, EventType event, Actor.Kind actor, String expected) {}

  static Stream<Case> everything() {
    var cases = new ArrayList<Case>();
    for (ConsentStatus from : ConsentStatus.values()) {
      for (EventType event : EventType.values()) {
        for (Actor.Kind actor : Actor.Kind.values()) {
          cases.add(new Case(from, event, actor, expected(from, event, actor)));
        }
      }
    }
    return cases.stream();
  }

  public static String expected(ConsentStatus from, EventType event, Actor.Kind actor) {
    return TABLE.stream()
        .map(line -> line.split(" ", 4))
        .filter(line -> line[0].equals(from.name()) && line[1].equals(event.name()))
        .filter(line -> List.of(line[3].split(",")).contains(actor.name()))
        .map(line -> line[2])
        .findFirst()
        .orElse("forbidden");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everything")
  @DisplayName("S1-02 S1-03 every status, event and actor as in domain.md")
  void asInTheTable(Case one) {
    String actual =
        switch (Transition.of(one.from(), one.event(), one.actor())) {
          case Transition.To(ConsentStatus to) -> to.name();
          case Transition.Stays() -> "=";
          case Transition.Forbidden(Transition.Reason reason) -> "forbidden";
        };
    assertThat(actual).isEqualTo(one.expected());
  }

  @Test
  @DisplayName("S2-08 nobody but the recipient leads out of REVOKED, save a new consent by setting")
  void revokedIsLeftByTheRecipientAlone() {
    assertThat(everything())
        .filteredOn(one -> one.from() == ConsentStatus.REVOKED)
        .filteredOn(one -> one.actor() != Actor.Kind.RECIPIENT)
        .filteredOn(one -> one.event() != EventType.DECLARED_ANEW)
        .allSatisfy(
            one ->
                assertThat(Transition.of(one.from(), one.event(), one.actor()))
                    .isNotInstanceOf(Transition.To.class));
  }

  @Test
  void onlyTwoStatusesMayAdvertise() {
    assertThat(ConsentStatus.values())
        .filteredOn(ConsentStatus::mayAdvertise)
        .extracting(status -> status.name().toLowerCase(Locale.ROOT))
        .containsExactly("externally_documented", "confirmed");
  }
}
