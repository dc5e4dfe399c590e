package org.jawort.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactGroups;
import org.jawort.contact.ContactId;
import org.jawort.contact.GroupMember;
import org.jawort.contact.GroupMembers;
import org.jawort.contact.OwnChange;
import org.jawort.contact.Owned;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The groups of a tenant and their members: all read them, editors keep them. */
@Controller
class GroupPages {
  private static final String PATH = OwnAddresses.GROUPS;
  private static final String ONE = PATH + "/{id:" + OwnAddresses.ID + "}";

  /** Members on a page. */
  private static final int SIZE = 50;

  private final ContactGroups groups;
  private final GroupMembers members;

  GroupPages(ContactGroups groups, GroupMembers members) {
    this.groups = groups;
    this.members = members;
  }

  @GetMapping(PATH)
  String list(Acting acting, Model model) {
    model.addAttribute("groups", groups.counted(acting.tenant()));
    return "contact/groups";
  }

  @GetMapping(PATH + "/new")
  String blank(Model model) {
    return draw(FormInput.empty(), null, model);
  }

  @PostMapping(PATH)
  String create(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "group");
    String name = OwnNames.read(form);
    if (form.isGood()) {
      Optional<UUID> created = groups.create(acting.tenant(), name);
      if (created.isPresent()) {
        Flash.good(response, "group.created");
        return "redirect:" + PATH + "/" + created.get();
      }
      form.refuse("name", "group.taken");
    }
    response.setStatus(422);
    return draw(form, null, model);
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> group = groups.find(acting.tenant(), id);
    if (group.isEmpty()) {
      return unknown(request, response);
    }
    Optional<UUID> end =
        before.matches(OwnAddresses.ID) ? Optional.of(UUID.fromString(before)) : Optional.empty();
    List<GroupMember> found = members.page(acting.tenant(), id, q, end, SIZE + 1);
    List<GroupMember> shown = found.subList(0, Math.min(SIZE, found.size()));
    model.addAttribute("group", group.get());
    model.addAttribute("q", q.strip());
    model.addAttribute("members", shown);
    model.addAttribute("first", end.isEmpty() ? null : address(id, q, null));
    model.addAttribute(
        "more", found.size() > SIZE ? address(id, q, shown.getLast().contact()) : null);
    return "contact/group";
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

  @GetMapping(ONE + "/rename")
  @Nullable String rename(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> group = groups.find(acting.tenant(), id);
    return group.isEmpty()
        ? unknown(request, response)
        : draw(FormInput.empty().with("name", group.get().name()), group.get(), model);
  }

  @PostMapping(ONE + "/rename")
  @Nullable String rename(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> group = groups.find(acting.tenant(), id);
    if (group.isEmpty()) {
      return unknown(request, response);
    }
    FormInput form = FormInput.of(values, "group");
    String name = OwnNames.read(form);
    if (form.isGood()) {
      OwnChange change = groups.rename(acting.tenant(), id, name);
      if (!(change instanceof OwnChange.Taken)) {
        OwnNames.say(response, "group", change);
        return "redirect:" + PATH + "/" + id;
      }
      form.refuse("name", "group.taken");
    }
    response.setStatus(422);
    return draw(form, group.get(), model);
  }

  /** Says what would happen to how many, and asks once; or what relies on it. */
  @GetMapping(ONE + "/delete")
  @Nullable String delete(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<Owned> group = groups.find(acting.tenant(), id);
    if (group.isEmpty()) {
      return unknown(request, response);
    }
    model.addAttribute("room", "group");
    model.addAttribute("path", PATH);
    model.addAttribute("one", group.get());
    model.addAttribute("uses", groups.uses(acting.tenant(), id));
    return "contact/own-delete";
  }

  @PostMapping(ONE + "/delete")
  String delete(@PathVariable UUID id, Acting acting, HttpServletResponse response) {
    OwnChange change = groups.delete(acting.tenant(), id);
    OwnNames.say(response, "group", change);
    return "redirect:" + (change instanceof OwnChange.InUse ? PATH + "/" + id + "/delete" : PATH);
  }

  private static String draw(FormInput form, @Nullable Owned group, Model model) {
    model.addAttribute("room", "group");
    model.addAttribute("path", PATH);
    model.addAttribute("form", form);
    model.addAttribute("one", group);
    return "contact/own-form";
  }

  private static @Nullable String unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request, response, 404, "group.unknown", new Problems.Link(PATH, "group.title"));
    return null;
  }
}
