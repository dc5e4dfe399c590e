package org.jawort.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jawort.desk.ContactKey.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the entries of one page (ADR 73). Few matches are gathered and sorted; many are met soon by
 * walking along an index of the order. Which of the two it is, a bounded look tells.
 */
final class ContactIds {
  /** So many of the newest are looked through for a text before it counts as a rare one. */
  static final int WINDOW = 10_000;

  private static final int ONE_MORE = ContactPage.SIZE + 1;
  private static final int TOO_MANY = ContactPage.MOST_COUNTED + 1;

  private final JdbcClient jdbc;
  private final ContactQuery query;
  private final Map<String, Object> parameters;

  /** Reads in the caller's transaction. */
  ContactIds(JdbcClient jdbc, ContactQuery query, Map<String, Object> parameters) {
    this.jdbc = jdbc;
    this.query = query;
    this.parameters = parameters;
  }

  /**
   * Entries in the order in which they were read, one more than a page where there are more.
   *
   * @param count of all that match; empty: more than a page
   * @param sorted whether they stand in the order that was asked for
   * @param first whether they are the first of the list, as no entry was named that is there
   */
  record Found(OptionalInt count, List<UUID> ids, boolean sorted, boolean first) {}

  Found find(ContactOrder order, Cursor cursor) {
    boolean forward = !(cursor instanceof Cursor.After);
    ContactKey key = ContactKey.of(order, parameters);
    Place place = place(key, cursor, forward).orElse(null);
    if (cursor instanceof Cursor.After && place == null) {
      return find(order, new Cursor.Newest());
    }
    boolean common = query.byText() && isLarge() && isCommon();
    if (!common || !order.by().isIndexed()) {
      Optional<Found> gathered = gathered(key, forward, place);
      if (gathered.isPresent()) {
        return gathered.get();
      }
    }
    if (!order.by().isIndexed()) {
      Found newest = find(ContactOrder.NEWEST, cursor);
      return new Found(newest.count(), newest.ids(), false, newest.first());
    }
    List<UUID> ids = walked(key, forward, place, common);
    return new Found(count(ids, place), ids, true, place == null);
  }

  private OptionalInt count(List<UUID> walked, @Nullable Place place) {
    if (place == null && walked.size() < ONE_MORE) {
      return OptionalInt.of(walked.size());
    }
    return query.byText() ? OptionalInt.empty() : OptionalInt.of(TOO_MANY);
  }

  /** Where the page begins; empty at the beginning, and where the entry is gone. */
  private Optional<Place> place(ContactKey key, Cursor cursor, boolean forward) {
    UUID point =
        switch (cursor) {
          case Cursor.Newest() -> null;
          case Cursor.Before(UUID id) -> id;
          case Cursor.After(UUID id) -> id;
        };
    if (point == null) {
      return Optional.empty();
    }
    String sql =
        """
        SELECT p.contact_id, CAST(%s AS text) AS key, p.address_key FROM contact_point p
        JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id%s
        WHERE p.tenant_id = :tenant AND p.id = :placePoint
        """
            .formatted(key.sql(), key.joins());
    return jdbc.sql(sql)
        .params(parameters)
        .param("placePoint", point)
        .query(
            (row, number) -> {
              UUID contact = row.getObject("contact_id", UUID.class);
              parameters.put("placePoint", point);
              parameters.put("placeContact", contact);
              parameters.put("placeKey", row.getString("key"));
              parameters.put("placeAddress", row.getString("address_key"));
              return new Place(point, contact, row.getString("key"), forward);
            })
        .optional();
  }

  /** Whether there are more than a look at the window shows. */
  private boolean isLarge() {
    return WINDOW
        < jdbc.sql(
                "SELECT count(*) FROM (SELECT FROM contact_search WHERE tenant_id = :tenant LIMIT "
                    + (WINDOW + 1)
                    + ") s")
            .params(parameters)
            .query(Integer.class)
            .single();
  }

  /** Whether the newest ones have a page of it; then so has any part of the list, more or less. */
  private boolean isCommon() {
    String sql =
        "SELECT count(*) FROM (SELECT m.id FROM (%s) m WHERE %s LIMIT %d) n"
            .formatted(
                query.text().foundAmong(WINDOW, "", " DESC"), query.holds("m.id", false), ONE_MORE);
    return jdbc.sql(sql).params(parameters).query(Integer.class).single() == ONE_MORE;
  }

  /** From the first source that has few; empty where all that there are have many. */
  private Optional<Found> gathered(ContactKey key, boolean forward, @Nullable Place place) {
    boolean several = query.byText() || query.isUnaskedAlone();
    List<String> sources = several ? query.sources(TOO_MANY) : List.of(query.gathered(TOO_MANY));
    for (String source : sources) {
      // The first of them comes from the text itself.
      boolean asked = query.byText() && !source.equals(sources.getFirst());
      String holds = several ? query.holds("m.id", asked) : "true";
      Optional<Found> found = gathered(source, holds, key, forward, place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> gathered(
      String source, String holds, ContactKey key, boolean forward, @Nullable Place place) {
    String sql =
        """
        WITH source AS MATERIALIZED (SELECT id FROM (%s) m LIMIT %d),
        drawn AS MATERIALIZED (SELECT count(*)::int AS count FROM source),
        matches AS MATERIALIZED (
          SELECT m.id FROM source m WHERE (SELECT count FROM drawn) < %d AND %s)
        SELECT d.count AS drawn, (SELECT count(*)::int FROM matches) AS count,
               ARRAY(SELECT p.id FROM matches m
                     JOIN contact_point p ON p.tenant_id = :tenant AND p.id = m.id
                     JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id%s
                     WHERE %s ORDER BY %s LIMIT %d) AS ids
        FROM drawn d
        """
            .formatted(
                source,
                TOO_MANY,
                TOO_MANY,
                holds,
                key.joins(),
                place == null ? "true" : key.beyond(place),
                key.ordering(forward),
                ONE_MORE);
    return jdbc.sql(sql)
        .params(parameters)
        .query(
            (row, number) ->
                row.getInt("drawn") == TOO_MANY
                    ? Optional.<Found>empty()
                    : Optional.of(
                        new Found(
                            OptionalInt.of(row.getInt("count")),
                            List.of((UUID[]) row.getArray("ids").getArray()),
                            true,
                            place == null)))
        .single();
  }

  private List<UUID> walked(
      ContactKey key, boolean forward, @Nullable Place place, boolean common) {
    if (common && key.order().by() == ContactOrder.By.CREATED) {
      List<UUID> near = near(key, forward, place);
      if (near.size() == ONE_MORE) {
        return near;
      }
    }
    var ids = new ArrayList<UUID>();
    for (String part : new ContactWalk(query, key, forward, place).parts()) {
      if (ids.size() < ONE_MORE) {
        ids.addAll(ids(part, ContactWalk.most(ONE_MORE - ids.size())));
      }
    }
    return ids;
  }

  /** From the place on, as far as the window goes. */
  private List<UUID> near(ContactKey key, boolean forward, @Nullable Place place) {
    String direction = key.direction(forward);
    String beyond = key.operator(forward) + ":placePoint";
    String sql =
        """
        SELECT id FROM (
          (SELECT m.id FROM (%s) m WHERE %s ORDER BY m.id%s LIMIT %d)
          UNION
          SELECT p.id FROM contact_point p
          WHERE p.tenant_id = :tenant AND p.id = ANY (:fresh) AND %s%s) n
        ORDER BY id%s LIMIT %d
        """
            .formatted(
                query
                    .text()
                    .foundAmong(
                        WINDOW, place == null ? "" : " AND contact_point_id" + beyond, direction),
                query.holds("m.id", false),
                direction,
                ONE_MORE,
                query.holds("p.id", false),
                place == null ? "" : " AND p.id" + beyond,
                direction,
                ONE_MORE);
    return ids(sql, Map.of());
  }

  private List<UUID> ids(String sql, Map<String, Object> more) {
    var all = new HashMap<>(parameters);
    all.putAll(more);
    return jdbc.sql(sql).params(all).query((row, number) -> row.getObject(1, UUID.class)).list();
  }
}
