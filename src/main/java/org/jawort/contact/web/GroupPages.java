package org.jawort.contact.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMember;
import org.jawort.contact.group.GroupMembers;
import org.jawort.contact.group.GroupOrField;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The groups of a tenant and their members: all read them, editors keep them. */
@Controller
class GroupPages {
  private static final String PATH = GroupAndFieldAddresses.GROUPS;
  private static final String ONE = PATH + "/{id:" + GroupAndFieldAddresses.ID + "}";

  /** Members on a page. */
  private static final int SIZE = 50;

  private final ContactGroups groups;
  private final GroupMembers members;

  GroupPages(ContactGroups groups, GroupMembers members) {
    this.groups = groups;
    this.members = members;
  }

  @GetMapping(PATH)
  Answer list(Acting acting) {
    return Answer.page("contact/groups").with("groups", groups.counted(acting.tenant()));
  }

  @GetMapping(ONE)
  Answer show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      Acting acting) {
    GroupOrField group = groups.find(acting.tenant(), id).orElseThrow(GroupPages::unknown);
    Optional<UUID> end =
        before.matches(GroupAndFieldAddresses.ID)
            ? Optional.of(UUID.fromString(before))
            : Optional.empty();
    List<GroupMember> found = members.page(acting.tenant(), id, q, end, SIZE + 1);
    List<GroupMember> shown = found.subList(0, Math.min(SIZE, found.size()));
    return Answer.page("contact/group")
        .with("group", group)
        .with("definition", members.definition(acting.tenant(), id, acting.language()).orElse(null))
        .with("q", q.strip())
        .with("members", shown)
        .with("first", end.isEmpty() ? null : address(id, q, null))
        .with("more", found.size() > SIZE ? address(id, q, shown.getLast().contact()) : null);
  }

  private static String address(UUID group, String q, @Nullable ContactId before) {
    var address = UriComponentsBuilder.fromPath(PATH + "/" + group);
    if (!q.isBlank()) {
      address.queryParam("q", "{q}");
    }
    if (before != null) {
      address.queryParam("before", before);
    }
    return address.encode().buildAndExpand(q.strip()).toUriString();
  }

  private static PageFault unknown() {
    return PageFault.notFound("group.unknown").leadingTo(PATH, "group.title");
  }
}
