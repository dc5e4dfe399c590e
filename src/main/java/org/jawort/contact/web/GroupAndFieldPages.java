package org.jawort.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.group.GroupOrField;
import org.jawort.contact.group.GroupOrFieldList;
import org.jawort.contact.group.GroupOrFieldOutcome;
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

/** Editors add, rename and delete groups and fields, both in the same way. */
@Controller
class GroupAndFieldPages {
  private static final String GROUPS = GroupAndFieldAddresses.GROUPS;
  private static final String FIELDS = GroupAndFieldAddresses.FIELDS;
  private static final String ONE = "/{id:" + GroupAndFieldAddresses.ID + "}";

  /**
   * Which of the two lists a page is about.
   *
   * @param name beginning of its message keys
   * @param hasPages whether each of its entries has a page of its own
   */
  private record Room(String name, String path, GroupOrFieldList list, boolean hasPages) {
    String after(UUID id) {
      return "redirect:" + path + (hasPages ? "/" + id : "");
    }
  }

  private final Room groups;
  private final Room fields;

  GroupAndFieldPages(ContactGroups groups, CustomFields fields) {
    this.groups = new Room("group", GROUPS, groups, true);
    this.fields = new Room("field", FIELDS, fields, false);
  }

  private Room room(HttpServletRequest request) {
    return request.getRequestURI().startsWith(FIELDS) ? fields : groups;
  }

  @GetMapping({GROUPS + "/new", FIELDS + "/new"})
  String blank(HttpServletRequest request, Model model) {
    return draw(room(request), FormInput.empty(), null, model);
  }

  @PostMapping({GROUPS, FIELDS})
  String create(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Room room = room(request);
    FormInput form = FormInput.of(values, room.name());
    String name = GroupAndFieldNames.read(form);
    if (form.isGood()) {
      Optional<UUID> created = room.list().create(acting.tenant(), name);
      if (created.isPresent()) {
        Flash.good(response, room.name() + ".created");
        return room.after(created.get());
      }
      form.refuse("name", room.name() + ".taken");
    }
    response.setStatus(422);
    return draw(room, form, null, model);
  }

  @GetMapping({GROUPS + ONE + "/rename", FIELDS + ONE + "/rename"})
  @Nullable String rename(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Room room = room(request);
    Optional<GroupOrField> one = room.list().find(acting.tenant(), id);
    return one.isEmpty()
        ? unknown(room, request, response)
        : draw(room, FormInput.empty().with("name", one.get().name()), one.get(), model);
  }

  @PostMapping({GROUPS + ONE + "/rename", FIELDS + ONE + "/rename"})
  @Nullable String rename(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Room room = room(request);
    Optional<GroupOrField> one = room.list().find(acting.tenant(), id);
    if (one.isEmpty()) {
      return unknown(room, request, response);
    }
    FormInput form = FormInput.of(values, room.name());
    String name = GroupAndFieldNames.read(form);
    if (form.isGood()) {
      GroupOrFieldOutcome change = room.list().rename(acting.tenant(), id, name);
      if (!(change instanceof GroupOrFieldOutcome.Taken)) {
        GroupAndFieldNames.say(response, room.name(), change);
        return room.after(id);
      }
      form.refuse("name", room.name() + ".taken");
    }
    response.setStatus(422);
    return draw(room, form, one.get(), model);
  }

  /** Says what would happen to how many, and asks once; or what relies on it. */
  @GetMapping({GROUPS + ONE + "/delete", FIELDS + ONE + "/delete"})
  @Nullable String delete(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Room room = room(request);
    Optional<GroupOrField> one = room.list().find(acting.tenant(), id);
    if (one.isEmpty()) {
      return unknown(room, request, response);
    }
    model.addAttribute("room", room.name());
    model.addAttribute("path", room.path());
    model.addAttribute("one", one.get());
    model.addAttribute("uses", room.list().uses(acting.tenant(), id));
    return "contact/own-delete";
  }

  @PostMapping({GROUPS + ONE + "/delete", FIELDS + ONE + "/delete"})
  String delete(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response) {
    Room room = room(request);
    GroupOrFieldOutcome change = room.list().delete(acting.tenant(), id);
    GroupAndFieldNames.say(response, room.name(), change);
    return "redirect:"
        + room.path()
        + (change instanceof GroupOrFieldOutcome.InUse ? "/" + id + "/delete" : "");
  }

  private static String draw(Room room, FormInput form, @Nullable GroupOrField one, Model model) {
    model.addAttribute("room", room.name());
    model.addAttribute("path", room.path());
    model.addAttribute("form", form);
    model.addAttribute("one", one);
    return "contact/own-form";
  }

  private static @Nullable String unknown(
      Room room, HttpServletRequest request, HttpServletResponse response) throws IOException {
    var list = new Problems.Link(room.path(), room.name() + ".title");
    Problems.answer(request, response, 404, room.name() + ".unknown", list);
    return null;
  }
}
