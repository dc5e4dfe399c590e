package org.jawort.desk.web.contact;

import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.Conditions;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactList;
import org.jawort.desk.ContactPage;
import org.jawort.desk.Cursor;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The contact list. A plain form that asks by GET; while somebody types, htmx sends the same form
 * and takes the results out of the same page.
 */
@Controller
class ContactListPage {
  private final ContactList contacts;
  private final Conditions conditions;
  private final Tenants tenants;
  private final AuditTrail trail;

  ContactListPage(ContactList contacts, Conditions conditions, Tenants tenants, AuditTrail trail) {
    this.contacts = contacts;
    this.conditions = conditions;
    this.trail = trail;
    this.tenants = tenants;
  }

  @GetMapping("/app/contacts")
  Answer page(FormInput asked, Acting acting) {
    ContactFilter filter =
        ContactFilter.of(asked.value("q"), asked.value("status"), asked.value("block"))
            .ofKind(asked.value("kind"))
            .in(tenants.find(acting.tenant()).country());
    ContactPage page =
        contacts.page(acting.tenant(), filter, cursor(asked.value("before"), asked.value("after")));
    page.rows().forEach(row -> trail.about(row.contact()));
    return Answer.page("desk/contacts")
        .with("filter", filter)
        .with("page", page)
        .with("kinds", ContactKind.values())
        .with("statuses", ConsentStatus.values())
        .with("blocks", MailBlock.values())
        .with("condition", conditions.write(filter.condition()).toString())
        .with("newer", page.newer() ? address(filter, "after", page.rows().getFirst().id()) : null)
        .with("older", page.older() ? address(filter, "before", page.rows().getLast().id()) : null)
        // What htmx puts into the address bar: the same without the fields left empty.
        .header("HX-Push-Url", address(filter, "", null));
  }

  private static Cursor cursor(String before, String after) {
    Optional<UUID> older = id(before);
    Optional<UUID> newer = id(after);
    if (older.isPresent()) {
      return new Cursor.Before(older.get());
    }
    return newer.<Cursor>map(Cursor.After::new).orElseGet(Cursor.Newest::new);
  }

  private static Optional<UUID> id(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      // Somebody edited the address: the first page is as good an answer as any.
      return Optional.empty();
    }
  }

  private static String address(ContactFilter filter, String cursor, @Nullable UUID id) {
    var address = UriComponentsBuilder.fromPath("/app/contacts");
    if (!filter.text().isEmpty()) {
      address.queryParam("q", "{q}");
    }
    filter.status().ifPresent(status -> address.queryParam("status", status));
    filter.block().ifPresent(block -> address.queryParam("block", block.code()));
    filter.kind().ifPresent(kind -> address.queryParam("kind", kind));
    if (id != null) {
      address.queryParam(cursor, id);
    }
    return filter.text().isEmpty()
        ? address.encode().toUriString()
        : address.encode().buildAndExpand(filter.text()).toUriString();
  }
}
