package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Decided;
import org.jawort.consent.EventType;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads where contact points stand, for those who hold a lock on them. */
final class ConsentSnapshots {
  private ConsentSnapshots() {}

  /**
   * Where one stands.
   *
   * @param covered whether the purpose is meant for its channel
   * @param event that led to the status or renewed it, or null where nothing ever happened
   * @param renewed whether it was a renewal
   * @param givenAt when consent was given last, or recorded where nobody noted when; or null
   * @param no when they last said no, to the purpose or to all advertising, or null where they
   *     never did
   * @param withdrawn whether the last that they themselves did about a given consent was to
   *     withdraw
   * @param asked whether a sign-up stands open, be it beside a "no"
   */
  record Standing(
      ContactPointId contactPoint,
      String address,
      boolean covered,
      ConsentStatus status,
      @Nullable UUID event,
      boolean renewed,
      @Nullable Instant givenAt,
      @Nullable Instant no,
      boolean withdrawn,
      boolean asked) {
    boolean isAsSeenBy(StatementTarget.@Nullable Seen seen) {
      return seen == null
          || seen.pending() && status.pending()
          || Objects.equals(event, seen.event() == null ? null : seen.event().value());
    }

    boolean isAfterLastNo(@Nullable Instant at) {
      return no == null || at != null && at.isAfter(no);
    }
  }

  // One plain question after the other, each answered by one pass however many are asked about and
  // whatever the database believes about the size of its tables; joined, they were not.

  /** Those that the tenant has. */
  static Map<ContactPointId, Standing> of(
      Connection connection, TenantId tenant, PurposeId purpose, List<ContactPointId> points)
      throws SQLException {
    Map<UUID, Status> statuses = statuses(connection, tenant, purpose, points);
    Map<UUID, Instant> given = last(connection, tenant, purpose, points, GIVING);
    Map<UUID, Instant> no = last(connection, tenant, purpose, points, NO);
    Map<UUID, Word> words = words(connection, tenant, purpose, points);
    Set<UUID> renewals = renewals(connection, tenant, statuses.values());
    var standings = new HashMap<ContactPointId, Standing>();
    addresses(connection, tenant, purpose, points)
        .forEach(
            (id, way) -> {
              Status status = statuses.getOrDefault(id, Status.NONE);
              UUID event = status.event();
              Word word = words.getOrDefault(id, Word.NONE);
              var point = new ContactPointId(id);
              standings.put(
                  point,
                  new Standing(
                      point,
                      way.address(),
                      way.covered(),
                      status.status(),
                      event,
                      renewals.contains(event),
                      given.get(id),
                      no.get(id),
                      word.withdrawn() || status.status() == ConsentStatus.REVOKED,
                      word.asked()));
            });
    return standings;
  }

  /** What was last said of a consent by the person. */
  private record Word(boolean withdrawn, boolean asked) {
    static final Word NONE = new Word(false, false);
  }

  private static Map<UUID, Word> words(
      Connection connection, TenantId tenant, PurposeId purpose, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        SELECT contact_point_id,
               (array_agg(type ORDER BY id DESC) FILTER (
                 WHERE type IN ('REVOKED', 'CONFIRMED', 'GRANTED')))[1] = 'REVOKED' AS withdrawn,
               (array_agg(type ORDER BY id DESC) FILTER (WHERE type IN %s))[1] = 'SIGNED_UP' AS asked
        FROM consent_event
        WHERE tenant_id = :tenant AND contact_point_id = ANY (:points) AND purpose_id = :purpose
        GROUP BY contact_point_id
        """
            .formatted(Decided.TYPES);
    var words = new HashMap<UUID, Word>();
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .uuid("purpose", purpose.value())
        .plannedAnewForMany()
        .each(
            row ->
                words.put(
                    row.getObject("contact_point_id", UUID.class),
                    new Word(row.getBoolean("withdrawn"), row.getBoolean("asked"))));
    return words;
  }

  private record Status(ConsentStatus status, @Nullable UUID event) {
    static final Status NONE = new Status(ConsentStatus.UNKNOWN, null);
  }

  private record Way(String address, boolean covered) {}

  private static Map<UUID, Way> addresses(
      Connection connection, TenantId tenant, PurposeId purpose, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        SELECT p.id, p.address, (SELECT covers(p.channel, u.email, u.sms, u.calls) FROM purpose u
                                 WHERE u.tenant_id = p.tenant_id AND u.id = :purpose) AS covered
        FROM contact_point p WHERE p.tenant_id = :tenant AND p.id = ANY (:points)
        """;
    var addresses = new HashMap<UUID, Way>();
    Rows.batch(connection, sql, points)
        .uuid("purpose", purpose.value())
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .plannedAnewForMany()
        .each(
            row -> {
              var way = new Way(row.getString("address"), row.getBoolean("covered"));
              addresses.put(row.getObject("id", UUID.class), way);
            });
    return addresses;
  }

  private static Map<UUID, Status> statuses(
      Connection connection, TenantId tenant, PurposeId purpose, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        SELECT contact_point_id, status, event_id FROM consent
        WHERE tenant_id = :tenant AND contact_point_id = ANY (:points) AND purpose_id = :purpose
        """;
    var statuses = new HashMap<UUID, Status>();
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .uuid("purpose", purpose.value())
        .plannedAnewForMany()
        .each(
            row ->
                statuses.put(
                    row.getObject("contact_point_id", UUID.class),
                    new Status(
                        ConsentStatus.valueOf(row.getString("status")),
                        Rows.uuid(row, "event_id"))));
    return statuses;
  }

  /** Those of the events that renewed a consent. */
  private static Set<UUID> renewals(
      Connection connection, TenantId tenant, Collection<Status> statuses) throws SQLException {
    String sql =
        """
        SELECT id FROM consent_event
        WHERE tenant_id = :tenant AND id = ANY (:events) AND type = 'RENEWED'
        """;
    var renewals = new HashSet<UUID>();
    Rows.batch(connection, sql, statuses)
        .uuid("tenant", tenant.value())
        .uuids("events", Status::event)
        .plannedAnewForMany()
        .each(row -> renewals.add(row.getObject("id", UUID.class)));
    return renewals;
  }

  private static final List<EventType> GIVING =
      List.of(EventType.CONFIRMED, EventType.DECLARED, EventType.DECLARED_ANEW, EventType.GRANTED);
  private static final List<EventType> NO =
      List.of(EventType.REFUSED, EventType.REVOKED, EventType.OBJECTED);

  /** When something of the kind was said last, or recorded where nobody noted when. */
  private static Map<UUID, Instant> last(
      Connection connection,
      TenantId tenant,
      PurposeId purpose,
      List<ContactPointId> points,
      List<EventType> types)
      throws SQLException {
    String sql =
        """
        SELECT e.contact_point_id AS id,
               max(coalesce((v.content -> 'declaration' ->> 'at')::timestamptz, e.at)) AS at
        FROM consent_event e
        LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.contact_point_id = ANY (:points)
          AND (e.purpose_id = :purpose OR e.purpose_id IS NULL) AND e.type = ANY (:types)
        GROUP BY e.contact_point_id
        """;
    var moments = new HashMap<UUID, Instant>();
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .uuid("purpose", purpose.value())
        .texts("types", types, EventType::name)
        .plannedAnewForMany()
        .each(
            row ->
                moments.put(
                    row.getObject("id", UUID.class),
                    Objects.requireNonNull(Rows.instant(row, "at"))));
    return moments;
  }
}
