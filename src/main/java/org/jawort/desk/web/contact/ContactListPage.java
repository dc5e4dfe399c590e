package org.jawort.desk.web.contact;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.Conditions;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.group.CustomField;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactList;
import org.jawort.desk.ContactOrder;
import org.jawort.desk.ContactPage;
import org.jawort.desk.Cursor;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditTrail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The contact list. A plain form that asks by GET; while somebody types, htmx sends the same form
 * and takes the results out of the same page.
 */
@Controller
class ContactListPage {
  private final ContactList contacts;
  private final ListedColumns columns;
  private final Conditions conditions;
  private final Tenants tenants;
  private final AuditTrail trail;

  ContactListPage(
      ContactList contacts,
      ListedColumns columns,
      Conditions conditions,
      Tenants tenants,
      AuditTrail trail) {
    this.contacts = contacts;
    this.columns = columns;
    this.conditions = conditions;
    this.trail = trail;
    this.tenants = tenants;
  }

  @GetMapping("/app/contacts")
  Answer page(FormInput asked, Acting acting) {
    ContactFilter filter = filter(asked, acting);
    List<CustomField> fields = columns.fields(acting);
    ContactOrder order = ContactOrder.of(asked.value("sort"), fields);
    Cursor cursor = cursor(asked.value("before"), asked.value("after"));
    ContactPage page = contacts.page(acting.tenant(), filter, order, cursor);
    page.rows().forEach(row -> trail.about(row.contact()));
    List<ListedColumn> listed = columns.of(acting, filter, order, fields);
    return Answer.page("desk/contacts")
        .with("filter", filter)
        .with("order", order)
        .with("page", page)
        .with("columns", listed)
        .with("values", columns.values(acting, listed, page.rows()))
        .with("kinds", ContactKind.values())
        .with("statuses", ConsentStatus.values())
        .with("blocks", MailBlock.values())
        .with("condition", conditions.write(filter.condition()).toString())
        .with(
            "newer",
            page.newer()
                ? ContactListAddress.of(filter, order, "after", page.rows().getFirst().id())
                : null)
        .with(
            "older",
            page.older()
                ? ContactListAddress.of(filter, order, "before", page.rows().getLast().id())
                : null)
        // What htmx puts into the address bar: the same without the fields left empty.
        .header("HX-Push-Url", ContactListAddress.of(filter, order));
  }

  @PostMapping("/app/contacts/columns")
  Answer choose(FormInput form, Acting acting) {
    List<CustomField> fields = columns.fields(acting);
    String back =
        ContactListAddress.of(filter(form, acting), ContactOrder.of(form.value("sort"), fields));
    if (form.value("reset").isEmpty()) {
      columns.choose(acting, form.all("column"), fields);
    } else {
      columns.reset(acting);
    }
    return Answer.redirect(back).good("desk.contacts.columns.saved");
  }

  private ContactFilter filter(FormInput asked, Acting acting) {
    return ContactFilter.of(asked.value("q"), asked.value("status"), asked.value("block"))
        .ofKind(asked.value("kind"))
        .in(tenants.find(acting.tenant()).country());
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
}
