package org.jawort.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.search.ContactSearch;
import org.jawort.contact.search.SearchText;
import org.jawort.contact.search.Sought;
import org.jawort.desk.ContactIds.Found;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches a tenant's contacts (S1-05); made to stay quick at a million of them and beyond. */
@Component
public class ContactList {
  private final Database database;
  private final JdbcClient jdbc;
  private final Purposes purposes;
  private final ContactSearch search;

  ContactList(Database database, JdbcClient jdbc, Purposes purposes, ContactSearch search) {
    this.database = database;
    this.jdbc = jdbc;
    this.purposes = purposes;
    this.search = search;
  }

  /** One page of what the filter shows, in an order. */
  public ContactPage page(
      TenantId tenant, ContactFilter filter, ContactOrder order, Cursor cursor) {
    return database.read(
        tenant,
        connection -> {
          UUID purpose = purposes.byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id().value();
          var query =
              new ContactQuery(filter, sought(search, tenant, filter, ContactSearch.A_LOOK));
          Map<String, Object> parameters = query.parameters();
          parameters.put("tenant", tenant.value());
          parameters.put("purpose", purpose);
          var ids = new ContactIds(jdbc, query, parameters);
          return page(ids, new ContactRows(jdbc, tenant.value(), purpose), order, cursor);
        });
  }

  /** What a filter's text is sought by. */
  static Sought sought(ContactSearch search, TenantId tenant, ContactFilter filter, int most) {
    return filter.text().isEmpty()
        ? new Sought(List.of(), List.of())
        : search.sought(tenant, SearchText.readings(filter.text(), filter.number()), most);
  }

  private static ContactPage page(
      ContactIds ids, ContactRows rows, ContactOrder order, Cursor cursor) {
    Found found = ids.find(order, cursor);
    boolean more = found.ids().size() > ContactPage.SIZE;
    List<UUID> shown = found.ids().subList(0, Math.min(found.ids().size(), ContactPage.SIZE));
    int count = found.count().orElse(ContactPage.UNCOUNTED);
    Cursor from = found.first() ? new Cursor.Newest() : cursor;
    return switch (from) {
      case Cursor.Newest() -> new ContactPage(rows.of(shown), count, false, more, found.sorted());
      case Cursor.Before before ->
          new ContactPage(rows.of(shown), count, true, more, found.sorted());
      // Fewer than a page are the first ones; that page is shown whole.
      case Cursor.After after ->
          more
              ? new ContactPage(rows.of(shown.reversed()), count, true, true, found.sorted())
              : page(ids, rows, order, new Cursor.Newest());
    };
  }
}
