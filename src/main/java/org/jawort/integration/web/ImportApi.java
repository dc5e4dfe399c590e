package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.group.ContactGroups;
import org.jawort.integration.ApiScope;
import org.jawort.integration.Caller;
import org.jawort.tenant.Actor;
import org.jawort.transfer.imports.AskingOrder;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportId;
import org.jawort.transfer.imports.ImportState;
import org.jawort.transfer.imports.Imports;
import org.jawort.transfer.imports.Mapping;
import org.jawort.transfer.imports.UploadOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Files of contacts: upload, check, run, undo; the same steps and the same firewall as by hand. */
@RestController
@RequestMapping(path = "/api/v1/imports", produces = "application/json")
@Tag(name = "Imports")
class ImportApi {
  private final Imports imports;
  private final ImportShapes shapes;
  private final ContactGroups groups;
  private final ImportMappingBodies mappings;
  private final ImportAskingBodies askings;

  ImportApi(
      Imports imports,
      ImportShapes shapes,
      ContactGroups groups,
      ImportMappingBodies mappings,
      ImportAskingBodies askings) {
    this.imports = imports;
    this.shapes = shapes;
    this.groups = groups;
    this.mappings = mappings;
    this.askings = askings;
  }

  /** What names an import that was begun. */
  @Schema(name = "ImportBegun")
  record BegunJson(UUID id) {}

  @PostMapping(consumes = "*/*")
  @Operation(
      operationId = "uploadImport",
      summary = "Upload a file of contacts: CSV, XLSX, or a ZIP of CSV files; at most 2 GB",
      description =
          "The body is the file; its name stands in Content-Disposition. With mapping=auto the"
              + " columns are guessed and the file is checked at once, until CHECKED; nothing is"
              + " changed before it is run. Without it, or where no column holds an address or a"
              + " date could be read either way, it waits in MAPPING for a person.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "text/csv",
                    schema = @Schema(type = "string", format = "binary")),
                @Content(
                    mediaType = "application/zip",
                    schema = @Schema(type = "string", format = "binary"))
              }))
  @Parameter(
      name = "mapping",
      in = ParameterIn.QUERY,
      schema = @Schema(type = "string", allowableValues = "auto"))
  @Parameter(
      name = "group",
      in = ParameterIn.QUERY,
      description = "Id of the group into which all come",
      schema = @Schema(type = "string", format = "uuid"))
  @ApiResponse(responseCode = "202", description = "The file is here")
  ResponseEntity<BegunJson> upload(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) QueryInput query,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    boolean auto = auto(query);
    @Nullable UUID group = group(caller, query);
    query.finish();
    UploadOutcome outcome =
        imports.upload(
            caller.tenant(),
            Actor.api(caller.key().value()),
            name(request),
            group,
            request.getInputStream());
    return switch (outcome) {
      case UploadOutcome.Taken(ImportId id) -> {
        if (auto) {
          imports.checkWhereClear(caller.tenant(), id);
        }
        yield ResponseEntity.accepted()
            .location(URI.create("/api/v1/imports/" + id))
            .body(new BegunJson(id.value()));
      }
      case UploadOutcome.Refused refused ->
          throw new ApiFault(
              ApiFault.Problem.of(422, "file-unreadable", shapes.text(refused))
                  .with("reason", refused.reason()));
    };
  }

  private static boolean auto(QueryInput query) {
    Optional<String> mapping = query.text("mapping");
    if (mapping.filter(text -> !text.equals("auto")).isPresent()) {
      query.refuse("mapping", "must be auto, or be left out");
    }
    return mapping.isPresent();
  }

  private @Nullable UUID group(Caller caller, QueryInput query) {
    Optional<String> text = query.text("group");
    Optional<UUID> group =
        text.filter(given -> given.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
            .map(UUID::fromString)
            .filter(id -> groups.find(caller.tenant(), id).isPresent());
    if (text.isPresent() && group.isEmpty()) {
      query.refuse("group", "must be the id of a group");
    }
    return group.orElse(null);
  }

  private static String name(HttpServletRequest request) {
    @Nullable String header = request.getHeader("Content-Disposition");
    try {
      return header == null
          ? ""
          : Objects.requireNonNullElse(ContentDisposition.parse(header).getFilename(), "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getImport", summary = "Where an import stands, and what it found")
  ImportShapes.ImportJson get(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return shapes.of(caller.tenant(), one(caller, id));
  }

  private Import one(Caller caller, UUID id) {
    return imports
        .find(caller.tenant(), new ImportId(id))
        .orElseThrow(() -> ApiFault.notFound("import"));
  }

  @GetMapping("/{id}/refusals")
  @Operation(
      operationId = "listImportRefusals",
      summary = "Rows that are not taken, each with its column and why",
      description = "Row 0 of a column that is null is about the row as a whole.")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
  Page<ImportShapes.RefusalJson> refusals(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) QueryInput query) {
    int behind = query.place();
    int limit = query.limit();
    query.finish();
    return shapes.refusals(caller.tenant(), one(caller, id), behind, limit);
  }

  @PostMapping(path = "/{id}/mapping", consumes = "application/json")
  @Operation(
      operationId = "mapImport",
      summary = "Say what the columns become, and have the file checked by that",
      description =
          "Possible in MAPPING and in CHECKED; what was checked before is forgotten, and nothing"
              + " else is changed until it is run.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = ImportMappingBodies.NewMappingJson.class))))
  @ApiResponse(responseCode = "202", description = "It is being checked")
  ResponseEntity<BegunJson> map(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    Import of = one(caller, id);
    if (of.state() != ImportState.MAPPING && of.state() != ImportState.CHECKED) {
      return after(id, false);
    }
    Mapping mapping = mappings.read(caller.tenant(), of, body);
    body.finish();
    return after(
        id,
        imports.map(caller.tenant(), of.id(), mapping) && imports.check(caller.tenant(), of.id()));
  }

  @PostMapping("/{id}/run")
  @Operation(
      operationId = "runImport",
      summary = "Take the rows over, once the import is CHECKED",
      description =
          "With ask, the group into which all come is asked for its consent as soon as that is"
              + " done. Where the file says something of consents, or anybody is asked, the key"
              + " needs the scope consents.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = ImportAskingBodies.RunJson.class))))
  @ApiResponse(responseCode = "202", description = "It began")
  ResponseEntity<BegunJson> run(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) @Nullable JsonInput body) {
    Import of = one(caller, id);
    Optional<AskingOrder> order = askings.read(caller, of, body);
    if (of.mapping() != null && of.mapping().purpose() != null) {
      mayConsents(caller, "The file says something of consents; this key may not.");
    }
    if (order.isPresent()) {
      mayConsents(caller, "This key may ask nobody for consent.");
    }
    return after(
        id,
        order
            .map(wish -> imports.runAndAsk(caller.tenant(), of.id(), wish))
            .orElseGet(() -> imports.run(caller.tenant(), of.id())));
  }

  private static void mayConsents(Caller caller, String otherwise) {
    if (!caller.scopes().contains(ApiScope.CONSENTS)) {
      throw new ApiFault(
          ApiFault.Problem.of(403, "insufficient-scope", otherwise)
              .with("scope", ApiScope.CONSENTS.token()));
    }
  }

  private static ResponseEntity<BegunJson> after(UUID id, boolean done) {
    if (!done) {
      throw new ApiFault(
          ApiFault.Problem.of(
              409, "state-forbids", "The import does not stand where that could be done."));
    }
    return ResponseEntity.accepted().body(new BegunJson(id));
  }

  @PostMapping("/{id}/stop")
  @Operation(
      operationId = "stopImport",
      summary = "Hold it up; one that is PAUSED ends for good",
      description = "What was taken over stays, and can be undone.")
  @ApiResponse(responseCode = "202", description = "It is held up, or ended")
  ResponseEntity<BegunJson> stop(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return after(id, imports.stop(caller.tenant(), one(caller, id).id()));
  }

  @PostMapping("/{id}/resume")
  @Operation(operationId = "resumeImport", summary = "Go on with one that is PAUSED or FAILED")
  @ApiResponse(responseCode = "202", description = "It goes on")
  ResponseEntity<BegunJson> resume(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return after(id, imports.resume(caller.tenant(), one(caller, id).id()));
  }

  @PostMapping("/{id}/undo")
  @Operation(
      operationId = "undoImport",
      summary = "Take back what was taken over, for 30 days",
      description =
          "New contacts to whom nothing else has happened are removed, changed fields go back"
              + " unless somebody changed them since, consents are taken back as a mistake. A no"
              + " that the file brought stays.")
  @ApiResponse(responseCode = "202", description = "It began")
  ResponseEntity<BegunJson> undo(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return after(id, imports.undo(caller.tenant(), one(caller, id).id()));
  }
}
