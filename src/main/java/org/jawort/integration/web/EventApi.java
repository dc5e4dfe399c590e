package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jawort.consent.EventId;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.integration.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events of the ledger: their proof in the transparency log. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events")
class EventApi {
  private static final String TEXT = "text/plain;charset=utf-8";

  private final TransparencyLog log;

  EventApi(TransparencyLog log) {
    this.log = log;
  }

  @GetMapping(path = "/{id}/proof", produces = TEXT)
  @Operation(
      operationId = "getProof",
      summary = "Proof that an event stands in the transparency log",
      description =
          "A file c2sp.org/tlog-proof@v1 without anything personal; jawort verify checks it"
              + " offline. An event has its place within two seconds.")
  @ApiResponse(
      responseCode = "200",
      description = "The proof",
      content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "409",
      description = "Not sealed yet; ask again in a second",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(ref = "#/components/schemas/Problem")))
  String proof(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return switch (log.proofOf(caller.tenant(), new EventId(id))) {
      case EventProof.Sealed sealed -> sealed.file();
      case EventProof.NotYetSealed() ->
          throw new ApiFault(
              ApiFault.Problem.of(
                  409, "not-sealed", "It has no place in the log yet; ask again in a second."));
      case EventProof.Unknown() -> throw ApiFault.notFound("event");
    };
  }
}
