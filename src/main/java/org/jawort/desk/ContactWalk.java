package org.jawort.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jawort.desk.ContactKey.Place;
import org.jspecify.annotations.Nullable;

/**
 * Ways along the indexes of the orders, one part of the list behind the other: those with a key, by
 * it, and then those without one. Each is read no further than until a page is full.
 */
final class ContactWalk {
  private final ContactQuery query;
  private final ContactKey key;
  private final boolean forward;
  private final @Nullable Place place;

  ContactWalk(ContactQuery query, ContactKey key, boolean forward, @Nullable Place place) {
    this.query = query;
    this.key = key;
    this.forward = forward;
    this.place = place;
  }

  /** The statements, each for ids in the order of the list; {@code :most} of them at most. */
  List<String> parts() {
    return switch (key.order().by()) {
      case NAME -> named("c.name_order");
      case COMPANY -> named("c.company_order");
      case ADDRESS -> addresses();
      default -> List.of(newest());
    };
  }

  /** What they take besides what the query takes. */
  static Map<String, Object> most(int most) {
    return Map.of("most", most);
  }

  private String newest() {
    String bound =
        place == null ? "" : " AND " + query.key() + key.operator(forward) + ":placePoint";
    return query.walked()
        + bound
        + " ORDER BY "
        + query.key()
        + key.direction(forward)
        + " LIMIT :most";
  }

  private List<String> named(String column) {
    boolean amongNamed = place == null || place.key() != null;
    var parts = new ArrayList<String>();
    if (amongNamed) {
      String row = "(" + column + ", c.id)";
      String at = "(CAST(:placeKey AS text), :placeContact)";
      parts.add(
          contacts(
              column + " IS NOT NULL", row, at, place != null, column + key.direction(forward)));
    }
    if (!amongNamed || forward) {
      parts.add(contacts(column + " IS NULL", "c.id", ":placeContact", !amongNamed, ""));
    }
    if (!amongNamed && !forward) {
      parts.add(contacts(column + " IS NOT NULL", "", "", false, column + key.direction(false)));
    }
    return parts;
  }

  /** The addresses of a contact are few, and are asked for contact by contact. */
  private String contacts(String which, String row, String at, boolean bound, String by) {
    String operator = key.operator(forward);
    String direction = key.direction(forward);
    String beyond =
        bound
            ? " AND %s%s %s AND (%s%s%s OR p.id%s:placePoint)"
                .formatted(
                    row,
                    operator.strip().equals(">") ? " >=" : " <=",
                    at,
                    row,
                    operator,
                    at,
                    operator)
            : "";
    return """
        SELECT p.id FROM contact c
        CROSS JOIN LATERAL (
          SELECT p.id FROM contact_point p
          WHERE p.tenant_id = :tenant AND p.contact_id = c.id AND %s OFFSET 0) p
        WHERE c.tenant_id = :tenant AND %s%s
        ORDER BY %sc.id%s, p.id%s LIMIT :most
        """
        .formatted(
            query.holds("p.id", true),
            which,
            beyond,
            by.isEmpty() ? "" : by + ", ",
            direction,
            direction);
  }

  private List<String> addresses() {
    List<String> channels =
        key.ascends(forward) ? List.of("EMAIL", "SMS") : List.of("SMS", "EMAIL");
    String at = place == null ? "" : String.valueOf(place.key());
    String of = at.substring(0, Math.max(0, at.indexOf(' ')));
    return channels.stream()
        .skip(Math.max(0, channels.indexOf(of)))
        .map(channel -> addresses(channel, channel.equals(of)))
        .toList();
  }

  private String addresses(String channel, boolean bound) {
    return """
        SELECT p.id FROM contact_point p
        WHERE p.tenant_id = :tenant AND p.channel = '%s'%s AND %s
        ORDER BY p.address_key%s LIMIT :most
        """
        .formatted(
            channel,
            bound ? " AND p.address_key" + key.operator(forward) + ":placeAddress" : "",
            query.holds("p.id", true),
            key.direction(forward));
  }
}
