package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.Conditions;
import org.jawort.consent.filter.DefinitionOutcome;
import org.jawort.consent.filter.DynamicGroups;
import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupOrField;
import org.jawort.integration.Caller;
import org.jawort.optin.AskingPace;
import org.jawort.optin.MassRequest;
import org.jawort.optin.MassRequests;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Target groups: which there are, and asking all of one for consent. */
@RestController
@RequestMapping(path = "/api/v1/groups", produces = "application/json")
@Tag(name = "Groups")
class GroupApi {
  private static final String SOURCE = "API";

  private final ContactGroups groups;
  private final DynamicGroups dynamic;
  private final MassRequests requests;
  private final KnownPurposes purposes;
  private final AskingBases bases;
  private final Conditions conditions;
  private final FilterInputs filters;

  GroupApi(
      ContactGroups groups,
      DynamicGroups dynamic,
      MassRequests requests,
      KnownPurposes purposes,
      AskingBases bases,
      Conditions conditions,
      FilterInputs filters) {
    this.groups = groups;
    this.dynamic = dynamic;
    this.requests = requests;
    this.purposes = purposes;
    this.bases = bases;
    this.conditions = conditions;
    this.filters = filters;
  }

  /**
   * A group.
   *
   * @param members how many are listed; null where the group fills itself
   * @param filter the condition by which it fills itself; null where its members are listed
   */
  @Schema(name = "Group")
  record GroupJson(
      UUID id,
      String name,
      boolean dynamic,
      @Nullable Long members,
      @Schema(types = "object") @Nullable JsonNode filter,
      Instant createdAt) {}

  /** What creating takes, for the description of the API. */
  @Schema(name = "NewGroup")
  record NewGroupJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = GroupOrField.LONGEST_NAME)
          String name,
      @Schema(
              types = "object",
              description =
                  "Where it is there, the group fills itself with all for whom it holds: all, any"
                      + " and not of comparisons such as {\"about\": \"lastName\", \"is\":"
                      + " \"startsWith\", \"values\": [\"Love\"]}",
              example =
                  "{\"all\": [{\"about\": \"consent\", \"purpose\": \"newsletter\", \"is\":"
                      + " \"oneOf\", \"values\": [\"UNKNOWN\"]}]}")
          @Nullable JsonNode filter) {}

  /** The job that began, which the page of jobs shows. */
  @Schema(name = "StartedJob")
  record JobJson(UUID job) {}

  @GetMapping
  @Operation(operationId = "listGroups", summary = "List the target groups, by their names")
  Items<GroupJson> list(@Parameter(hidden = true) Caller caller) {
    return new Items<>(
        groups.counted(caller.tenant()).stream().map(group -> json(caller, group)).toList());
  }

  private GroupJson json(Caller caller, GroupOrField group) {
    Optional<Condition> filter = dynamic.definition(caller.tenant(), group.id());
    return new GroupJson(
        group.id(),
        group.name(),
        group.dynamic(),
        group.dynamic() ? null : group.holders(),
        filter.map(conditions::write).orElse(null),
        group.createdAt());
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createGroup",
      summary = "Create a target group",
      description =
          "With a filter it fills itself and takes nobody in by hand. 409 where the name is taken.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NewGroupJson.class))))
  GroupJson create(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) JsonInput body) {
    String name = body.required("name", GroupOrField.LONGEST_NAME).replaceAll("\\s+", " ");
    Optional<Condition> filter = filters.of(caller.tenant(), body, "filter");
    body.finish();
    Optional<UUID> made =
        filter.isPresent()
            ? dynamic.create(caller.tenant(), name, filter.get())
                    instanceof DefinitionOutcome.Saved(UUID group)
                ? Optional.of(group)
                : Optional.empty()
            : groups.create(caller.tenant(), name);
    return json(
        caller,
        made.flatMap(id -> groups.find(caller.tenant(), id))
            .orElseThrow(
                () -> problem("name-taken", "There is a group of that name, however written.")));
  }

  @PostMapping(path = "/{id}/opt-in", consumes = "application/json")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "requestOptInOfGroup",
      summary = "Ask all of a target group for consent by double opt-in",
      description =
          "Each is judged as where one is asked; a job does it, and counts who was not asked and"
              + " why. It goes at the given pace, spread over each hour. 409 where nobody can be asked, or the group is being asked already.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(implementation = AskingPaces.GroupOptInJson.class))))
  @ApiResponse(responseCode = "202", description = "The job began")
  JobJson optIn(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    Optional<Purpose> purpose = purposes.askable(caller.tenant(), body);
    StatedBasis basis = bases.of(caller, body);
    AskingPace pace = AskingPaces.of(body);
    body.finish();
    var request = new MassRequest(id, purpose.orElseThrow().id());
    Actor actor = Actor.api(caller.key().value());
    return switch (requests.start(caller.tenant(), request, basis, actor, SOURCE, pace)) {
      case MassRequests.MassRequestOutcome.Started(var job) -> new JobJson(job.value());
      case MassRequests.MassRequestOutcome.UnknownGroup gone -> throw ApiFault.notFound("group");
      case MassRequests.MassRequestOutcome.AlreadyAsking(var job) ->
          throw problem("already-asking", "The group is being asked for that purpose already.");
      case MassRequests.MassRequestOutcome.NoWording none ->
          throw problem("no-wording", "The purpose has no wording that anybody could agree to.");
      case MassRequests.MassRequestOutcome.ClosedPurpose closed ->
          throw problem("purpose-archived", "Nobody is asked for that purpose any more.");
      case MassRequests.MassRequestOutcome.Groundless(var lacks) ->
          throw problem("groundless", "Nobody may be asked on that basis.");
    };
  }

  private static ApiFault problem(String type, String detail) {
    return new ApiFault(ApiFault.Problem.of(409, type, detail));
  }
}
