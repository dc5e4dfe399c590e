package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import org.jawort.integration.ApiScope;
import org.jawort.integration.Caller;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Tenants;
import org.jawort.transfer.imports.BatchAnswer;
import org.jawort.transfer.imports.BatchCall;
import org.jawort.transfer.imports.BatchOutcome;
import org.jawort.transfer.imports.ContactBatches;
import org.jawort.transfer.imports.ImportId;
import org.jawort.transfer.imports.Imports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/** Contacts in bulk, a line each, through the firewall of imports. */
@Controller
@Tag(name = "Contacts")
class ContactBatchApi {
  private static final String LINES = "application/x-ndjson";
  private static final String KEY = "Idempotency-Key";

  private final ContactBatches batches;
  private final BatchShapes shapes;
  private final Imports imports;
  private final Tenants tenants;
  private final InstantSource clock;
  private final JsonMapper json;

  ContactBatchApi(
      ContactBatches batches,
      BatchShapes shapes,
      Imports imports,
      Tenants tenants,
      InstantSource clock,
      JsonMapper json) {
    this.batches = batches;
    this.shapes = shapes;
    this.imports = imports;
    this.tenants = tenants;
    this.clock = clock;
    this.json = json;
  }

  @PostMapping(path = "/api/v1/contacts:batch", consumes = LINES, produces = LINES)
  @Operation(
      operationId = "batchContacts",
      summary = "Create or change up to 10,000 contacts, a line each",
      description =
          "The body is NDJSON: a contact on each line, in the shape of a new contact with at most"
              + " one e-mail address and one mobile number. A contact is recognised by its e-mail"
              + " address, or else by its number: who is not known is created; of who is known,"
              + " what the line names is changed, and what it leaves out or has as null stays. What"
              + " is wrong with a line is answered on its line of the answer and harms no other."
              + " A consent comes with its evidence, as the tenant asks for it of imports, and needs"
              + " the scope consents; without enough of it the contact comes without consent, and a"
              + " note says so. Any no, a block and the suppression list win over what a line says."
              + " Before all lines are here, none of them is taken. A call with the same"
              + " Idempotency-Key and the same body within a day gets the same answer and does"
              + " nothing twice; one that was cut off goes on where it was.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = LINES,
                      schema = @Schema(implementation = BatchContacts.LineBody.class))))
  @Parameter(
      name = KEY,
      in = ParameterIn.HEADER,
      description = "Up to 255 visible ASCII characters that the caller makes up for this batch",
      schema = @Schema(type = "string", maxLength = 255))
  @ApiResponse(
      responseCode = "200",
      description = "A line for each row, in their order",
      content =
          @Content(mediaType = LINES, schema = @Schema(implementation = BatchShapes.RowJson.class)))
  @ApiResponse(
      responseCode = "413",
      description = "More than 10,000 lines, or 64 MiB; none was taken",
      content = @Content(mediaType = "application/problem+json"))
  Answer batch(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) QueryInput query,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    query.finish();
    var call = new BatchCall(caller.tenant(), caller.key().value(), key(request));
    var contacts =
        new BatchContacts(
            tenants.find(caller.tenant()).country(),
            imports.purposes(caller.tenant()),
            caller.scopes().contains(ApiScope.CONSENTS),
            clock);
    return switch (batches.take(call, new BatchBody(request.getInputStream(), contacts))) {
      case BatchOutcome.Answered(ImportId batch) ->
          Answer.written(LINES, out -> write(caller, batch, out));
      case BatchOutcome.Empty empty -> throw StrictJson.malformed("The body is empty.");
      case BatchOutcome.TooMany tooMany ->
          throw fault(
              413,
              "too-many-rows",
              "A batch has at most " + ContactBatches.MOST_ROWS + " lines; none was taken.");
      case BatchOutcome.OtherBody other ->
          throw fault(422, "idempotency-key-reused", "This " + KEY + " came with another body.");
      case BatchOutcome.InHand(long seconds) ->
          throw fault(
              409,
              "in-progress",
              "The first call with this "
                  + KEY
                  + " is still being worked off; ask again in a while, after "
                  + seconds
                  + " seconds at the latest.");
    };
  }

  private static ApiFault fault(int status, String type, String detail) {
    return new ApiFault(ApiFault.Problem.of(status, type, detail));
  }

  private static @Nullable String key(HttpServletRequest request) {
    String key = request.getHeader(KEY);
    if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
      throw fault(
          400, "idempotency-key", KEY + " must be 1 to 255 visible ASCII characters, or missing.");
    }
    return key;
  }

  private void write(Caller caller, ImportId batch, OutputStream out) throws IOException {
    int behind = 0;
    for (List<BatchAnswer> page = batches.answers(caller.tenant(), batch, behind);
        !page.isEmpty();
        page = batches.answers(caller.tenant(), batch, behind)) {
      for (BatchAnswer answer : page) {
        out.write(json.writeValueAsBytes(shapes.of(answer)));
        out.write('\n');
      }
      behind = page.getLast().number();
    }
  }
}
