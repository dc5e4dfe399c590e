package org.jawort.contact.web;

import static org.jawort.contact.web.GroupAndFieldAddresses.CONTACT;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.CustomFieldChange;
import org.jawort.contact.group.CustomFieldOutcome;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.CustomFieldValues;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** In which groups a contact is, and what it has in the tenant's own fields. */
@Controller
class ContactGroupAndFieldPages {
  private final GroupMemberChanges members;
  private final CustomFieldValues values;
  private final OwnValueInputs inputs;

  ContactGroupAndFieldPages(
      GroupMemberChanges members, CustomFieldValues values, OwnValueInputs inputs) {
    this.members = members;
    this.values = values;
    this.inputs = inputs;
  }

  @PostMapping(CONTACT + "/groups")
  Answer add(@PathVariable UUID id, @RequestParam(defaultValue = "") String group, Acting acting) {
    Answer contact = Answer.redirect("/app/contacts/" + id);
    if (!group.matches(GroupAndFieldAddresses.ID)) {
      return contact.bad("group.member.choose");
    }
    return members.add(
                acting.tenant(), UUID.fromString(group), List.of(new ContactId(id)), acting.actor())
            > 0
        ? contact.good("group.member.added")
        : contact.bad("group.member.unchanged");
  }

  @PostMapping(CONTACT + "/groups/{group:" + GroupAndFieldAddresses.ID + "}/remove")
  Answer remove(@PathVariable UUID id, @PathVariable UUID group, Acting acting) {
    Answer contact = Answer.redirect("/app/contacts/" + id);
    return members.remove(acting.tenant(), group, List.of(new ContactId(id)), acting.actor()) > 0
        ? contact.good("group.member.removed")
        : contact.bad("group.member.unchanged");
  }

  @GetMapping(CONTACT + "/fields")
  Answer edit(ContactCard card, Acting acting) {
    ContactId id = card.contact().id();
    List<CustomFieldValue> standing = values.of(acting.tenant(), id);
    FormInput form = FormInput.empty();
    standing.forEach(value -> fill(form, value).with(name(value), OwnValueInputs.shown(value)));
    return draw(id, standing, form, acting);
  }

  @PostMapping(CONTACT + "/fields")
  Answer save(ContactCard card, FormInput form, Acting acting) {
    ContactId id = card.contact().id();
    List<CustomFieldValue> standing = values.of(acting.tenant(), id);
    List<CustomFieldChange> wishes = wishes(form, standing);
    if (!form.isGood()) {
      return draw(id, standing, form, acting).status(422);
    }
    if (values.write(acting.tenant(), id, wishes, acting.actor())
        instanceof CustomFieldOutcome.Overtaken(List<CustomFieldValue> others)) {
      // What was typed stays; saved once more, it takes the place of what the other wrote.
      others.forEach(other -> refuse(fill(form, other), other));
      return draw(id, standing, form, acting).status(409);
    }
    return Answer.redirect("/app/contacts/" + id).good("field.values.saved");
  }

  private List<CustomFieldChange> wishes(FormInput form, List<CustomFieldValue> fields) {
    var wishes = new ArrayList<CustomFieldChange>();
    for (CustomFieldValue field : fields) {
      // As it was sent: a process may have written space around it.
      String was = form.secret(was(field));
      // A field that was added since the form was drawn is left as it is.
      if (!form.all(name(field)).isEmpty()) {
        wishes.add(
            new CustomFieldChange(
                field.field().id(), was, inputs.wanted(form, name(field), field)));
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

  private Answer draw(
      ContactId contact, List<CustomFieldValue> fields, FormInput form, Acting acting) {
    return Answer.page("contact/values")
        .with("contact", contact)
        .with("fields", fields)
        .with("options", inputs.options(fields, acting.language().locale()))
        .with("form", form);
  }
}
