package org.jawort.desk;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.group.CustomField;
import org.jspecify.annotations.Nullable;

/**
 * What an order goes by, as SQL over {@code contact_point p}, {@code contact c} and what is joined
 * to them. Equal ones stand in the order of their contacts' ids, then of their own.
 *
 * @param sql the key; null: comes last
 * @param type of it
 * @param joins that it needs besides {@code p} and {@code c}
 */
record ContactKey(ContactOrder order, String sql, String type, String joins) {
  private static final String CONSENT =
      """

      LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
        AND s.purpose_id = :purpose
      """;

  /** Adds what it takes to the parameters. */
  static ContactKey of(ContactOrder order, Map<String, Object> parameters) {
    return switch (order.by()) {
      case CREATED -> new ContactKey(order, "p.id", "uuid", "");
      case NAME -> new ContactKey(order, "c.name_order", "text", "");
      case COMPANY -> new ContactKey(order, "c.company_order", "text", "");
      case ADDRESS ->
          new ContactKey(order, "((p.channel || ' ' || p.address_key) COLLATE \"C\")", "text", "");
      case STATUS ->
          new ContactKey(
              order,
              place("coalesce(s.status, 'UNKNOWN')", ConsentStatus.values()),
              "int",
              CONSENT);
      case SINCE ->
          new ContactKey(order, "coalesce(s.since, p.created_at)", "timestamptz", CONSENT);
      case BLOCK -> new ContactKey(order, place("p.mail_block", MailBlock.values()), "int", "");
      case KIND -> new ContactKey(order, place("c.kind", ContactKind.values()), "int", "");
      case LANGUAGE -> new ContactKey(order, "c.language", "text", "");
      case SOURCE -> new ContactKey(order, "c.origin", "text", "");
      case OWN -> own(order, order.field().orElseThrow(), parameters);
    };
  }

  private static String place(String column, Enum<?>[] names) {
    return "array_position('"
        + Arrays.stream(names).map(Enum::name).collect(Collectors.joining(",", "{", "}"))
        + "'::text[], "
        + column
        + ")";
  }

  /** What a process wrote before the field had its type is none of that type, and comes last. */
  private static ContactKey own(
      ContactOrder order, CustomField field, Map<String, Object> parameters) {
    parameters.put("ownField", field.id());
    String join =
        """

        LEFT JOIN contact_field_value v ON v.tenant_id = :tenant AND v.contact_id = p.contact_id
          AND v.field_id = :ownField
        """;
    return switch (field.type()) {
      case NUMBER ->
          new ContactKey(
              order,
              "(CASE WHEN v.value ~ '^-?[0-9]{1,15}([.][0-9]{1,10})?$' THEN v.value::numeric END)",
              "numeric",
              join);
      case DATE ->
          new ContactKey(
              order,
              "(CASE WHEN v.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN v.value COLLATE \"C\" END)",
              "text",
              join);
      case TEXT, CHOICE, CHOICES, YES_NO ->
          new ContactKey(order, "(sort_key(v.value) COLLATE \"C\")", "text", join);
    };
  }

  /**
   * An entry of the list, behind or before which a page begins.
   *
   * @param key as text; null: it has none
   * @param forward whether those behind it are asked for
   */
  record Place(UUID point, UUID contact, @Nullable String key, boolean forward) {}

  /** Whether the keys ascend when the list is read in this direction. */
  boolean ascends(boolean forward) {
    return forward != order.descending();
  }

  String direction(boolean forward) {
    return ascends(forward) ? " ASC" : " DESC";
  }

  String operator(boolean forward) {
    return ascends(forward) ? " > " : " < ";
  }

  /** For ORDER BY. */
  String ordering(boolean forward) {
    String direction = direction(forward);
    return "(%s IS NULL)%s, %s%s, p.contact_id%s, p.id%s"
        .formatted(sql, forward ? " ASC" : " DESC", sql, direction, direction, direction);
  }

  /** Whether an entry stands behind the place, or before it. */
  String beyond(Place place) {
    String operator = operator(place.forward());
    String tied = "(p.contact_id, p.id)" + operator + "(:placeContact, :placePoint)";
    if (place.key() == null) {
      return place.forward()
          ? "(%s IS NULL AND %s)".formatted(sql, tied)
          : "(%s IS NOT NULL OR %s)".formatted(sql, tied);
    }
    String key = "CAST(:placeKey AS " + type + ")";
    return "(%s%s%s OR (%s = %s AND %s)%s)"
        .formatted(
            sql, operator, key, sql, key, tied, place.forward() ? " OR " + sql + " IS NULL" : "");
  }
}
