package org.jawort.form.tablet;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.form.FormId;
import org.jawort.optin.SignedUp;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What tablets sent, by the numbers that they gave it. A number is taken in the transaction of its
 * sign-up: a tablet that never heard the answer may send the same again, to whatever node, at the
 * same moment even, and it counts once.
 */
@Component
public class TabletArrivals {
  /** Most that one tablet may send in an hour: more than people can sign, less than a flood. */
  public static final int MOST_AN_HOUR = 300;

  /** From when on something that waited is late, and staff are shown both times. */
  public static final Duration LATE = Duration.ofMinutes(2);

  private static final int SHOWN = 50;

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  TabletArrivals(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What became of something that was sent. */
  public enum ArrivalOutcome {
    /** It is here, but nothing was written yet. */
    ARRIVED,
    /** It is written. */
    TAKEN,
    /** It cannot be written, and nobody is there to mend it. */
    FAULTY
  }

  /** What became of that number; empty where it never came, or was sent back to be mended. */
  public Optional<ArrivalOutcome> state(Tablet tablet, UUID number) {
    return database.read(
        tablet.tenant(),
        connection ->
            jdbc.sql(
                    """
                    SELECT state FROM tablet_submission
                    WHERE tenant_id = :tenant AND tablet_id = :tablet AND id = :id
                    """)
                .param("tenant", tablet.tenant().value())
                .param("tablet", tablet.id().value())
                .param("id", number)
                .query(String.class)
                .optional()
                .map(ArrivalOutcome::valueOf));
  }

  /** How much came from it in the last hour. */
  public int inLastHour(Tablet tablet) {
    return database.read(
        tablet.tenant(),
        connection ->
            jdbc.sql(
                    """
                    SELECT count(*) FROM tablet_submission
                    WHERE tenant_id = :tenant AND tablet_id = :tablet AND arrived_at > :since
                    """)
                .param("tenant", tablet.tenant().value())
                .param("tablet", tablet.id().value())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
                .query(Integer.class)
                .single());
  }

  /** Notes that it came, before it is written. */
  public void note(Tablet tablet, UUID number, Instant signedAt) {
    insert(tablet, number, signedAt, ArrivalOutcome.ARRIVED, null);
  }

  /**
   * Notes that it came and cannot be written.
   *
   * @param fault fields and what is wrong with them, without what was typed
   */
  public void refuse(Tablet tablet, UUID number, Instant signedAt, String fault) {
    insert(tablet, number, signedAt, ArrivalOutcome.FAULTY, fault);
  }

  private void insert(
      Tablet tablet, UUID number, Instant signedAt, ArrivalOutcome state, @Nullable String fault) {
    database.write(
        tablet.tenant(),
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO tablet_submission (tenant_id, id, tablet_id, signed_at, arrived_at,
                                                   state, fault)
                    SELECT :tenant, :id, t.id, :signedAt, :now, :state, :fault
                    FROM tablet t WHERE t.tenant_id = :tenant AND t.id = :tablet
                    ON CONFLICT DO NOTHING
                    """)
                .param("tenant", tablet.tenant().value())
                .param("id", number)
                .param("tablet", tablet.id().value())
                .param("signedAt", Timestamp.from(signedAt))
                .param("now", Timestamp.from(clock.instant()))
                .param("state", state.name())
                .param("fault", fault)
                .update());
  }

  /** Takes the numbers in the transaction of the sign-ups, which fails where one was taken. */
  @EventListener
  void on(SignedUp signedUp) {
    List<SignedUp.Arrival> numbered =
        signedUp.arrivals().stream()
            .filter(arrival -> arrival.signUp().passage().receipt() != null)
            .toList();
    if (!numbered.isEmpty()) {
      take(numbered);
    }
  }

  private void take(List<SignedUp.Arrival> numbered) {
    String sql =
        """
        UPDATE tablet_submission s SET state = 'TAKEN', contact_point_id = u.point
        FROM unnest(:tenant::uuid[], :id::uuid[], :point::uuid[]) u (tenant_id, id, point)
        WHERE s.tenant_id = u.tenant_id AND s.id = u.id AND s.state = 'ARRIVED'
        """;
    int taken =
        database.write(
            numbered.stream().map(arrival -> arrival.signUp().tenant()).distinct().toList(),
            connection ->
                Rows.batch(connection, sql, numbered)
                    .uuids("tenant", arrival -> arrival.signUp().tenant().value())
                    .uuids("id", arrival -> arrival.signUp().passage().receipt())
                    .uuids("point", arrival -> arrival.contactPoint().value())
                    .update());
    if (taken != numbered.size()) {
      throw new IllegalStateException("a tablet sent something twice at once");
    }
  }

  /**
   * Something that came.
   *
   * @param contact who signed, or null where nothing was written or they were erased
   * @param fault why it was not written, or null
   */
  public record Arrival(
      String place,
      Instant signedAt,
      Instant arrivedAt,
      @Nullable ContactId contact,
      @Nullable String fault) {
    /** Tells whether it waited. */
    public boolean late() {
      return arrivedAt.isAfter(signedAt.plus(LATE));
    }
  }

  /** What came late or could not be written lately on tablets of a form, the latest first. */
  public List<Arrival> unusual(TenantId tenant, FormId form) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT t.place, s.signed_at, s.arrived_at, p.contact_id, s.fault
                    FROM tablet_submission s
                    JOIN tablet t ON t.tenant_id = s.tenant_id AND t.id = s.tablet_id
                    LEFT JOIN contact_point p
                      ON p.tenant_id = s.tenant_id AND p.id = s.contact_point_id
                    WHERE s.tenant_id = :tenant AND t.form_id = :form
                      AND (s.fault IS NOT NULL
                        OR s.arrived_at > s.signed_at + make_interval(secs => :late))
                    ORDER BY s.arrived_at DESC LIMIT :most
                    """)
                .param("tenant", tenant.value())
                .param("form", form.value())
                .param("late", (double) LATE.toSeconds())
                .param("most", SHOWN)
                .query(
                    (row, number) -> {
                      UUID contact = Rows.uuid(row, "contact_id");
                      return new Arrival(
                          row.getString("place"),
                          row.getTimestamp("signed_at").toInstant(),
                          row.getTimestamp("arrived_at").toInstant(),
                          contact == null ? null : new ContactId(contact),
                          row.getString("fault"));
                    })
                .list());
  }
}
