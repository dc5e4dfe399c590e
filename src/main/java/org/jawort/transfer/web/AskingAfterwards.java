package org.jawort.transfer.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupOrField;
import org.jawort.optin.AskingPace;
import org.jawort.optin.web.AskingForm;
import org.jawort.optin.web.PaceForm;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.transfer.imports.AskingOrder;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.Imports;
import org.springframework.stereotype.Component;

/**
 * The part of the page of an import that asks its group for consent afterwards (S1-16): the fields,
 * and what became of it.
 */
@Component
class AskingAfterwards {
  private static final String PURPOSE = "purpose";

  private final Imports imports;
  private final ContactGroups groups;
  private final Purposes purposes;
  private final Tenants tenants;
  private final InstantSource clock;

  AskingAfterwards(
      Imports imports,
      ContactGroups groups,
      Purposes purposes,
      Tenants tenants,
      InstantSource clock) {
    this.imports = imports;
    this.groups = groups;
    this.purposes = purposes;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** Whether the form says so. */
  static boolean isWished(FormInput form) {
    return form.has("ask", "on");
  }

  /** Adds to the page what it needs of this. */
  Answer into(Answer page, Import of, FormInput form, Acting acting) {
    return page.with("form", PaceForm.shown(form, PaceForm.read(form)))
        .with("wished", isWished(form))
        .with("group", group(of, acting.tenant()).orElse(null))
        .with("asked", imports.asked(acting.tenant(), of.id()).orElse(null))
        .with("purposes", open(acting.tenant()))
        .with("carrying", AskingBasis.carrying())
        .with("refused", AskingBasis.refused())
        .with("least", AskingPace.LEAST)
        .with("most", AskingPace.MOST)
        .with("zone", tenants.find(acting.tenant()).timeZone().getId());
  }

  private Optional<GroupOrField> group(Import of, TenantId tenant) {
    return Optional.ofNullable(of.mapping())
        .flatMap(mapping -> Optional.ofNullable(mapping.group()))
        .flatMap(id -> groups.find(tenant, id));
  }

  private List<Purpose> open(TenantId tenant) {
    return purposes.open(tenant, Channel.EMAIL);
  }

  /** Reads the fields, and notes in the form what is wrong with them. */
  Optional<AskingOrder> read(FormInput form, Acting acting) {
    StatedBasis basis = AskingForm.read(form, tenants.find(acting.tenant()).timeZone());
    AskingPace pace = PaceForm.read(form);
    Optional<Purpose> purpose =
        open(acting.tenant()).stream()
            .filter(one -> one.key().equals(form.value(PURPOSE)))
            .findFirst();
    if (purpose.isEmpty()) {
      form.refuse(PURPOSE, "import.ask.purpose.missing");
    }
    List<AskingLack> lacks = basis.lacks(clock.instant());
    AskingForm.refuse(form, lacks);
    return form.isGood()
        ? purpose.map(one -> new AskingOrder(one.id(), basis, acting.actor(), pace))
        : Optional.empty();
  }
}
