package org.jawort.contact.web;

import static org.jawort.contact.web.GroupAndFieldAddresses.CONTACT;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.group.CustomFieldChange;
import org.jawort.contact.group.CustomFieldOutcome;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.CustomFieldValues;
import org.jawort.contact.group.GroupMembers;
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

/** In which groups a contact is, and what it has in the tenant's own fields. */
@Controller
class ContactGroupAndFieldPages {
  private final Contacts contacts;
  private final GroupMembers members;
  private final CustomFieldValues values;

  ContactGroupAndFieldPages(Contacts contacts, GroupMembers members, CustomFieldValues values) {
    this.contacts = contacts;
    this.members = members;
    this.values = values;
  }

  @PostMapping(CONTACT + "/groups")
  String add(
      @PathVariable UUID contact,
      @RequestParam(defaultValue = "") String group,
      Acting acting,
      HttpServletResponse response) {
    if (!group.matches(GroupAndFieldAddresses.ID)) {
      Flash.bad(response, "group.member.choose");
    } else if (members.add(acting.tenant(), UUID.fromString(group), new ContactId(contact))) {
      Flash.good(response, "group.member.added");
    } else {
      Flash.bad(response, "group.member.unchanged");
    }
    return "redirect:/app/contacts/" + contact;
  }

  @PostMapping(CONTACT + "/groups/{group:" + GroupAndFieldAddresses.ID + "}/remove")
  String remove(
      @PathVariable UUID contact,
      @PathVariable UUID group,
      Acting acting,
      HttpServletResponse response) {
    if (members.remove(acting.tenant(), group, new ContactId(contact))) {
      Flash.good(response, "group.member.removed");
    } else {
      Flash.bad(response, "group.member.unchanged");
    }
    return "redirect:/app/contacts/" + contact;
  }

  @GetMapping(CONTACT + "/fields")
  @Nullable String edit(
      @PathVariable UUID contact,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ContactCard> card = contacts.find(acting.tenant(), new ContactId(contact));
    if (card.isEmpty()) {
      return unknown(request, response);
    }
    List<CustomFieldValue> standing = values.of(acting.tenant(), new ContactId(contact));
    FormInput form = FormInput.empty();
    standing.forEach(value -> fill(form, value).with(name(value), value.value()));
    return draw(card.get(), standing, form, model);
  }

  @PostMapping(CONTACT + "/fields")
  @Nullable String save(
      @PathVariable UUID contact,
      @RequestParam MultiValueMap<String, String> sent,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var id = new ContactId(contact);
    Optional<ContactCard> card = contacts.find(acting.tenant(), id);
    if (card.isEmpty()) {
      return unknown(request, response);
    }
    FormInput form = FormInput.of(sent);
    List<CustomFieldValue> standing = values.of(acting.tenant(), id);
    List<CustomFieldChange> wishes = wishes(form, standing);
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(card.get(), standing, form, model);
    }
    if (values.write(acting.tenant(), id, wishes)
        instanceof CustomFieldOutcome.Overtaken(List<CustomFieldValue> others)) {
      // What was typed stays; saved once more, it takes the place of what the other wrote.
      others.forEach(other -> refuse(fill(form, other), other));
      response.setStatus(409);
      return draw(card.get(), standing, form, model);
    }
    Flash.good(response, "field.values.saved");
    return "redirect:/app/contacts/" + contact;
  }

  private static List<CustomFieldChange> wishes(FormInput form, List<CustomFieldValue> fields) {
    var wishes = new ArrayList<CustomFieldChange>();
    for (CustomFieldValue field : fields) {
      // As it was sent: a process may have written space around it.
      String was = form.secret(was(field));
      // A field that was added since the form was drawn is left as it is.
      if (!form.all(name(field)).isEmpty()) {
        String wanted = form.optional(name(field), CustomFieldValue.LONGEST);
        wishes.add(new CustomFieldChange(field.field().id(), was, wanted));
      }
    }
    return wishes;
  }

  private static void refuse(FormInput form, CustomFieldValue other) {
    if (other.value().isEmpty()) {
      form.refuse(name(other), "field.values.overtaken.empty");
    } else {
      form.refuse(name(other), "field.values.overtaken", other.value());
    }
  }

  private static FormInput fill(FormInput form, CustomFieldValue value) {
    return form.with(was(value), value.value());
  }

  private static String name(CustomFieldValue value) {
    return "field-" + value.field().id();
  }

  private static String was(CustomFieldValue value) {
    return "was-" + value.field().id();
  }

  private static String draw(
      ContactCard card, List<CustomFieldValue> fields, FormInput form, Model model) {
    Contact contact = card.contact();
    model.addAttribute("contact", contact.id());
    model.addAttribute("fields", fields);
    model.addAttribute("form", form);
    return "contact/values";
  }

  private static @Nullable String unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "desk.contact.unknown",
        new Problems.Link("/app/contacts", "desk.contact.unknown.link"));
    return null;
  }
}
