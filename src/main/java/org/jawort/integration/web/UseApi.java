package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.Declaration;
import org.jawort.consent.declaration.Statements;
import org.jawort.integration.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Uses of a consent by another system, such as a telephone exchange (law 35). */
@RestController
@RequestMapping(path = "/api/v1/contact-points", produces = "application/json")
@Tag(name = "Contact points")
class UseApi {
  private final Statements statements;
  private final RecordedStatements recorded;

  UseApi(Statements statements, RecordedStatements recorded) {
    this.statements = statements;
    this.recorded = recorded;
  }

  /** What a use takes, for the description of the API. */
  @Schema(name = "UseRequest")
  record UseJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "calls") String purpose,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant at,
      @Schema(description = "Who called") @Nullable String takenBy,
      @Schema(description = "What about") @Nullable String occasion,
      @Nullable String note) {}

  @PostMapping(path = "/{id}/uses", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "recordUse",
      summary = "Record that a consent was used, such as for a call",
      description =
          "From the use on, proof of a consent to calls must be kept for five years (§ 7a UWG); a"
              + " consent that expires unused counts anew. Only while the consent stands; otherwise"
              + " 409 with the reason: STATUS, BEFORE_CONSENT, or ALREADY where a use of the same"
              + " moment is recorded, so that a repeated call records nothing twice.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = UseJson.class))))
  @ApiResponse(responseCode = "201", description = "It stands in the ledger")
  RecordedStatements.RecordedJson use(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return recorded.record(caller, id, body, UseApi::declaration, statements::use, "use-forbidden");
  }

  private static Declaration declaration(JsonInput body) {
    return Declaration.builder()
        .at(body.moment("at"))
        .takenByName(body.text("takenBy", RecordedStatements.LINE))
        .occasion(body.text("occasion", RecordedStatements.LINE))
        .note(body.text("note", RecordedStatements.TEXT))
        .build();
  }
}
