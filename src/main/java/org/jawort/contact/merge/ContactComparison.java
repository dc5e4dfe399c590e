package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactReads;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Finds contacts that are spelled differently and may be the same (S1-05). Each is compared once
 * when it came and after each change, with those alone that share a key with it, so that the list
 * is there at once, however many contacts there are.
 */
@Component
public class ContactComparison {
  /** Contacts that one transaction compares. */
  private static final int BATCH = 500;

  private static final Duration SETTLED = Duration.ofMinutes(1);

  /** A key that more share says nothing. */
  private static final int MOST_OF_A_KEY = 50;

  /** Of one contact, no more than so many others are kept, the likeliest. */
  private static final int MOST_OF_ONE = 5;

  /**
   * After how many days a contact is compared: at once, and when most or all who signed up have
   * clicked, by which they say what they are called. So a click need not say so.
   */
  private static final List<Integer> DAYS = List.of(0, 1, 8);

  private final Database database;
  private final ContactReads reads;
  private final InstantSource clock;

  ContactComparison(Database database, ContactReads reads, InstantSource clock) {
    this.database = database;
    this.reads = reads;
    this.clock = clock;
  }

  /**
   * Compares what came or changed, batch by batch.
   *
   * @param most not many more contacts than this
   * @return how many contacts were compared
   */
  public int compare(TenantId tenant, int most) {
    int done = 0;
    int batch;
    do {
      batch = database.write(tenant, connection -> compare(connection, tenant));
      done += batch;
    } while (batch > 0 && done < most);
    return done;
  }

  private int compare(Connection connection, TenantId tenant) throws SQLException {
    List<ContactId> due = changed(connection, tenant);
    for (int days : DAYS) {
      due = due.isEmpty() ? come(connection, tenant, days) : due;
    }
    if (!due.isEmpty()) {
      List<ContactCard> cards =
          reads.cards(connection, tenant, due).stream()
              .filter(card -> !card.contact().trial())
              .toList();
      forget(connection, tenant, due);
      writeKeys(connection, tenant, cards);
      List<Alike> found = found(connection, tenant, cards);
      write(connection, tenant, found);
    }
    return due.size();
  }

  private static List<ContactId> changed(Connection connection, TenantId tenant)
      throws SQLException {
    String sql =
        """
        DELETE FROM contact_to_compare
        WHERE tenant_id = :tenant AND contact_id = ANY (ARRAY(
          SELECT contact_id FROM contact_to_compare WHERE tenant_id = :tenant
          ORDER BY contact_id LIMIT :batch FOR UPDATE SKIP LOCKED))
        RETURNING contact_id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("batch", BATCH)
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  /** The next that came so long ago; whoever looks holds the row of where to go on. */
  private List<ContactId> come(Connection connection, TenantId tenant, int days)
      throws SQLException {
    String sql =
        """
        WITH seen AS (
          INSERT INTO contact_compared AS c (tenant_id, after_days, contact_id)
          VALUES (:tenant, :days, '00000000-0000-0000-0000-000000000000')
          ON CONFLICT (tenant_id, after_days) DO UPDATE SET contact_id = c.contact_id
          RETURNING contact_id)
        SELECT c.id FROM contact c
        WHERE c.tenant_id = :tenant AND c.id > (SELECT contact_id FROM seen) AND c.id < :before
        ORDER BY c.id LIMIT :batch
        """;
    // The ids begin with their time (UUIDv7). What was made this very minute may not be committed.
    Instant before = clock.instant().minus(Duration.ofDays(days)).minus(SETTLED);
    List<ContactId> next =
        Rows.sql(connection, sql)
            .uuid("tenant", tenant.value())
            .integer("days", days)
            .uuid("before", new UUID(before.toEpochMilli() << 16, 0))
            .integer("batch", BATCH)
            .list(row -> new ContactId(row.getObject(1, UUID.class)));
    if (!next.isEmpty()) {
      goOn(connection, tenant, days, next.getLast());
    }
    return next;
  }

  private static void goOn(Connection connection, TenantId tenant, int days, ContactId last)
      throws SQLException {
    String sql =
        """
        UPDATE contact_compared SET contact_id = :last
        WHERE tenant_id = :tenant AND after_days = :days
        """;
    Rows.sql(connection, sql)
        .uuid("last", last.value())
        .uuid("tenant", tenant.value())
        .integer("days", days)
        .update();
  }

  private static void forget(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    for (String sql :
        List.of(
            "DELETE FROM contact_likeness WHERE tenant_id = :tenant AND contact_id = ANY (:ids)",
            "DELETE FROM contact_alike WHERE tenant_id = :tenant AND one_id = ANY (:ids)",
            "DELETE FROM contact_alike WHERE tenant_id = :tenant AND other_id = ANY (:ids)")) {
      Rows.batch(connection, sql, contacts)
          .uuid("tenant", tenant.value())
          .uuids("ids", ContactId::value)
          .update();
    }
  }

  private record Key(ContactId contact, String key) {}

  private static void writeKeys(Connection connection, TenantId tenant, List<ContactCard> cards)
      throws SQLException {
    List<Key> keys =
        cards.stream()
            .flatMap(
                card -> Likeness.keys(card).stream().map(key -> new Key(card.contact().id(), key)))
            .toList();
    String sql =
        """
        INSERT INTO contact_likeness (tenant_id, key, contact_id)
        SELECT :tenant, k.key, k.contact
        FROM unnest(:contact::uuid[], :key::text[]) AS k (contact, key)
        -- Whoever was deleted since they were read is left out, and nobody goes meanwhile.
        JOIN contact c ON c.tenant_id = :tenant AND c.id = k.contact
        ORDER BY k.contact
        FOR KEY SHARE OF c
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, keys)
        .uuid("tenant", tenant.value())
        .uuids("contact", key -> key.contact().value())
        .texts("key", Key::key)
        .update();
  }

  private record Alike(ContactId one, ContactId other, int likeness) {}

  private List<Alike> found(Connection connection, TenantId tenant, List<ContactCard> cards)
      throws SQLException {
    Map<ContactId, List<ContactId>> candidates = candidates(connection, tenant, cards);
    List<ContactId> others = candidates.values().stream().flatMap(List::stream).distinct().toList();
    Map<ContactId, ContactCard> known =
        reads.cards(connection, tenant, others).stream()
            .collect(Collectors.toMap(card -> card.contact().id(), Function.identity()));
    var found = new ArrayList<Alike>();
    for (ContactCard card : cards) {
      candidates.getOrDefault(card.contact().id(), List.of()).stream()
          .map(known::get)
          .filter(Objects::nonNull)
          .map(
              other ->
                  new Alike(card.contact().id(), other.contact().id(), Likeness.of(card, other)))
          .filter(alike -> alike.likeness() >= Likeness.LIKELY)
          .sorted((a, b) -> b.likeness() - a.likeness())
          .limit(MOST_OF_ONE)
          .forEach(found::add);
    }
    return found;
  }

  private static Map<ContactId, List<ContactId>> candidates(
      Connection connection, TenantId tenant, List<ContactCard> cards) throws SQLException {
    String sql =
        """
        SELECT DISTINCT k.contact_id, o.contact_id AS other_id
        FROM contact_likeness k
        CROSS JOIN LATERAL (
          SELECT array_agg(s.contact_id) AS ids FROM (
            SELECT s.contact_id FROM contact_likeness s
            WHERE s.tenant_id = k.tenant_id AND s.key = k.key LIMIT :most + 1) s) a
        CROSS JOIN LATERAL unnest(a.ids) AS o (contact_id)
        JOIN contact c ON c.tenant_id = k.tenant_id AND c.id = o.contact_id AND NOT c.trial
        WHERE k.tenant_id = :tenant AND k.contact_id = ANY (:contacts::uuid[])
          AND cardinality(a.ids) <= :most AND o.contact_id <> k.contact_id
        """;
    var candidates = new HashMap<ContactId, List<ContactId>>();
    Rows.batch(connection, sql, cards)
        .plannedAnewForMany()
        .uuid("tenant", tenant.value())
        .integer("most", MOST_OF_A_KEY)
        .uuids("contacts", card -> card.contact().id().value())
        .each(
            row ->
                candidates
                    .computeIfAbsent(
                        new ContactId(row.getObject("contact_id", UUID.class)),
                        id -> new ArrayList<>())
                    .add(new ContactId(row.getObject("other_id", UUID.class))));
    return candidates;
  }

  private static void write(Connection connection, TenantId tenant, List<Alike> found)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_alike (tenant_id, one_id, other_id, likeness)
        SELECT :tenant, a.one, a.other, a.likeness
        FROM (SELECT DISTINCT ON (1, 2) least(u.one, u.other) AS one,
                     greatest(u.one, u.other) AS other, u.likeness
              FROM unnest(:one::uuid[], :other::uuid[], :likeness::int[]) AS u (one, other, likeness)) a
        JOIN contact c ON c.tenant_id = :tenant AND c.id = a.one
        JOIN contact d ON d.tenant_id = :tenant AND d.id = a.other
        ORDER BY a.one, a.other
        FOR KEY SHARE OF c, d
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, found)
        .uuid("tenant", tenant.value())
        .uuids("one", alike -> alike.one().value())
        .uuids("other", alike -> alike.other().value())
        .integers("likeness", Alike::likeness)
        .update();
  }
}
