package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.ConditionRead;
import org.jawort.consent.filter.Conditions;
import org.jawort.integration.Caller;
import org.jawort.tenant.Actor;
import org.jawort.tenant.audit.AuditTrail;
import org.jawort.transfer.exports.Export;
import org.jawort.transfer.exports.ExportColumn;
import org.jawort.transfer.exports.ExportColumns;
import org.jawort.transfer.exports.ExportFormat;
import org.jawort.transfer.exports.ExportId;
import org.jawort.transfer.exports.Exports;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contacts as a file, made in the background and there for a day. */
@RestController
@RequestMapping(path = "/api/v1/exports", produces = "application/json")
@Tag(name = "Exports")
class ExportApi {
  private static final int MOST_COLUMNS = 200;
  private static final int LONGEST_CODE = 120;

  private final Exports exports;
  private final ExportColumns columns;
  private final Conditions conditions;
  private final AuditTrail trail;

  ExportApi(Exports exports, ExportColumns columns, Conditions conditions, AuditTrail trail) {
    this.exports = exports;
    this.columns = columns;
    this.conditions = conditions;
    this.trail = trail;
  }

  /** What names an export that was begun. */
  @Schema(name = "ExportBegun")
  record BegunJson(UUID id) {}

  /** What ordering takes, for the description of the API. */
  @Schema(name = "NewExport")
  record NewExportJson(
      @Schema(
              description = "A condition, as of a dynamic group; without it all contacts",
              example = "{\"about\": \"lastName\", \"is\": \"startsWith\", \"values\": [\"L\"]}")
          Map<String, Object> filter,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ExportFormat format,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description =
                  "contact, contactPoint, firstName, lastName, company, address, channel, kind,"
                      + " language, source, created, mailBlock, groups, consent.<purpose>,"
                      + " consentSince.<purpose>, field.<id>")
          List<String> columns) {}

  /**
   * Where it stands.
   *
   * @param rows how many the file has so far
   * @param until when the file is deleted; null while it is being made
   */
  @Schema(name = "Export")
  record ExportJson(
      UUID id, Export.State state, ExportFormat format, int rows, @Nullable Instant until) {}

  @PostMapping(consumes = "application/json")
  @Operation(
      operationId = "orderExport",
      summary = "Have contacts written to a file",
      description =
          "A row for each contact point. The file can be fetched with the same key for a day.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NewExportJson.class))))
  @ApiResponse(responseCode = "202", description = "The file is being made")
  ResponseEntity<BegunJson> order(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) JsonInput body) {
    Condition condition = condition(caller, body);
    ExportFormat format =
        body.oneOf("format", ExportFormat.class)
            .orElseGet(
                () -> {
                  body.refuse("format", "must be CSV, XLSX or JSONL");
                  return ExportFormat.CSV;
                });
    List<ExportColumn> chosen = chosen(caller, body);
    body.finish();
    Exports.Begun begun =
        exports.order(
            caller.tenant(),
            Actor.api(caller.key().value()),
            new Exports.Wish(
                condition, format, chosen, chosen.stream().map(ExportColumn::code).toList()));
    trail.about(begun.id().value());
    trail.because(begun.rows() + " × " + format);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/exports/" + begun.id()))
        .body(new BegunJson(begun.id().value()));
  }

  private Condition condition(Caller caller, JsonInput body) {
    return body.node("filter")
        .map(
            node ->
                switch (conditions.read(caller.tenant(), node)) {
                  case ConditionRead.Good(Condition condition) -> condition;
                  case ConditionRead.Bad(var faults) -> {
                    faults.forEach(
                        fault ->
                            body.refuse(
                                "filter" + fault.where(),
                                fault.key() + " " + String.join(" ", fault.arguments())));
                    yield Condition.EVERYBODY;
                  }
                })
        .orElse(Condition.EVERYBODY);
  }

  private List<ExportColumn> chosen(Caller caller, JsonInput body) {
    var chosen = new ArrayList<ExportColumn>();
    for (String code : body.texts("columns", MOST_COLUMNS, LONGEST_CODE)) {
      columns
          .known(caller.tenant(), code)
          .ifPresentOrElse(chosen::add, () -> body.refuse("columns", "there is no column " + code));
    }
    if (chosen.isEmpty()) {
      body.refuse("columns", "must name at least one column");
    }
    return chosen;
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getExport", summary = "Whether the file is there")
  ExportJson get(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    Export export = one(caller, id);
    return new ExportJson(
        id, export.state(), export.format(), export.rows(), export.until().orElse(null));
  }

  private Export one(Caller caller, UUID id) {
    return exports
        .find(caller.tenant(), new ExportId(id))
        .filter(export -> export.orderedBy().equals(caller.key().value()))
        .orElseThrow(() -> ApiFault.notFound("export"));
  }
}
