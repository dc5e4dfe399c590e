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
import org.jawort.consent.Acted;
import org.jawort.consent.Actor;
import org.jawort.consent.Basis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventId;
import org.jawort.consent.Lack;
import org.jawort.consent.Purpose;
import org.jawort.consent.Recording;
import org.jawort.consent.Statements;
import org.jawort.consent.Wish;
import org.jawort.contact.ContactPointId;
import org.jawort.integration.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Consents that were given in another system, with their evidence. */
@RestController
@RequestMapping(path = "/api/v1/contact-points", produces = "application/json")
@Tag(name = "Contact points")
class DeclarationApi {
  private static final int LINE = 200;
  private static final int TEXT = 4_000;
  static final String SOURCE = "API";

  private final Statements statements;
  private final KnownPurposes purposes;

  DeclarationApi(Statements statements, KnownPurposes purposes) {
    this.statements = statements;
    this.purposes = purposes;
  }

  /** What a declaration takes, for the description of the API. */
  @Schema(name = "DeclarationRequest")
  record DeclarationJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "newsletter") String purpose,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Basis basis,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant at,
      @Nullable String saidBy,
      @Nullable String takenBy,
      @Nullable String occasion,
      @Nullable UUID wording,
      @Nullable String wordingText,
      @Nullable String reference,
      @Nullable String company,
      @Nullable String scope,
      @Nullable String manner,
      @Nullable String note) {}

  /** The event that was recorded. */
  @Schema(name = "RecordedEvent")
  record RecordedJson(UUID event, ConsentStatus status) {}

  @PostMapping(path = "/{id}/declarations", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "declareConsent",
      summary = "Record a consent that was given elsewhere, with its evidence",
      description =
          "From UNKNOWN and LAPSED, and from REFUSED where it is newer than the refusal; otherwise"
              + " 409 with the reason. What evidence is needed depends on the basis: CONTRACT and"
              + " SIGNATURE and PAPER need reference, TABLET a wording, ORAL a wording, saidBy,"
              + " takenBy and occasion, OTHER a note; a purpose for calls needs company, scope,"
              + " manner, saidBy and takenBy besides.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = DeclarationJson.class))))
  @ApiResponse(responseCode = "201", description = "It stands in the ledger")
  RecordedJson declare(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    Optional<Purpose> purpose = purposes.named(caller.tenant(), body);
    Declaration declaration = declaration(body);
    body.finish();
    var by =
        new Recording(
            caller.tenant(), purpose.orElseThrow().id(), Actor.api(caller.key().value()), SOURCE);
    List<Wish> wishes = List.of(Wish.blind(new ContactPointId(id)));
    return answer(
        statements.declare(by, wishes, declaration).getFirst(), body, "declaration-forbidden");
  }

  private static Declaration declaration(JsonInput body) {
    return new Declaration(
        body.oneOf("basis", Basis.class).orElse(null),
        body.moment("at"),
        body.text("saidBy", LINE),
        null,
        body.text("takenBy", LINE),
        body.text("occasion", LINE),
        id(body, "wording"),
        body.text("wordingText", TEXT),
        body.text("reference", LINE),
        call(body),
        null,
        body.text("note", TEXT),
        null);
  }

  private static Declaration.@Nullable Call call(JsonInput body) {
    String company = body.text("company", LINE);
    String scope = body.text("scope", LINE);
    String manner = body.text("manner", LINE);
    return company == null && scope == null && manner == null
        ? null
        : new Declaration.Call(company, scope, manner);
  }

  private static @Nullable UUID id(JsonInput body, String name) {
    String text = body.text(name, LINE);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      body.refuse(name, "must be an id");
      return null;
    }
  }

  /**
   * The answer to what was to be recorded.
   *
   * @param problem the type of the fault where it cannot be
   */
  static RecordedJson answer(Acted acted, JsonInput body, String problem) {
    return switch (acted) {
      case Acted.Done(EventId event, ConsentStatus before, ConsentStatus after) ->
          new RecordedJson(event.value(), after);
      case Acted.Incomplete(List<Lack> lacks) -> {
        lacks.forEach(lack -> body.refuse(lack.part(), "lacks: " + lack.name()));
        body.finish();
        throw new IllegalStateException("complaints end the call");
      }
      case Acted.Refused(ConsentStatus status, Acted.Reason reason) ->
          throw forbidden(problem, status, reason.name());
      case Acted.Overtaken(ConsentStatus status) -> throw forbidden(problem, status, "OVERTAKEN");
      case Acted.Unknown() -> throw ApiFault.notFound("contact point");
    };
  }

  private static ApiFault forbidden(String problem, ConsentStatus status, String reason) {
    return new ApiFault(
        ApiFault.Problem.of(409, problem, "It cannot be recorded as things stand; see reason.")
            .with("reason", reason)
            .with("status", status.name()));
  }
}
