package org.jawort.desk.web.contact;

import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.AddPointOutcome;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.web.AddressLines;
import org.jawort.desk.web.NotFound;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasurePreview;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Adds a contact point, and removes one that nothing ever happened to. One with a history can only
 * be erased, as its history would say nothing without it.
 */
@Controller
class ContactPointPages {
  private static final String CONTACT = "/app/contacts/{id:" + NotFound.ID + "}";
  private static final String ADDRESS = "address";

  private final Contacts contacts;
  private final Tenants tenants;
  private final Erasures erasures;

  ContactPointPages(Contacts contacts, Tenants tenants, Erasures erasures) {
    this.contacts = contacts;
    this.tenants = tenants;
    this.erasures = erasures;
  }

  @GetMapping(CONTACT + "/points/new")
  Answer form(ContactCard card) {
    return draw(card, FormInput.empty());
  }

  private static Answer draw(ContactCard card, FormInput form) {
    return Answer.page("contact/point").with("card", card).with("form", form);
  }

  @PostMapping(CONTACT + "/points/new")
  Answer add(ContactCard card, @Labels("contact.points") FormInput form, Acting acting) {
    Optional<CheckedAddress> address =
        AddressLines.typed(form, ADDRESS, tenants.find(acting.tenant()).country());
    return address.isEmpty()
        ? draw(card, form).status(422)
        : add(card, address.get(), form, acting);
  }

  private Answer add(ContactCard card, CheckedAddress address, FormInput form, Acting acting) {
    ContactId id = card.contact().id();
    return switch (contacts.add(acting.tenant(), id, address)) {
      case AddPointOutcome.Added(var point) ->
          Answer.redirect("/app/contacts/" + id)
              .good(point.suppressed() ? "contact.new.suppressed" : "contact.points.added");
      case AddPointOutcome.Known(ContactId owner) -> {
        form.refuse(ADDRESS, "contact.points.known", form.value(ADDRESS));
        yield draw(card, form).with("owner", owner).status(422);
      }
      case AddPointOutcome.Enough() -> {
        form.refuse(ADDRESS, "contact.points.enough", Contacts.MOST_POINTS);
        yield draw(card, form).status(422);
      }
      case AddPointOutcome.NoSuchContact() -> throw NotFound.contact();
    };
  }

  @PostMapping(CONTACT + "/points/{point:" + NotFound.ID + "}/remove")
  Answer remove(@PathVariable UUID id, @PathVariable UUID point, Acting acting) {
    var contact = new ContactId(id);
    var wanted = Optional.of(new ContactPointId(point));
    ErasurePreview preview =
        erasures.preview(acting.tenant(), contact, wanted).orElseThrow(NotFound::contact);
    if (!preview.counts().nothing() || preview.whole()) {
      return onlyByErasing(id, point, preview, acting);
    }
    var wish =
        new ErasureWish(contact, wanted, ErasureWish.Proof.ASK, false, Optional.of(preview.asOf()));
    Answer back = Answer.redirect("/app/contacts/" + id);
    return erasures.erase(acting.tenant(), wish, acting.actor()) instanceof ErasureOutcome.Erased
        ? back.good("contact.points.removed")
        : back.bad("contact.points.overtaken");
  }

  private static Answer onlyByErasing(UUID id, UUID point, ErasurePreview preview, Acting acting) {
    String why = preview.whole() ? "contact.points.last" : "contact.points.history";
    String contact = "/app/contacts/" + id;
    return acting.role().belongsTo(Audience.EDITOR)
        ? Answer.redirect(contact + "/erase" + (preview.whole() ? "" : "?point=" + point)).bad(why)
        : Answer.redirect(contact).bad(why + ".editor");
  }
}
