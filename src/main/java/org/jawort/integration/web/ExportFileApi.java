package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jawort.integration.Caller;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.audit.AuditTrail;
import org.jawort.transfer.exports.Export;
import org.jawort.transfer.exports.ExportId;
import org.jawort.transfer.exports.Exports;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The file of an export, a piece at a time: apart, as what is no JSON is no body to be converted.
 */
@Controller
@Tag(name = "Exports")
class ExportFileApi {
  private final Exports exports;
  private final AuditTrail trail;

  ExportFileApi(Exports exports, AuditTrail trail) {
    this.exports = exports;
    this.trail = trail;
  }

  @GetMapping("/api/v1/exports/{id}/file")
  @Operation(operationId = "getExportFile", summary = "The file, for a day")
  @ApiResponse(
      responseCode = "200",
      description = "As ordered",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  Answer file(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    Export export =
        exports
            .find(caller.tenant(), new ExportId(id))
            .filter(one -> one.orderedBy().equals(caller.key().value()))
            .orElseThrow(() -> ApiFault.notFound("export"));
    if (export.state() != Export.State.DONE) {
      throw new ApiFault(
          ApiFault.Problem.of(
              409, "state-forbids", "The file is not there yet, or no longer: see its state."));
    }
    trail.about(id);
    trail.because(export.rows() + " × " + export.format());
    return Answer.written(
        export.format().type(), out -> exports.write(caller.tenant(), export, out));
  }
}
