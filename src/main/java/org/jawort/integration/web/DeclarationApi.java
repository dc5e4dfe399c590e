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
import org.jawort.consent.Basis;
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

/** Consents that were given in another system, with their evidence. */
@RestController
@RequestMapping(path = "/api/v1/contact-points", produces = "application/json")
@Tag(name = "Contact points")
class DeclarationApi {
  private final Statements statements;
  private final RecordedStatements recorded;

  DeclarationApi(Statements statements, RecordedStatements recorded) {
    this.statements = statements;
    this.recorded = recorded;
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
  RecordedStatements.RecordedJson declare(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    return recorded.record(
        caller,
        id,
        body,
        DeclarationApi::declaration,
        statements::declare,
        "declaration-forbidden");
  }

  private static Declaration declaration(JsonInput body) {
    return Declaration.builder()
        .basis(body.oneOf("basis", Basis.class).orElse(null))
        .at(body.moment("at"))
        .saidBy(body.text("saidBy", RecordedStatements.LINE))
        .takenByName(body.text("takenBy", RecordedStatements.LINE))
        .occasion(body.text("occasion", RecordedStatements.LINE))
        .wording(id(body, "wording"))
        .wordingText(body.text("wordingText", RecordedStatements.TEXT))
        .reference(body.text("reference", RecordedStatements.LINE))
        .call(call(body))
        .note(body.text("note", RecordedStatements.TEXT))
        .build();
  }

  private static Declaration.@Nullable Call call(JsonInput body) {
    String company = body.text("company", RecordedStatements.LINE);
    String scope = body.text("scope", RecordedStatements.LINE);
    String manner = body.text("manner", RecordedStatements.LINE);
    return company == null && scope == null && manner == null
        ? null
        : new Declaration.Call(company, scope, manner);
  }

  private static @Nullable UUID id(JsonInput body, String name) {
    String text = body.text(name, RecordedStatements.LINE);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      body.refuse(name, "must be an id");
      return null;
    }
  }
}
