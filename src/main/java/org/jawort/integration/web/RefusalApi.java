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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.AllAdvertising.ObjectionOutcome;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventId;
import org.jawort.consent.declaration.DeclarationProblem;
import org.jawort.consent.declaration.Objections;
import org.jawort.consent.declaration.Statements;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.integration.Caller;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A "no" that another system heard: as easily recorded as a consent (Art. 7(3) GDPR, law 31), and
 * honoured from every status.
 */
@RestController
@RequestMapping(path = "/api/v1/contact-points", produces = "application/json")
@Tag(name = "Contact points")
class RefusalApi {
  private static final String OBJECTION = "API_OBJECTION";
  private static final String COMPLAINT = "API_COMPLAINT";

  private final Statements statements;
  private final Objections objections;
  private final RecordedStatements recorded;
  private final Purposes purposes;

  RefusalApi(
      Statements statements,
      Objections objections,
      RecordedStatements recorded,
      Purposes purposes) {
    this.statements = statements;
    this.objections = objections;
    this.recorded = recorded;
    this.purposes = purposes;
  }

  /** What a refusal or a withdrawal takes, for the description of the API. */
  @Schema(name = "RefusalRequest")
  record RefusalJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "newsletter") String purpose,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "When it was said")
          Instant at,
      @Schema(description = "Who heard or received it") @Nullable String heardBy,
      @Nullable String note) {}

  /** What an objection takes, for the description of the API. */
  @Schema(name = "ObjectionRequest")
  record ObjectionJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "When it was said")
          Instant at,
      @Schema(description = "Who heard or received it") @Nullable String heardBy,
      @Nullable String note) {}

  /** What an objection led to for one purpose. */
  @Schema(name = "EndedPurpose")
  record EndedJson(String purpose, UUID event, ConsentStatus status) {}

  /**
   * The objection itself, and what it led to.
   *
   * @param status that it led to: REVOKED where a consent ended with it, REFUSED otherwise
   */
  @Schema(name = "RecordedObjection")
  record ObjectedJson(UUID event, ConsentStatus status, List<EndedJson> events) {
    static ObjectedJson of(UUID event, List<EndedJson> ended) {
      boolean revoked = ended.stream().anyMatch(one -> one.status() == ConsentStatus.REVOKED);
      return new ObjectedJson(
          event, revoked ? ConsentStatus.REVOKED : ConsentStatus.REFUSED, ended);
    }
  }

  @PostMapping(path = "/{id}/refusals", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "refuseConsent",
      summary = "Record that the person refused",
      description =
          "From every status: a consent that stands is withdrawn by it (REVOKED), a request under"
              + " way ends, all else becomes REFUSED. Where a \"no\" is recorded already: 409 with"
              + " reason ALREADY, so that a repeated call records nothing twice.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RefusalJson.class))))
  @ApiResponse(responseCode = "201", description = "It stands in the ledger")
  RecordedStatements.RecordedJson refuse(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return recorded.record(
        caller, id, body, RefusalApi::declaration, statements::refuse, "refusal-forbidden");
  }

  @PostMapping(path = "/{id}/withdrawals", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "withdrawConsent",
      summary = "Record that the person withdrew",
      description =
          "At once and from every status: a consent that stands becomes REVOKED, all else REFUSED."
              + " Nothing of it leaves again but by the person. Where a \"no\" is recorded already:"
              + " 409 with reason ALREADY.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RefusalJson.class))))
  @ApiResponse(responseCode = "201", description = "It stands in the ledger")
  RecordedStatements.RecordedJson withdraw(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return recorded.record(
        caller, id, body, RefusalApi::declaration, statements::withdraw, "withdrawal-forbidden");
  }

  @PostMapping(path = "/{id}/objections", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "objectToAdvertising",
      summary = "Record that the person objected to all advertising",
      description =
          "For every purpose at once, on whatever basis it rests (Art. 21(2) GDPR): one event for"
              + " the objection, and one for each purpose for which no \"no\" is recorded yet. Where"
              + " they objected before and there is none such: 409 with reason ALREADY.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ObjectionJson.class))))
  @ApiResponse(responseCode = "201", description = "It stands in the ledger")
  ObjectedJson object(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return answer(
        caller.tenant(),
        objections.object(
            caller.tenant(), new ContactPointId(id), actor(caller), OBJECTION, heard(body)),
        "objection-forbidden");
  }

  @PostMapping(path = "/{id}/complaints", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "reportComplaint",
      summary = "Report that the person complained about a mail",
      description =
          "Such as by the button of a mail program that calls it spam (RFC 5965). Every consent that"
              + " was given is withdrawn, every request under way ends, and the mailbox gets the"
              + " block COMPLAINT: not even a request for consent goes there any more, to whatever"
              + " address of it, until staff lift the block. Where it is reported already: 409 with"
              + " reason ALREADY.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ObjectionJson.class))))
  @ApiResponse(responseCode = "201", description = "It stands in the ledger")
  ObjectedJson complain(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return answer(
        caller.tenant(),
        objections.complain(
            caller.tenant(), new ContactPointId(id), actor(caller), COMPLAINT, heard(body)),
        "complaint-forbidden");
  }

  private static Actor actor(Caller caller) {
    return Actor.api(caller.key().value());
  }

  /** What the body tells of it, once all of it was read. */
  private Declaration heard(JsonInput body) {
    Declaration declaration = declaration(body);
    body.finish();
    List<DeclarationProblem> lacks = objections.lacks(declaration);
    if (!lacks.isEmpty()) {
      throw RecordedStatements.incomplete(lacks, body);
    }
    return declaration;
  }

  private ObjectedJson answer(TenantId tenant, ObjectionOutcome outcome, String problem) {
    return switch (outcome) {
      case ObjectionOutcome.Recorded(EventId event, List<AllAdvertising.Ended> ended) ->
          ObjectedJson.of(event.value(), json(tenant, ended));
      case ObjectionOutcome.Already(ConsentStatus status) ->
          throw RecordedStatements.already(problem, status);
      case ObjectionOutcome.Unknown() -> throw ApiFault.notFound("contact point");
    };
  }

  private List<EndedJson> json(TenantId tenant, List<AllAdvertising.Ended> ended) {
    Map<PurposeId, String> keys =
        purposes.all(tenant).stream().collect(Collectors.toMap(Purpose::id, Purpose::key));
    return ended.stream()
        .map(
            one ->
                new EndedJson(
                    Objects.requireNonNull(keys.get(one.purpose())),
                    one.event().value(),
                    one.status()))
        .toList();
  }

  private static Declaration declaration(JsonInput body) {
    return Declaration.builder()
        .at(body.moment("at"))
        .takenByName(body.text("heardBy", RecordedStatements.LINE))
        .note(body.text("note", RecordedStatements.TEXT))
        .build();
  }
}
