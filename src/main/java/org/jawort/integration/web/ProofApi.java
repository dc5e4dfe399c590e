package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.integration.Caller;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents that prove consents, and the copy of all data of a contact. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Proofs")
class ProofApi {
  private static final String JSON = "application/json";
  private static final String PDF = "application/pdf";
  private static final String ZIP = "application/zip";
  private static final String PROBLEM = "application/problem+json";
  private static final String PROBLEM_SCHEMA = "#/components/schemas/Problem";

  private final Proofs proofs;

  ProofApi(Proofs proofs) {
    this.proofs = proofs;
  }

  @GetMapping(
      path = "/contact-points/{id}/dossier",
      produces = {JSON, PDF})
  @Operation(
      operationId = "getDossier",
      summary = "Dossier of a contact point: every event with wording, evidence and proof",
      description =
          "As JSON with the fields of ISO/IEC TS 27560, or as PDF by the header Accept. Sealed;"
              + " jawort verify checks both offline.")
  @ApiResponse(
      responseCode = "200",
      description = "The dossier",
      content = {
        @Content(mediaType = JSON, schema = @Schema(type = "object")),
        @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "409",
      description = "The latest event is not sealed yet; ask again in a second",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  void dossier(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false)
          @Parameter(
              description = "Of the document; the firm's own where it is missing",
              schema = @Schema(allowableValues = {"de", "en"}))
          Optional<String> language,
      @RequestHeader(name = "Accept", required = false) Optional<String> accept,
      HttpServletResponse response)
      throws IOException {
    Proofs.Format format = format(accept.orElse("*/*"));
    var proofOutcome =
        proofs.dossier(
            caller.tenant(), new ContactPointId(id), format, language.flatMap(Language::of));
    String type = format == Proofs.Format.PDF ? PDF : JSON;
    give(proofOutcome, MediaType.valueOf(type), "contact point", response);
  }

  private static Proofs.Format format(String accept) {
    List<MediaType> wanted = MediaType.parseMediaTypes(accept);
    MimeTypeUtils.sortBySpecificity(wanted);
    for (MediaType type : wanted) {
      if (type.includes(MediaType.APPLICATION_JSON)) {
        return Proofs.Format.JSON;
      }
      if (type.includes(MediaType.APPLICATION_PDF)) {
        return Proofs.Format.PDF;
      }
    }
    return Proofs.Format.JSON;
  }

  @GetMapping(path = "/contacts/{id}/copy", produces = ZIP)
  @Operation(
      operationId = "getCopy",
      summary = "Copy of all data of a contact (Art. 15 and 20 GDPR)",
      description = "A ZIP with a PDF to read, JSON, CSV, and the dossiers of its contact points.")
  @ApiResponse(
      responseCode = "200",
      description = "The copy",
      content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "409",
      description = "The latest event is not sealed yet; ask again in a second",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  void copy(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Parameter(schema = @Schema(allowableValues = {"de", "en"}))
          Optional<String> language,
      HttpServletResponse response)
      throws IOException {
    var proofOutcome =
        proofs.copy(caller.tenant(), new ContactId(id), language.flatMap(Language::of));
    give(proofOutcome, MediaType.valueOf(ZIP), "contact", response);
  }

  /** Written as it is made, so that a large one does not stand in memory. */
  private static void give(
      Proofs.ProofOutcome proofOutcome, MediaType type, String what, HttpServletResponse response)
      throws IOException {
    switch (proofOutcome) {
      case Proofs.ProofOutcome.Made(String name, Proofs.Content content) -> {
        response.setContentType(type.toString());
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
        content.writeTo(response.getOutputStream());
      }
      case Proofs.ProofOutcome.NotYetSealed() -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        throw new ApiFault(
            ApiFault.Problem.of(
                409, "not-sealed", "The latest event has no place in the log yet."));
      }
      case Proofs.ProofOutcome.Unknown() -> throw ApiFault.notFound(what);
    }
  }
}
