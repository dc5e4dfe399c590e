package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ChangePosition;
import org.jawort.contact.ChangesOutcome;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactChanges;
import org.jawort.contact.ContactId;
import org.jawort.contact.merge.Merges;
import org.jawort.integration.Caller;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who changed, for systems that keep a copy. */
@RestController
@RequestMapping(path = "/api/v1/changes", produces = "application/json")
@Tag(name = "Contacts")
class ChangesApi {
  private final ContactChanges changes;
  private final ContactShapes shapes;
  private final Merges merges;
  private final AuditTrail trail;

  ChangesApi(ContactChanges changes, ContactShapes shapes, Merges merges, AuditTrail trail) {
    this.changes = changes;
    this.shapes = shapes;
    this.merges = merges;
    this.trail = trail;
  }

  /** Whether a contact is still there. */
  enum What {
    /** It is new, or something of it changed: its data, addresses, consents or blocks. */
    CHANGED,
    /** It was merged into another. */
    MERGED,
    /** It is gone. */
    ERASED
  }

  /**
   * A contact to whom something happened.
   *
   * @param at when, or null where the reader still goes past all contacts
   * @param into the contact that it was merged into, or null
   * @param contact as it stands now, or null where it is gone
   */
  @Schema(name = "Change")
  record ChangeJson(
      UUID id,
      What change,
      @Nullable Instant at,
      @Nullable UUID into,
      @Nullable ContactJson contact) {}

  /**
   * What happened.
   *
   * @param next the value of since of the next call
   * @param more whether there is more already
   */
  @Schema(name = "Changes")
  record ChangesJson(List<ChangeJson> items, String next, boolean more) {}

  @GetMapping
  @Operation(
      operationId = "listChanges",
      summary = "Contacts that are new, changed, merged or erased since the last call",
      description =
          "Without since all contacts come first, then what happened meanwhile. Each item has the"
              + " contact as it stands now, with its contact points, consents and blocks; one that"
              + " is gone has its id alone. Remember next and give it as since: at once while more"
              + " is true, else whenever you like. Nothing is ever left out; what you know already"
              + " may come again. Changes are kept for 30 days: whoever comes later gets 410 and"
              + " begins without since.")
  @Parameter(
      name = "since",
      in = ParameterIn.QUERY,
      description = "The value of next of the call before",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
  @ApiResponse(responseCode = "200", description = "What changed, the earliest first")
  @ApiResponse(
      responseCode = "410",
      description = "What happened since then is not known any more; begin without since",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(ref = "#/components/schemas/Problem")))
  ChangesJson list(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) QueryInput query) {
    Optional<String> since = query.text("since");
    Optional<ChangePosition> from = since.flatMap(ChangeCursor::read);
    if (since.isPresent() && from.isEmpty()) {
      query.refuse("since", "must be the value of next of the call before");
    }
    int limit = query.limit();
    query.finish();
    return switch (changes.after(caller.tenant(), from.orElse(null), limit)) {
      case ChangesOutcome.Found(var found, ChangePosition next, boolean more) -> {
        found.forEach(change -> trail.about(change.contact().value()));
        yield new ChangesJson(items(caller.tenant(), found), ChangeCursor.write(next), more);
      }
      case ChangesOutcome.TooOld tooOld ->
          throw gone(
              "cursor-too-old",
              "Changes are kept for "
                  + ContactChanges.KEPT.toDays()
                  + " days, and this cursor is older; begin without since.");
      case ChangesOutcome.Elsewhere elsewhere ->
          throw gone(
              "cursor-elsewhere",
              "The database was moved or set back since this cursor; begin without since.");
    };
  }

  private static ApiFault gone(String type, String detail) {
    return new ApiFault(ApiFault.Problem.of(410, type, detail));
  }

  private List<ChangeJson> items(TenantId tenant, List<ChangesOutcome.Change> found) {
    Map<UUID, ContactJson> standing = new HashMap<>();
    List<ContactCard> cards =
        found.stream().flatMap(change -> Optional.ofNullable(change.card()).stream()).toList();
    shapes.of(tenant, cards).forEach(contact -> standing.put(contact.id(), contact));
    return found.stream().map(change -> item(tenant, change, standing)).toList();
  }

  private ChangeJson item(
      TenantId tenant, ChangesOutcome.Change change, Map<UUID, ContactJson> standing) {
    UUID id = change.contact().value();
    ContactJson contact = standing.get(id);
    if (contact != null) {
      return new ChangeJson(id, What.CHANGED, change.at(), null, contact);
    }
    Optional<ContactId> into = merges.survivor(tenant, change.contact());
    return new ChangeJson(
        id,
        into.isPresent() ? What.MERGED : What.ERASED,
        change.at(),
        into.map(ContactId::value).orElse(null),
        null);
  }
}
