package org.jawort.form.shield;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jawort.form.FormId;
import org.jawort.optin.Passage;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to how many submissions the shield caught, and by what: counts, and nobody's. */
@Component
public class Catches implements DisposableBean {
  private static final int BATCH = 512;

  private final Database database;
  private final JdbcClient jdbc;
  private final NetworkCounts networks;
  private final InstantSource clock;
  private final GroupCommit<Caught, Caught> noting;

  Catches(Database database, JdbcClient jdbc, NetworkCounts networks, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.networks = networks;
    this.clock = clock;
    this.noting =
        new GroupCommit<>(
            "catches",
            BATCH,
            caught -> new Object(),
            batch ->
                database.writeAnew(
                    batch.stream().map(Caught::tenant).distinct().toList(),
                    connection -> write(connection, batch)));
  }

  /**
   * A submission that was caught.
   *
   * @param day of the tenant
   */
  public record Caught(
      TenantId tenant, FormId form, LocalDate day, ShieldAct act, Passage passage) {}

  /** A day's catch of a form, by what caught it. */
  public record CaughtDay(LocalDate day, Map<ShieldAct, Integer> counts) {
    /** How many were caught by this. */
    public int of(ShieldAct act) {
      return counts.getOrDefault(act, 0);
    }
  }

  private record Place(UUID form, LocalDate day, ShieldAct act) {}

  private record Count(TenantId tenant, Place place, int more) {}

  private record Row(LocalDate day, String reason, int count) {}

  /** Counts it, and returns when that is durable. What was caught came by its network as well. */
  public void note(Caught caught) {
    noting.write(caught);
  }

  private List<Caught> write(Connection connection, List<Caught> batch) throws SQLException {
    Instant now = clock.instant();
    networks.add(
        connection,
        batch.stream()
            .map(caught -> new NetworkCounts.Visit(caught.tenant(), caught.passage()))
            .toList(),
        now);
    add(connection, batch);
    return batch;
  }

  /** Counts, in the caller's transaction. */
  void add(Connection connection, List<Caught> batch) throws SQLException {
    String sql =
        """
        INSERT INTO form_caught AS c (tenant_id, form_id, day, reason, count)
        SELECT u.tenant_id, u.form_id, u.day::date, u.reason, u.more
        FROM unnest(:tenant::uuid[], :form::uuid[], :day::text[], :reason::text[], :more::int[])
          u (tenant_id, form_id, day, reason, more)
        ON CONFLICT (tenant_id, form_id, day, reason) DO UPDATE
        SET count = c.count + EXCLUDED.count
        """;
    Rows.batch(connection, sql, counted(batch))
        .uuids("tenant", count -> count.tenant().value())
        .uuids("form", count -> count.place().form())
        .texts("day", count -> count.place().day().toString())
        .texts("reason", count -> count.place().act().name())
        .integers("more", Count::more)
        .update();
  }

  /** Each place once, and always in the same order, so that no two nodes wait for each other. */
  private static List<Count> counted(List<Caught> batch) {
    var more =
        new TreeMap<Place, Count>(
            Comparator.comparing(Place::form).thenComparing(Place::day).thenComparing(Place::act));
    for (Caught caught : batch) {
      more.merge(
          new Place(caught.form().value(), caught.day(), caught.act()),
          new Count(
              caught.tenant(), new Place(caught.form().value(), caught.day(), caught.act()), 1),
          (one, other) -> new Count(one.tenant(), one.place(), one.more() + other.more()));
    }
    return new ArrayList<>(more.values());
  }

  /** What a form caught on the last days, the newest first; days without any are missing. */
  public List<CaughtDay> ofForm(Tenant tenant, FormId form, int days) {
    LocalDate from = LocalDate.ofInstant(clock.instant(), tenant.timeZone()).minusDays(days - 1L);
    List<Row> rows =
        database.read(
            tenant.id(),
            connection ->
                jdbc.sql(
                        """
                        SELECT day, reason, count FROM form_caught
                        WHERE tenant_id = :tenant AND form_id = :form AND day >= :from
                        ORDER BY day DESC
                        """)
                    .param("tenant", tenant.id().value())
                    .param("form", form.value())
                    .param("from", Date.valueOf(from))
                    .query(Row.class)
                    .list());
    var found = new ArrayList<CaughtDay>();
    for (Row row : rows) {
      if (found.isEmpty() || !found.getLast().day().equals(row.day())) {
        found.add(new CaughtDay(row.day(), new EnumMap<>(ShieldAct.class)));
      }
      found.getLast().counts().put(ShieldAct.valueOf(row.reason()), row.count());
    }
    return found;
  }

  /** Writes what is queued. */
  @Override
  public void destroy() {
    noting.close();
  }
}
