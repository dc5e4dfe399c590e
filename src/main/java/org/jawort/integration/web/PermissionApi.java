package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.permission.Way;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.integration.Caller;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** May we write? Asked most of all (P7). */
@RestController
@RequestMapping(path = "/api/v1/permission", produces = "application/json")
@Tag(name = "Permission")
class PermissionApi {
  /** How far the clocks of two machines may be apart. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final Permissions permissions;
  private final KnownPurposes purposes;
  private final Tenants tenants;
  private final InstantSource clock;

  PermissionApi(
      Permissions permissions, KnownPurposes purposes, Tenants tenants, InstantSource clock) {
    this.permissions = permissions;
    this.purposes = purposes;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param reason the status or message class that allows it, or why not
   * @param event the ledger event that it rests on, or null
   */
  @Schema(name = "Permission")
  record PermissionJson(boolean allowed, String reason, @Nullable UUID event) {
    static PermissionJson of(Permission permission) {
      var event = permission.event();
      return new PermissionJson(
          permission.allowed(), permission.reason(), event == null ? null : event.value());
    }
  }

  private record Question(Way way, CheckedAddress address, String purpose, MessageClass kind) {}

  @GetMapping
  @Operation(
      operationId = "askPermission",
      summary = "May we write to this address, for this purpose?",
      description =
          "An address that the tenant does not know: allowed false, reason EXTERNAL_ADDRESS. With"
              + " at, the answer is the one that held then; what was erased since is unknown.")
  @Parameter(
      name = "channel",
      in = ParameterIn.QUERY,
      description = "CALL: may we call this number?",
      schema = @Schema(implementation = Way.class, defaultValue = "EMAIL"))
  @Parameter(
      name = "address",
      in = ParameterIn.QUERY,
      required = true,
      description = "A + is written %2B",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "purpose",
      in = ParameterIn.QUERY,
      required = true,
      example = "newsletter",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "class",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = MessageClass.class, defaultValue = "ADVERTISING"))
  @Parameter(
      name = "at",
      in = ParameterIn.QUERY,
      description = "A time in the past, as in RFC 3339",
      schema = @Schema(type = "string", format = "date-time"))
  PermissionJson ask(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) QueryInput query) {
    Optional<Instant> at = past(query);
    Question q = question(caller.tenant(), query);
    String key = q.address().key();
    return PermissionJson.of(
        at.map(
                then ->
                    permissions.askAt(caller.tenant(), q.way(), key, q.purpose(), q.kind(), then))
            .orElseGet(
                () -> permissions.ask(caller.tenant(), q.way(), key, q.purpose(), q.kind())));
  }

  private Question question(TenantId tenant, QueryInput query) {
    Way way = query.oneOf("channel", Way.EMAIL);
    query.required("address");
    Optional<CheckedAddress> address =
        query.address("address", way.channel(), tenants.find(tenant).country());
    String purpose = query.required("purpose");
    if (!purpose.isEmpty() && purposes.find(tenant, purpose).isEmpty()) {
      query.refuse("purpose", "is none of yours; see /api/v1/purposes");
    }
    MessageClass kind = query.oneOf("class", MessageClass.ADVERTISING);
    query.finish();
    return new Question(way, address.orElseThrow(), purpose, kind);
  }

  private Optional<Instant> past(QueryInput query) {
    Optional<Instant> at = query.instant("at");
    if (at.isPresent() && at.get().isAfter(clock.instant().plus(CLOCKS))) {
      query.refuse("at", "lies ahead");
    }
    return at;
  }
}
