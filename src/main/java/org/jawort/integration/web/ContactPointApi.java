package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MailBlock;
import org.jawort.integration.Caller;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.run.RunId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Contact points: ask for consent, and what happened so far. */
@RestController
@RequestMapping(path = "/api/v1/contact-points", produces = "application/json")
@Tag(name = "Contact points")
class ContactPointApi {
  private static final String SOURCE = "API";

  private final Contacts contacts;
  private final History history;
  private final OptIns optIns;
  private final KnownPurposes purposes;
  private final AskingBases bases;

  ContactPointApi(
      Contacts contacts,
      History history,
      OptIns optIns,
      KnownPurposes purposes,
      AskingBases bases) {
    this.contacts = contacts;
    this.history = history;
    this.optIns = optIns;
    this.purposes = purposes;
    this.bases = bases;
  }

  /** What asking takes, for the description of the API. */
  @Schema(name = "OptInRequest")
  record OptInJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "newsletter") String purpose,
      @Schema(
              description =
                  "On what basis the person may be asked at all (B-05). Where it is missing, the"
                      + " one that was stated when the key was made. BOUGHT_ADDRESS, PUBLIC_SOURCE,"
                      + " RECOMMENDED and PRESUMED_INTEREST do not carry: 422 says why.",
              allowableValues = {
                "ASKED_IN_PERSON",
                "OWN_REQUEST",
                "BOOKING",
                "BUSINESS_CARD",
                "EXISTING_CUSTOMER",
                "OWN_REQUEST_AT_SYSTEM",
                "BOUGHT_ADDRESS",
                "PUBLIC_SOURCE",
                "RECOMMENDED",
                "PRESUMED_INTEREST"
              })
          @Nullable String basis,
      @Schema(
              description =
                  "What else is to be said; needed with OWN_REQUEST, BUSINESS_CARD and"
                      + " EXISTING_CUSTOMER",
              maxLength = StatedBasis.LONGEST_NOTE)
          @Nullable String basisNote,
      @Schema(
              description =
                  "When the person wished for it; needed with ASKED_IN_PERSON, OWN_REQUEST, BOOKING"
                      + " and BUSINESS_CARD")
          @Nullable Instant askedAt) {}

  /** The run that began. */
  @Schema(name = "StartedRun")
  record RunJson(UUID run) {}

  @PostMapping(path = "/{id}/opt-in", consumes = "application/json")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "requestOptIn",
      summary = "Ask for consent by double opt-in",
      description =
          "Only a contact point in status UNKNOWN may be asked; otherwise 409, whose reason is the"
              + " status, SUPPRESSED, BLOCKED_HARD_BOUNCE, BLOCKED_COMPLAINT, OBJECTED where the"
              + " recipient objected to advertising, TRIAL, CHANNEL where nothing"
              + " can be sent on it yet, or NO_WORDING where the purpose has none in the contact's"
              + " language. The mail goes out in the contact's language. A request for consent is"
              + " itself advertising: the basis on which the person may be asked stands in the"
              + " evidence, with the request or with the key.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = OptInJson.class))))
  @ApiResponse(responseCode = "202", description = "The mail is queued")
  RunJson optIn(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    Optional<Purpose> purpose = purposes.askable(caller.tenant(), body);
    StatedBasis basis = bases.of(caller, body);
    body.finish();
    OptInRequestOutcome optInRequestOutcome =
        optIns
            .request(
                caller.tenant(),
                List.of(new ContactPointId(id)),
                purpose.orElseThrow().id(),
                basis,
                Actor.api(caller.key().value()),
                SOURCE)
            .getFirst();
    return answer(optInRequestOutcome);
  }

  private static RunJson answer(OptInRequestOutcome optInRequestOutcome) {
    return switch (optInRequestOutcome) {
      case OptInRequestOutcome.Requested(RunId run) -> new RunJson(run.value());
      case OptInRequestOutcome.ForbiddenByStatus(ConsentStatus status) ->
          throw forbidden(status.name(), "Only those who were never asked may be asked.");
      case OptInRequestOutcome.ForbiddenByBlock(MailBlock block) ->
          throw forbidden("BLOCKED_" + block.name(), "Nothing may be sent to this address.");
      case OptInRequestOutcome.Suppressed() ->
          throw forbidden(
              "SUPPRESSED", "The address is on the suppression list; only its owner can end that.");
      case OptInRequestOutcome.ForbiddenByRule(String reason) ->
          throw forbidden(reason, "The rule for writing forbids it; see reason.");
      case OptInRequestOutcome.InNobodysName() ->
          throw forbidden(
              "PROFILE",
              "The tenant's name, imprint, sender or privacy policy is missing; see its settings.");
      case OptInRequestOutcome.MailedEnough() ->
          throw forbidden("MAILED_ENOUGH", "The mailbox had enough such mails for today.");
      case OptInRequestOutcome.AlreadyAsked() ->
          throw forbidden("PENDING", "The answer is still awaited.");
      case OptInRequestOutcome.NoSuchChannel() ->
          throw forbidden("CHANNEL", "Nothing can be sent on this channel yet.");
      case OptInRequestOutcome.NoWording() ->
          throw forbidden("NO_WORDING", "The purpose has no wording in the contact's language.");
      case OptInRequestOutcome.Groundless(var lacks) ->
          throw forbidden("BASIS", "Nobody may be asked on this basis.");
      case OptInRequestOutcome.UnknownContactPoint() -> throw ApiFault.notFound("contact point");
    };
  }

  private static ApiFault forbidden(String reason, String detail) {
    return new ApiFault(
        ApiFault.Problem.of(409, "opt-in-forbidden", detail).with("reason", reason));
  }

  @GetMapping("/{id}/history")
  @Operation(
      operationId = "getHistory",
      summary = "Everything that happened to its consents, the oldest first",
      description =
          "Also of a contact point that was erased since; its evidence then holds nothing"
              + " personal.")
  Items<EventJson> history(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    var point = new ContactPointId(id);
    List<HistoryEntry> entries = history.of(caller.tenant(), point);
    if (entries.isEmpty() && contacts.points(caller.tenant(), List.of(point)).isEmpty()) {
      throw ApiFault.notFound("contact point");
    }
    return new Items<>(entries.stream().map(EventJson::of).toList());
  }
}
