package org.jawort.desk.web.contact;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.Membership;
import org.jawort.contact.merge.Merges;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.desk.ContactStory;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A contact's record, and its master data to edit in their place. */
@Controller
class ContactPages {
  private final ContactRecords records;
  private final Contacts contacts;
  private final ContactStory story;
  private final Merges merges;
  private final ContactGroups groups;

  ContactPages(
      ContactRecords records,
      Contacts contacts,
      ContactStory story,
      Merges merges,
      ContactGroups groups) {
    this.groups = groups;
    this.records = records;
    this.contacts = contacts;
    this.story = story;
    this.merges = merges;
  }

  @GetMapping("/app/contacts/{id:" + NotFound.ID + "}")
  @Nullable String show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean edit,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ContactRecord> found = records.find(acting.tenant(), new ContactId(id));
    if (found.isEmpty()) {
      Optional<ContactId> into = merges.survivor(acting.tenant(), new ContactId(id));
      if (into.isPresent()) {
        Flash.good(response, "contact.merge.moved");
        return "redirect:/app/contacts/" + into.get();
      }
      return NotFound.contact(request, response);
    }
    if (edit && acting.role().belongsTo(Audience.STAFF)) {
      model.addAttribute("form", MasterDataForm.filled(found.get().contact()));
    }
    return draw(acting.tenant(), found.get(), model);
  }

  @PostMapping("/app/contacts/{id:" + NotFound.ID + "}")
  @Nullable String edit(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    FormInput form = FormInput.of(values);
    Optional<MasterData> wanted = MasterDataForm.read(form);
    Optional<ContactRecord> found = records.find(acting.tenant(), new ContactId(id));
    if (found.isEmpty()) {
      return NotFound.contact(request, response);
    }
    if (wanted.isEmpty()) {
      response.setStatus(422);
      model.addAttribute("form", form);
      return draw(acting.tenant(), found.get(), model);
    }
    return save(found.get().contact(), form, wanted.get(), acting, response, model);
  }

  private String save(
      Contact before,
      FormInput form,
      MasterData wanted,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    ContactCard after = write(acting.tenant(), before.id(), MasterDataForm.asOf(form), wanted);
    if (data(after.contact()).equals(wanted)) {
      Flash.good(response, "desk.contact.saved");
      return "redirect:/app/contacts/" + before.id();
    }
    response.setStatus(409);
    model.addAttribute("overtaken", form);
    model.addAttribute("form", MasterDataForm.filled(after.contact()));
    return draw(acting.tenant(), records.find(acting.tenant(), before.id()).orElseThrow(), model);
  }

  /** Changes the contact, unless somebody else did since the form was drawn. */
  private ContactCard write(TenantId tenant, ContactId id, Instant asOf, MasterData wanted) {
    return contacts
        .edit(
            tenant,
            id,
            // Asked while the contact is locked, so nobody can come in between.
            standing ->
                contacts
                        .find(tenant, id)
                        .filter(card -> card.contact().updatedAt().equals(asOf))
                        .isPresent()
                    ? wanted
                    : standing)
        .orElseThrow();
  }

  private static MasterData data(Contact contact) {
    return new MasterData(
        contact.kind(),
        contact.firstName(),
        contact.lastName(),
        contact.company(),
        contact.language());
  }

  /** The groups that the contact is not in. */
  private List<ContactGroup> others(TenantId tenant, ContactRecord found) {
    List<ContactGroup> in = found.groups().stream().map(Membership::group).toList();
    return groups.all(tenant).stream().filter(group -> !in.contains(group)).toList();
  }

  private String draw(TenantId tenant, ContactRecord found, Model model) {
    model.addAttribute("record", found);
    model.addAttribute("otherGroups", others(tenant, found));
    var card =
        new ContactCard(
            found.contact(), found.points().stream().map(ContactRecord.Point::point).toList());
    model.addAttribute("around", story.around(tenant, card));
    return "desk/contact";
  }
}
