package org.jawort.desk.web.contact;

import java.util.UUID;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactOrder;
import org.springframework.web.util.UriComponentsBuilder;

/** How the contact list is addressed: its filter and its order, as far as they are asked for. */
final class ContactListAddress {
  private ContactListAddress() {}

  /** Its first page. */
  static String of(ContactFilter filter, ContactOrder order) {
    return finished(begun(filter, order), filter);
  }

  /**
   * The page that begins behind an entry, or ends before it.
   *
   * @param cursor before or after
   */
  static String of(ContactFilter filter, ContactOrder order, String cursor, UUID id) {
    return finished(begun(filter, order).queryParam(cursor, id), filter);
  }

  private static UriComponentsBuilder begun(ContactFilter filter, ContactOrder order) {
    var address = UriComponentsBuilder.fromPath("/app/contacts");
    if (!filter.text().isEmpty()) {
      address.queryParam("q", "{q}");
    }
    filter.status().ifPresent(status -> address.queryParam("status", status));
    filter.block().ifPresent(block -> address.queryParam("block", block.code()));
    filter.kind().ifPresent(kind -> address.queryParam("kind", kind));
    if (!order.equals(ContactOrder.NEWEST)) {
      address.queryParam("sort", order.code());
    }
    return address;
  }

  private static String finished(UriComponentsBuilder address, ContactFilter filter) {
    return filter.text().isEmpty()
        ? address.encode().toUriString()
        : address.encode().buildAndExpand(filter.text()).toUriString();
  }
}
