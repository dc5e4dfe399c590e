package org.jawort.desk.web.contact;

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
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
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
  Answer show(
      @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean edit, Acting acting) {
    Optional<ContactRecord> found = records.find(acting.tenant(), new ContactId(id));
    if (found.isEmpty()) {
      ContactId into =
          merges.survivor(acting.tenant(), new ContactId(id)).orElseThrow(NotFound::contact);
      return Answer.redirect("/app/contacts/" + into).good("contact.merge.moved");
    }
    Answer page = draw(acting.tenant(), found.get());
    return edit && acting.role().belongsTo(Audience.STAFF)
        ? page.with("form", MasterDataForm.filled(found.get().contact()))
        : page;
  }

  @PostMapping("/app/contacts/{id:" + NotFound.ID + "}")
  Answer edit(ContactRecord found, FormInput form, Acting acting) {
    Optional<MasterData> wanted = MasterDataForm.read(form);
    return wanted.isEmpty()
        ? draw(acting.tenant(), found).with("form", form).status(422)
        : save(found.contact(), form, wanted.get(), acting.tenant());
  }

  private Answer save(Contact before, FormInput form, MasterData wanted, TenantId tenant) {
    ContactCard after = write(tenant, before.id(), MasterDataForm.asOf(form), wanted);
    if (data(after.contact()).equals(wanted)) {
      return Answer.redirect("/app/contacts/" + before.id()).good("desk.contact.saved");
    }
    return draw(tenant, records.find(tenant, before.id()).orElseThrow())
        .with("overtaken", form)
        .with("form", MasterDataForm.filled(after.contact()))
        .status(409);
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

  private Answer draw(TenantId tenant, ContactRecord found) {
    var card =
        new ContactCard(
            found.contact(), found.points().stream().map(ContactRecord.Point::point).toList());
    return Answer.page("desk/contact")
        .with("record", found)
        .with("otherGroups", others(tenant, found))
        .with("around", story.around(tenant, card));
  }
}
