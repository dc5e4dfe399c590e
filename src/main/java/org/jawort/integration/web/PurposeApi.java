package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jawort.integration.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What consents are for. */
@RestController
@RequestMapping(path = "/api/v1/purposes", produces = "application/json")
@Tag(name = "Purposes")
class PurposeApi {
  private final KnownPurposes purposes;

  PurposeApi(KnownPurposes purposes) {
    this.purposes = purposes;
  }

  /**
   * A purpose.
   *
   * @param key its name in all other calls
   */
  @Schema(name = "Purpose")
  record PurposeJson(UUID id, String key) {}

  @GetMapping
  @Operation(operationId = "listPurposes", summary = "List the purposes, the oldest first")
  Items<PurposeJson> list(@Parameter(hidden = true) Caller caller) {
    return new Items<>(
        purposes.all(caller.tenant()).stream()
            .map(purpose -> new PurposeJson(purpose.id().value(), purpose.key()))
            .toList());
  }
}
