package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jawort.consent.StatedBasis;
import org.jawort.optin.AskingPace;
import org.jspecify.annotations.Nullable;

/** Reads how fast a group is to be asked: {@code perHour} and {@code perDomain}. */
final class AskingPaces {
  private static final String BOUNDS =
      "must be a whole number from %d to %d".formatted(AskingPace.LEAST, AskingPace.MOST);

  private AskingPaces() {}

  /** What asking a group takes, for the description of the API. */
  @Schema(name = "GroupOptInRequest")
  record GroupOptInJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "newsletter") String purpose,
      @Schema(
              description =
                  "On what basis all of them may be asked at all (B-05), as where one is asked."
                      + " Where it is missing, the one that was stated when the key was made.")
          @Nullable String basis,
      @Schema(
              description = "What else is to be said; needed with some bases",
              maxLength = StatedBasis.LONGEST_NOTE)
          @Nullable String basisNote,
      @Schema(description = "When they wished for it; needed with some bases")
          @Nullable Instant askedAt,
      @Schema(
              description =
                  "How many are asked in any hour at most, of all groups of the tenant together;"
                      + " 500 where it is missing",
              minimum = "10",
              maximum = "10000000")
          @Nullable Integer perHour,
      @Schema(
              description = "Of these how many at one domain; 100 where it is missing",
              minimum = "10",
              maximum = "10000000")
          @Nullable Integer perDomain) {}

  /** Reads the members, and notes in the body what is wrong with them. */
  static AskingPace of(JsonInput body) {
    return new AskingPace(
        number(body, "perHour", AskingPace.STANDARD.perHour()),
        number(body, "perDomain", AskingPace.STANDARD.perDomain()));
  }

  private static int number(JsonInput body, String name, int standard) {
    Optional<Integer> given =
        body.node(name)
            .map(
                value ->
                    value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : 0);
    if (given.filter(many -> !AskingPace.isPossible(many)).isPresent()) {
      body.refuse(name, BOUNDS);
    }
    return given.filter(AskingPace::isPossible).orElse(standard);
  }
}
