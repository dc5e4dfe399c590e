package org.jawort.desk.web.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.PastedAddresses;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.contact.group.GroupMembers;
import org.jawort.contact.group.GroupOrField;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactList;
import org.jawort.desk.ContactOrder;
import org.jawort.desk.ContactPage;
import org.jawort.desk.ContactRow;
import org.jawort.desk.Cursor;
import org.jawort.desk.web.AddressLines;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Puts contacts into a group whose members are listed, by searching them or by a list of addresses
 * that somebody has, and takes members out. Nobody becomes a contact by it.
 */
@Controller
class MemberPages {
  private static final String GROUPS = "/app/target-groups";
  private static final String PATH = GROUPS + "/{id:" + NotFound.ID + "}/members";
  private static final String LIST = "list";
  private static final int LONGEST = 900_000;
  private static final Pattern ID = Pattern.compile(NotFound.ID);

  private final ContactGroups groups;
  private final GroupMembers members;
  private final GroupMemberChanges changes;
  private final Contacts contacts;
  private final ContactList search;
  private final Tenants tenants;

  MemberPages(
      ContactGroups groups,
      GroupMembers members,
      GroupMemberChanges changes,
      Contacts contacts,
      ContactList search,
      Tenants tenants) {
    this.groups = groups;
    this.members = members;
    this.changes = changes;
    this.contacts = contacts;
    this.search = search;
    this.tenants = tenants;
  }

  @GetMapping(PATH)
  Answer show(@PathVariable UUID id, @Labels("group.add") FormInput form, Acting acting) {
    return draw(group(id, acting), form, acting);
  }

  private GroupOrField group(UUID id, Acting acting) {
    return groups
        .find(acting.tenant(), id)
        .filter(group -> !group.dynamic())
        .orElseThrow(() -> PageFault.notFound("group.unknown").leadingTo(GROUPS, "group.title"));
  }

  private Answer draw(GroupOrField group, FormInput form, Acting acting) {
    ContactFilter filter =
        ContactFilter.of(form.value("q"), "", "").in(tenants.find(acting.tenant()).country());
    Optional<ContactPage> found =
        filter.text().isEmpty()
            ? Optional.empty()
            : Optional.of(
                search.page(acting.tenant(), filter, ContactOrder.NEWEST, new Cursor.Newest()));
    // A contact with two addresses that both begin so is offered once.
    var each = new LinkedHashMap<UUID, ContactRow>();
    found.ifPresent(page -> page.rows().forEach(row -> each.putIfAbsent(row.contact(), row)));
    return Answer.page("desk/group-members")
        .with("group", group)
        .with("form", form)
        .with("q", filter.text())
        .with("found", List.copyOf(each.values()))
        .with("more", found.map(ContactPage::older).orElse(false))
        .with("in", members.among(acting.tenant(), group.id(), List.copyOf(each.keySet())));
  }

  @PostMapping(PATH)
  Answer add(@PathVariable UUID id, @Labels("group.add") FormInput form, Acting acting) {
    GroupOrField group = group(id, acting);
    List<ContactId> chosen = chosen(form);
    List<String> listed = PastedAddresses.in(form.text(LIST, LONGEST));
    if (chosen.isEmpty() && listed.isEmpty()) {
      form.refuse(LIST, "group.add.nobody");
    } else if (listed.size() > PastedAddresses.MOST) {
      form.refuse(LIST, "group.add.many", PastedAddresses.MOST, listed.size());
    }
    if (!form.isGood()) {
      return draw(group, form, acting).status(422);
    }
    Found found = found(listed, acting);
    var all = new ArrayList<>(chosen);
    all.addAll(found.contacts());
    List<ContactId> each = all.stream().distinct().toList();
    int added = changes.add(acting.tenant(), id, each, acting.actor());
    if (found.strangers().isEmpty()) {
      return Answer.redirect(GROUPS + "/" + id).good("group.add.done", added, each.size() - added);
    }
    return draw(group, form.with(LIST, String.join("\n", found.strangers())), acting)
        .with("added", added)
        .with("already", each.size() - added)
        .with("strangers", found.strangers().size());
  }

  /**
   * Whose the addresses are.
   *
   * @param strangers as they were typed, those that are nobody's or are none
   */
  private record Found(List<ContactId> contacts, List<String> strangers) {}

  private Found found(List<String> listed, Acting acting) {
    String country = tenants.find(acting.tenant()).country();
    var read = new LinkedHashMap<String, Optional<CheckedAddress>>();
    for (String typed : listed) {
      read.computeIfAbsent(
          typed, one -> CheckedAddress.parse(AddressLines.channelOf(one), one, country));
    }
    Map<CheckedAddress, ContactId> owners =
        contacts.owners(
            acting.tenant(), read.values().stream().flatMap(Optional::stream).distinct().toList());
    List<String> strangers =
        read.entrySet().stream()
            .filter(one -> one.getValue().filter(owners::containsKey).isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return new Found(owners.values().stream().distinct().toList(), strangers);
  }

  @PostMapping(PATH + "/remove")
  Answer remove(@PathVariable UUID id, FormInput form, Acting acting) {
    group(id, acting);
    List<ContactId> chosen = chosen(form);
    Answer page = Answer.redirect(GROUPS + "/" + id);
    return chosen.isEmpty()
        ? page.bad("group.remove.nobody")
        : page.good(
            "group.remove.done", changes.remove(acting.tenant(), id, chosen, acting.actor()));
  }

  private static List<ContactId> chosen(FormInput form) {
    return form.all("contact").stream()
        .filter(one -> ID.matcher(one).matches())
        .map(one -> new ContactId(UUID.fromString(one)))
        .limit(PastedAddresses.MOST)
        .toList();
  }
}
