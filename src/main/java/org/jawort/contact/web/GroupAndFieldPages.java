package org.jawort.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.group.GroupOrField;
import org.jawort.contact.group.GroupOrFieldList;
import org.jawort.contact.group.GroupOrFieldOutcome;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Editors add and rename groups, and delete groups and fields, both in the same way. */
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
    Answer after(UUID id) {
      return Answer.redirect(path + (hasPages ? "/" + id : ""));
    }

    GroupOrField one(UUID id, Acting acting) {
      return list.find(acting.tenant(), id)
          .orElseThrow(
              () -> PageFault.notFound(name + ".unknown").leadingTo(path, name + ".title"));
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

  @GetMapping(GROUPS + "/new")
  Answer blank(HttpServletRequest request) {
    return draw(room(request), FormInput.empty(), null);
  }

  @PostMapping(GROUPS)
  Answer create(FormInput sent, Acting acting, HttpServletRequest request) {
    Room room = room(request);
    FormInput form = sent.labelled(room.name());
    String name = GroupAndFieldNames.read(form);
    if (form.isGood()) {
      Optional<UUID> created = room.list().create(acting.tenant(), name);
      if (created.isPresent()) {
        return room.after(created.get()).good(room.name() + ".created");
      }
      form.refuse("name", room.name() + ".taken");
    }
    return draw(room, form, null).status(422);
  }

  @GetMapping(GROUPS + ONE + "/rename")
  Answer rename(@PathVariable UUID id, Acting acting, HttpServletRequest request) {
    Room room = room(request);
    GroupOrField one = room.one(id, acting);
    return draw(room, FormInput.empty().with("name", one.name()), one);
  }

  @PostMapping(GROUPS + ONE + "/rename")
  Answer rename(@PathVariable UUID id, FormInput sent, Acting acting, HttpServletRequest request) {
    Room room = room(request);
    GroupOrField one = room.one(id, acting);
    FormInput form = sent.labelled(room.name());
    String name = GroupAndFieldNames.read(form);
    if (form.isGood()) {
      GroupOrFieldOutcome change = room.list().rename(acting.tenant(), id, name);
      if (!(change instanceof GroupOrFieldOutcome.Taken)) {
        return GroupAndFieldNames.say(room.after(id), room.name(), change);
      }
      form.refuse("name", room.name() + ".taken");
    }
    return draw(room, form, one).status(422);
  }

  /** Says what would happen to how many, and asks once; or what relies on it. */
  @GetMapping({GROUPS + ONE + "/delete", FIELDS + ONE + "/delete"})
  Answer confirm(@PathVariable UUID id, Acting acting, HttpServletRequest request) {
    Room room = room(request);
    GroupOrField one = room.one(id, acting);
    return Answer.page("contact/own-delete")
        .with("room", room.name())
        .with("path", room.path())
        .with("one", one)
        .with("uses", room.list().uses(acting.tenant(), id));
  }

  @PostMapping({GROUPS + ONE + "/delete", FIELDS + ONE + "/delete"})
  Answer delete(@PathVariable UUID id, Acting acting, HttpServletRequest request) {
    Room room = room(request);
    GroupOrFieldOutcome change = room.list().delete(acting.tenant(), id);
    String way = change instanceof GroupOrFieldOutcome.InUse ? "/" + id + "/delete" : "";
    return GroupAndFieldNames.say(Answer.redirect(room.path() + way), room.name(), change);
  }

  private static Answer draw(Room room, FormInput form, @Nullable GroupOrField one) {
    return Answer.page("contact/own-form")
        .with("room", room.name())
        .with("path", room.path())
        .with("form", form)
        .with("one", one);
  }
}
