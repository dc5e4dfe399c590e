package org.jawort.contact.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMember;
import org.jawort.contact.group.GroupMembers;
import org.jawort.contact.group.GroupOrField;
import org.jawort.contact.group.MembersAsked;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.UriComponentsBuilder;

/** The groups of a tenant and their members: all read them, editors keep them. */
@Controller
class GroupPages {
  private static final String PATH = GroupAndFieldAddresses.GROUPS;
  private static final String ONE = PATH + "/{id:" + GroupAndFieldAddresses.ID + "}";

  /** Members on a page. */
  private static final int SIZE = 50;

  /** Milliseconds for whoever waits for them. */
  private static final int LATER = 60_000;

  private final ContactGroups groups;
  private final GroupMembers members;
  private final int soon;

  GroupPages(ContactGroups groups, GroupMembers members, @Value("${jawort.soon}") Duration soon) {
    this.groups = groups;
    this.members = members;
    this.soon = Math.toIntExact(soon.toMillis());
  }

  @GetMapping(PATH)
  Answer list(Acting acting) {
    return Answer.page("contact/groups").with("groups", groups.counted(acting.tenant()));
  }

  @GetMapping(ONE)
  Answer show(@PathVariable UUID id, FormInput asked, Acting acting) {
    GroupOrField group = groups.find(acting.tenant(), id).orElseThrow(GroupPages::unknown);
    String q = asked.value("q");
    String before = asked.value("before");
    boolean waits = !asked.value("wait").isEmpty();
    Optional<UUID> end =
        before.matches(GroupAndFieldAddresses.ID)
            ? Optional.of(UUID.fromString(before))
            : Optional.empty();
    Optional<List<GroupMember>> page =
        members.page(acting.tenant(), id, new MembersAsked(q, end, SIZE + 1, waits ? LATER : soon));
    List<GroupMember> found = page.orElse(List.of());
    List<GroupMember> shown = found.subList(0, Math.min(SIZE, found.size()));
    return Answer.page("contact/group")
        .with("group", group)
        .with("definition", members.definition(acting.tenant(), id, acting.language()).orElse(null))
        .with("q", q)
        .with("members", shown)
        .with("late", page.isEmpty())
        .with("wait", page.isEmpty() && !waits ? waiting(id, q, before) : null)
        .with("first", end.isEmpty() ? null : address(id, q, null))
        .with("more", found.size() > SIZE ? address(id, q, shown.getLast().contact()) : null);
  }

  /** The same page for whoever waits until its members are found. */
  private static String waiting(UUID group, String q, String before) {
    return UriComponentsBuilder.fromPath(PATH + "/" + group)
        .queryParam("wait", "yes")
        .queryParam("q", "{q}")
        .queryParam("before", "{before}")
        .encode()
        .buildAndExpand(q, before)
        .toUriString();
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
