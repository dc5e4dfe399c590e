package org.jawort.integration.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads on what basis another system asks somebody (B-05): {@code basis}, {@code basisNote} and
 * {@code askedAt}; where the body names none, the one that was stated when the key was made.
 */
@Component
class AskingBases {
  private static final List<String> NAMES =
      Stream.concat(AskingBasis.carrying().stream(), AskingBasis.refused().stream())
          .map(Enum::name)
          .toList();

  private final ApiKeys keys;
  private final InstantSource clock;

  AskingBases(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Reads the members, and notes in the body what is wrong with them. */
  StatedBasis of(Caller caller, JsonInput body) {
    Optional<AskingBasis> basis = body.oneOf("basis", NAMES).map(AskingBasis::valueOf);
    String note = body.text("basisNote", StatedBasis.LONGEST_NOTE);
    Instant askedAt = body.moment("askedAt");
    if (basis.isEmpty()) {
      refuseAlone(body, "basisNote", note);
      refuseAlone(body, "askedAt", askedAt);
      return keys.basis(caller.tenant(), caller.key());
    }
    StatedBasis stated = StatedBasis.of(basis.get(), note, askedAt);
    stated
        .lacks(clock.instant())
        .forEach(lack -> body.refuse(lack.part(), detail(lack, basis.get())));
    return stated;
  }

  private static void refuseAlone(JsonInput body, String name, @Nullable Object value) {
    if (value != null && !body.has("basis")) {
      body.refuse(name, "belongs to a basis; name it");
    }
  }

  private static String detail(AskingLack lack, AskingBasis basis) {
    return switch (lack) {
      case BASIS -> "is missing";
      case DOES_NOT_CARRY -> why(basis);
      case NOTE -> "is missing: " + basis + " says too little without it";
      case TIME -> "is missing: say when the person wished for it";
      case FUTURE -> "lies in the future";
    };
  }

  private static String why(AskingBasis basis) {
    String reason =
        switch (basis) {
          case BOUGHT_ADDRESS -> "who sold the address cannot consent for the person";
          case PUBLIC_SOURCE -> "a published address invites nobody to advertise to it";
          case RECOMMENDED -> "a recommendation by others is not the person's own wish";
          case PRESUMED_INTEREST -> "presumed interest is not enough for e-mail";
          case ASKED_IN_PERSON,
              OWN_REQUEST,
              BOOKING,
              BUSINESS_CARD,
              EXISTING_CUSTOMER,
              OWN_REQUEST_AT_SYSTEM,
              GIVEN_CONSENT ->
              "it is no reason to ask";
        };
    return "does not allow to ask anybody, since a request for consent is itself advertising: "
        + reason
        + "; use one of "
        + String.join(", ", AskingBasis.carrying().stream().map(Enum::name).toList());
  }
}
