package org.jawort.desk.web.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.desk.web.AddressLines;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A contact that a member of staff enters. */
@Controller
class NewContactPages {
  private static final String EMAILS = "emails";
  private static final String MOBILES = "mobiles";

  private final Contacts contacts;
  private final Tenants tenants;

  NewContactPages(Contacts contacts, Tenants tenants) {
    this.contacts = contacts;
    this.tenants = tenants;
  }

  @GetMapping("/app/contacts/new")
  Answer form(@RequestParam(defaultValue = "CUSTOMER") String kind, Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    return Answer.page("contact/new")
        .with(
            "form",
            FormInput.empty()
                .with("kind", ContactKind.valueOf(known(kind)).name())
                .with("language", tenant.language().code()));
  }

  private static String known(String kind) {
    return List.of("CUSTOMER", "SUPPLIER", "OTHER").contains(kind) ? kind : "CUSTOMER";
  }

  @PostMapping("/app/contacts/new")
  Answer create(@Labels({"desk.contact", "contact.new"}) FormInput form, Acting acting) {
    String country = tenants.find(acting.tenant()).country();
    var addresses = new ArrayList<CheckedAddress>();
    addresses.addAll(AddressLines.read(form, EMAILS, Channel.EMAIL, country));
    addresses.addAll(AddressLines.read(form, MOBILES, Channel.SMS, country));
    if (form.isGood() && addresses.isEmpty()) {
      form.refuse(EMAILS, "contact.new.reachable");
    } else if (addresses.size() > Contacts.MOST_POINTS) {
      form.refuse(EMAILS, "contact.points.enough", Contacts.MOST_POINTS);
    }
    Optional<MasterData> data = MasterDataForm.read(form);
    return data.isPresent() && form.isGood()
        ? create(new NewContact(data.get(), addresses, Origin.STAFF), form, acting)
        : again(form);
  }

  private Answer create(NewContact wanted, FormInput form, Acting acting) {
    return switch (contacts.create(acting.tenant(), List.of(wanted)).getFirst()) {
      case CreationOutcome.Created(var card) -> {
        boolean suppressed = card.points().stream().anyMatch(point -> point.suppressed());
        yield Answer.redirect("/app/contacts/" + card.contact().id())
            .good(suppressed ? "contact.new.suppressed" : "contact.new.done");
      }
      case CreationOutcome.Known(CheckedAddress address, var owner) -> {
        String field = address.channel() == Channel.EMAIL ? EMAILS : MOBILES;
        form.refuse(field, "contact.points.known", address.typed());
        yield again(form).with("owner", owner);
      }
    };
  }

  private static Answer again(FormInput form) {
    return Answer.page("contact/new").with("form", form).status(422);
  }
}
