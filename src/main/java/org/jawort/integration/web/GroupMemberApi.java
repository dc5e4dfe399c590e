package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMember;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.contact.group.GroupMembers;
import org.jawort.contact.group.GroupOrField;
import org.jawort.contact.group.MembersAsked;
import org.jawort.integration.Caller;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is in a target group, who comes in and who goes out. */
@RestController
@RequestMapping(path = "/api/v1/groups/{id}/members", produces = "application/json")
@Tag(name = "Groups")
class GroupMemberApi {
  private static final int MOST = 10_000;

  private final ContactGroups groups;
  private final GroupMembers members;
  private final GroupMemberChanges changes;

  GroupMemberApi(ContactGroups groups, GroupMembers members, GroupMemberChanges changes) {
    this.groups = groups;
    this.members = members;
    this.changes = changes;
  }

  /** A contact in a group; since when is null where the group fills itself. */
  @Schema(name = "GroupMember")
  record MemberJson(UUID contact, @Nullable Instant since) {}

  /** Who is to come in and to go out, by the ids of contacts. */
  @Schema(name = "GroupMembersChange")
  record MembersJson(List<UUID> add, List<UUID> remove) {}

  /** How many came in and went out; those who were in it, or are not there, are counted nowhere. */
  @Schema(name = "GroupMembersChanged")
  record ChangedJson(int added, int removed) {}

  @GetMapping
  @Operation(
      operationId = "listGroupMembers",
      summary = "List the contacts in a target group, the newest contacts first")
  @Parameter(name = "limit", description = "1 to 200", schema = @Schema(type = "integer"))
  @Parameter(name = "cursor", description = "next of the page before")
  Page<MemberJson> members(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) QueryInput query) {
    int limit = query.limit();
    Optional<UUID> before = query.cursor();
    query.finish();
    GroupOrField group = known(caller, id);
    List<GroupMember> found =
        members.page(caller.tenant(), id, new MembersAsked("", before, limit + 1, 0)).orElseThrow();
    List<MemberJson> items =
        found.stream()
            .limit(limit)
            .map(one -> new MemberJson(one.contact().value(), group.dynamic() ? null : one.since()))
            .toList();
    return new Page<>(
        items, found.size() > limit ? QueryInput.Cursors.write(items.getLast().contact()) : null);
  }

  private GroupOrField known(Caller caller, UUID id) {
    return groups.find(caller.tenant(), id).orElseThrow(() -> ApiFault.notFound("group"));
  }

  @PostMapping(consumes = "application/json")
  @Operation(
      operationId = "changeGroupMembers",
      summary = "Put contacts into a target group, and take contacts out",
      description = "Up to 10,000 ids of contacts each. 409 DYNAMIC where the group fills itself.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = MembersJson.class))))
  @ApiResponse(responseCode = "200", description = "How many came in and went out")
  ChangedJson change(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) JsonInput body) {
    List<UUID> add = body.ids("add", MOST);
    List<UUID> remove = body.ids("remove", MOST);
    body.finish();
    if (known(caller, id).dynamic()) {
      throw new ApiFault(
          ApiFault.Problem.of(
              409, "dynamic-group", "The group fills itself; nobody is put in or taken out."));
    }
    Actor by = Actor.api(caller.key().value());
    int added = changes.add(caller.tenant(), id, contacts(add), by);
    return new ChangedJson(added, changes.remove(caller.tenant(), id, contacts(remove), by));
  }

  private static List<ContactId> contacts(List<UUID> ids) {
    return ids.stream().map(ContactId::new).toList();
  }
}
