package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who changed, for other systems that keep a copy. What the ledger appends notes its contact
 * points, what else is written about contacts notes those, each in the same transaction.
 *
 * <p>A change is read once every transaction that is older than its own is over: so none that ends
 * late comes to lie behind a reader who has passed.
 */
@Component
public class ContactChanges {
  /** For so long changes are kept. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** The next contacts on the first way past all of them. */
  static final String WALK =
      """
      SELECT id FROM contact WHERE tenant_id = :tenant AND id > :behind ORDER BY id LIMIT :most
      """;

  /**
   * Each contact or contact point of each row, in the order of the rows: the rows first, and of
   * them no more than can be needed, as each has an entry at least.
   */
  static final String ENTRIES =
      """
      SELECT r.changed_in::text::bigint AS changed_in, r.id, e.place::int AS place, r.at,
             coalesce(e.contact_id, p.contact_id) AS contact_id
      FROM (
        SELECT c.* FROM contact_change c
        WHERE c.tenant_id = :tenant AND c.changed_in >= :from::text::xid8
          AND c.changed_in < :oldest::text::xid8
          AND (c.changed_in > :from::text::xid8 OR c.id >= :row)
        ORDER BY c.changed_in, c.id LIMIT :rows) r
      CROSS JOIN LATERAL (
        SELECT u.contact_id, u.point_id, u.place
        FROM (SELECT x AS contact_id, NULL::uuid AS point_id, n AS place
              FROM unnest(r.contacts) WITH ORDINALITY u (x, n)
              UNION ALL
              SELECT NULL, x, cardinality(r.contacts) + n
              FROM unnest(r.points) WITH ORDINALITY u (x, n)) u
        WHERE r.changed_in > :from::text::xid8 OR r.id > :row OR u.place > :entry) e
      LEFT JOIN LATERAL (
        SELECT p.contact_id FROM contact_point p
        WHERE p.tenant_id = :tenant AND p.id = e.point_id LIMIT 1) p ON e.point_id IS NOT NULL
      ORDER BY r.changed_in, r.id, e.place LIMIT :most
      """;

  private final Database database;
  private final ContactReads reads;
  private final InstantSource clock;

  ContactChanges(Database database, ContactReads reads, InstantSource clock) {
    this.database = database;
    this.reads = reads;
    this.clock = clock;
  }

  /** Notes contacts that were made, changed or are gone, inside the caller's transaction. */
  public void note(Connection connection, TenantId tenant, Collection<ContactId> contacts)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_change (tenant_id, at, contacts)
        SELECT :tenant, :at, :contacts::uuid[] WHERE cardinality(:contacts::uuid[]) > 0
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .instant("at", clock.instant())
        .uuids("contacts", ContactId::value)
        .update();
  }

  /** Notes the contacts of these contact points. */
  void noteOf(Connection connection, TenantId tenant, Collection<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_change (tenant_id, at, contacts)
        SELECT :tenant, :at, array_agg(DISTINCT contact_id) FROM contact_point
        WHERE tenant_id = :tenant AND id = ANY (:points) HAVING count(*) > 0
        """;
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .instant("at", clock.instant())
        .uuids("points", ContactPointId::value)
        .update();
  }

  /** Notes what the ledger appended: by one row for all of a tenant, however many they are. */
  public void noteAll(Connection connection, List<MailBlocks.Target> points) throws SQLException {
    if (points.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO contact_change (tenant_id, at, points)
        SELECT tenant_id, max(at), array_agg(id)
        FROM unnest(:tenant::uuid[], :id::uuid[], :at::timestamptz[]) p (tenant_id, id, at)
        GROUP BY tenant_id
        """;
    Rows.batch(connection, sql, points)
        .uuids("tenant", point -> point.tenant().value())
        .uuids("id", point -> point.contactPoint().value())
        .instants("at", MailBlocks.Target::at)
        .update();
  }

  private record Horizon(long system, long oldest, long next) {}

  /**
   * What happened from there on.
   *
   * @param from where the last answer ended, or null for all contacts, and then what changes
   * @param most entries that are looked at; what happened to one contact is told once
   */
  public ChangesOutcome after(TenantId tenant, @Nullable ChangePosition from, int most) {
    return database.read(
        tenant,
        connection -> {
          Instant now = clock.instant();
          Horizon horizon = horizon(connection);
          ChangePosition at =
              from == null
                  ? new ChangePosition(
                      true, horizon.system(), horizon.oldest(), ChangePosition.FIRST, 0, now)
                  : from;
          if (at.system() != horizon.system() || at.transaction() > horizon.next()) {
            return new ChangesOutcome.Elsewhere();
          }
          if (at.at().isBefore(now.minus(KEPT))) {
            return new ChangesOutcome.TooOld();
          }
          return at.walking()
              ? walk(connection, tenant, at, most)
              : changes(connection, tenant, at, horizon, most);
        });
  }

  private static Horizon horizon(Connection connection) throws SQLException {
    String sql =
        """
        SELECT c.system_identifier, pg_snapshot_xmin(s.now)::text::bigint,
               pg_snapshot_xmax(s.now)::text::bigint
        FROM pg_control_system() c CROSS JOIN (SELECT pg_current_snapshot() AS now) s
        """;
    return Rows.sql(connection, sql)
        .only(row -> new Horizon(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  private ChangesOutcome walk(Connection connection, TenantId tenant, ChangePosition at, int most)
      throws SQLException {
    List<ContactId> ids =
        Rows.sql(connection, WALK)
            .uuid("tenant", tenant.value())
            .uuid("behind", at.place())
            .integer("most", most)
            .list(row -> new ContactId(row.getObject(1, UUID.class)));
    var dated = new LinkedHashMap<ContactId, @Nullable Instant>();
    ids.forEach(id -> dated.put(id, null));
    ChangePosition next = ids.size() < most ? at.walked() : at.behind(ids.getLast());
    return new ChangesOutcome.Found(standing(connection, tenant, dated), next, true);
  }

  private record Entry(
      long transaction, UUID row, int place, Instant at, @Nullable ContactId contact) {}

  private ChangesOutcome changes(
      Connection connection, TenantId tenant, ChangePosition at, Horizon horizon, int most)
      throws SQLException {
    List<Entry> entries = entries(connection, tenant, at, horizon, most);
    var dated = new LinkedHashMap<ContactId, @Nullable Instant>();
    for (Entry entry : entries) {
      if (entry.contact() != null) {
        dated.put(entry.contact(), entry.at());
      }
    }
    boolean more = entries.size() == most;
    ChangePosition next =
        entries.isEmpty()
            ? new ChangePosition(
                false,
                at.system(),
                Math.max(at.transaction(), horizon.oldest()),
                horizon.oldest() > at.transaction() ? ChangePosition.FIRST : at.place(),
                horizon.oldest() > at.transaction() ? 0 : at.entry(),
                clock.instant())
            : behind(at, entries.getLast(), more ? entries.getLast().at() : clock.instant());
    return new ChangesOutcome.Found(standing(connection, tenant, dated), next, more);
  }

  private static ChangePosition behind(ChangePosition at, Entry last, Instant moment) {
    return new ChangePosition(
        false, at.system(), last.transaction(), last.row(), last.place(), moment);
  }

  private static List<Entry> entries(
      Connection connection, TenantId tenant, ChangePosition at, Horizon horizon, int most)
      throws SQLException {
    return Rows.sql(connection, ENTRIES)
        .uuid("tenant", tenant.value())
        .bigint("from", at.transaction())
        .bigint("oldest", horizon.oldest())
        .uuid("row", at.place())
        .integer("entry", at.entry())
        .integer("rows", most + 1)
        .integer("most", most)
        .plannedAnew()
        .list(
            row ->
                new Entry(
                    row.getLong("changed_in"),
                    row.getObject("id", UUID.class),
                    row.getInt("place"),
                    Objects.requireNonNull(Rows.instant(row, "at")),
                    Optional.ofNullable(Rows.uuid(row, "contact_id"))
                        .map(ContactId::new)
                        .orElse(null)));
  }

  private List<ChangesOutcome.Change> standing(
      Connection connection, TenantId tenant, Map<ContactId, @Nullable Instant> dated)
      throws SQLException {
    Map<ContactId, ContactCard> cards = new HashMap<>();
    for (ContactCard card : reads.cards(connection, tenant, List.copyOf(dated.keySet()))) {
      cards.put(card.contact().id(), card);
    }
    var changes = new ArrayList<ChangesOutcome.Change>();
    dated.forEach((id, at) -> changes.add(new ChangesOutcome.Change(id, at, cards.get(id))));
    return changes;
  }
}
