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
          // Nobody is proven yet: the request stands beside it.
          "REFUSED SIGNED_UP = RECIPIENT",
          "REVOKED SIGNED_UP = RECIPIENT",
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
          "REFUSED CONFIRMED CONFIRMED RECIPIENT",
          "REVOKED CONFIRMED CONFIRMED RECIPIENT",
          // "A request never lowers a given consent": renewed, it stays what it is.
          "CONFIRMED RENEWED = RECIPIENT",
          "EXTERNALLY_DOCUMENTED RENEWED = RECIPIENT",
          "UNKNOWN REFUSED REFUSED RECIPIENT,STAFF,API",
          "LAPSED REFUSED REFUSED RECIPIENT,STAFF,API",
          "TRIGGERED REFUSED REFUSED RECIPIENT,STAFF,API",
          "SENT REFUSED REFUSED RECIPIENT,STAFF,API",
          // To the request that stands beside it.
          "REFUSED REFUSED = RECIPIENT,STAFF,API",
          "REVOKED REFUSED = RECIPIENT,STAFF,API",
          "TRIGGERED LAPSED LAPSED PROCESS",
          "SENT LAPSED LAPSED PROCESS",
          "REFUSED LAPSED = PROCESS",
          "REVOKED LAPSED = PROCESS",
          "UNKNOWN DECLARED EXTERNALLY_DOCUMENTED STAFF,IMPORT,API",
          "LAPSED DECLARED EXTERNALLY_DOCUMENTED STAFF,IMPORT,API",
          "REFUSED DECLARED EXTERNALLY_DOCUMENTED STAFF,API",
          // Behind the tenant's setting: domain.md, "Staff cannot undo REVOKED".
          "REVOKED DECLARED_ANEW EXTERNALLY_DOCUMENTED STAFF",
          // What stood before the declaration.
          "EXTERNALLY_DOCUMENTED DECLARATION_WITHDRAWN back STAFF,IMPORT,API",
          "CONFIRMED REVOKED REVOKED RECIPIENT,SYSTEM,STAFF,API",
          "EXTERNALLY_DOCUMENTED REVOKED REVOKED RECIPIENT,SYSTEM,STAFF,API",
          "REVOKED GRANTED CONFIRMED RECIPIENT",
          "REFUSED GRANTED CONFIRMED RECIPIENT",
          "CONFIRMED USED = STAFF,API",
          "EXTERNALLY_DOCUMENTED USED = STAFF,API",
          "UNKNOWN MAILED = SYSTEM",
          "EXTERNALLY_DOCUMENTED MAILED = SYSTEM",
          "TRIGGERED MAILED = SYSTEM",
          "SENT MAILED = SYSTEM",
          "CONFIRMED MAILED = SYSTEM",
          "LAPSED MAILED = SYSTEM",
          "REFUSED MAILED = SYSTEM",
          "REVOKED MAILED = SYSTEM",
          "UNKNOWN FILLED_IN = RECIPIENT",
          "EXTERNALLY_DOCUMENTED FILLED_IN = RECIPIENT",
          "TRIGGERED FILLED_IN = RECIPIENT",
          "SENT FILLED_IN = RECIPIENT",
          "CONFIRMED FILLED_IN = RECIPIENT",
          "LAPSED FILLED_IN = RECIPIENT",
          "REFUSED FILLED_IN = RECIPIENT",
          "REVOKED FILLED_IN = RECIPIENT",
          "UNKNOWN ASK_LATER = STAFF",
          "EXTERNALLY_DOCUMENTED ASK_LATER = STAFF",
          "TRIGGERED ASK_LATER = STAFF",
          "SENT ASK_LATER = STAFF",
          "CONFIRMED ASK_LATER = STAFF",
          "LAPSED ASK_LATER = STAFF",
          "REFUSED ASK_LATER = STAFF",
          "REVOKED ASK_LATER = STAFF",
          "UNKNOWN BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "EXTERNALLY_DOCUMENTED BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "TRIGGERED BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "SENT BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "CONFIRMED BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "LAPSED BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "REFUSED BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "REVOKED BLOCKED = RECIPIENT,SYSTEM,STAFF,API",
          "UNKNOWN OBJECTED = RECIPIENT,STAFF,API",
          "EXTERNALLY_DOCUMENTED OBJECTED = RECIPIENT,STAFF,API",
          "TRIGGERED OBJECTED = RECIPIENT,STAFF,API",
          "SENT OBJECTED = RECIPIENT,STAFF,API",
          "CONFIRMED OBJECTED = RECIPIENT,STAFF,API",
          "LAPSED OBJECTED = RECIPIENT,STAFF,API",
          "REFUSED OBJECTED = RECIPIENT,STAFF,API",
          "REVOKED OBJECTED = RECIPIENT,STAFF,API",
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
          case Transition.Back() -> "back";
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
                assertThat(Transition.of(one.from(), one.event(), one.actor()).changes())
                    .isFalse());
  }

  @Test
  void onlyTwoStatusesMayAdvertise() {
    assertThat(ConsentStatus.values())
        .filteredOn(ConsentStatus::mayAdvertise)
        .extracting(status -> status.name().toLowerCase(Locale.ROOT))
        .containsExactly("externally_documented", "confirmed");
  }
}
