package org.jawort.form.tablet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.form.FormId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.PasswordHashes;
import org.jawort.tenant.SessionKey;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door: opens a form on a device, finds it by what the device holds, and ends it. */
@Component
public class Tablets {
  private static final Duration KEPT = Duration.ofDays(30);

  private static final String ALL =
      """
      SELECT t.tenant_id, t.id, t.form_id, f.key, t.place, t.opened_by, u.name, t.opened_at,
             least(t.ends_at, u.disabled_at, f.archived_at) AS over_at, t.ended_at, t.idle_seconds,
             t.public_key, t.waiting, t.seen_at
      FROM tablet t
      JOIN form f ON f.tenant_id = t.tenant_id AND f.id = t.form_id
      JOIN staff_user u ON u.tenant_id = t.tenant_id AND u.id = t.opened_by
      WHERE t.tenant_id = :tenant
      """;

  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final PasswordHashes hashes;
  private final TabletKeys keys;
  private final Ids ids;
  private final InstantSource clock;

  Tablets(
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      PasswordHashes hashes,
      TabletKeys keys,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.hashes = hashes;
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens a form on a device.
   *
   * @return the key that the device holds from now on, and which opens nothing else
   */
  public String open(TenantId tenant, UserId by, NewTablet wanted) {
    SessionKey.Fresh key = SessionKey.make(tenants.numberOf(tenant));
    var id = new TabletId(ids.next());
    TabletKeys.Pair pair = keys.make(id);
    String pin = hashes.hash(wanted.pin().digits());
    Instant now = clock.instant();
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO tablet (tenant_id, id, key_hash, form_id, place, opened_by,
                                        opened_at, ends_at, idle_seconds, pin_hash, public_key,
                                        sealed_key, seen_at)
                    VALUES (:tenant, :id, :keyHash, :form, :place, :by, :now, :endsAt, :idle, :pin,
                            :publicKey, :sealedKey, :now)
                    """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("keyHash", key.hash())
                .param("form", wanted.form().value())
                .param("place", wanted.place())
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .param("endsAt", Timestamp.from(now.plus(Tablet.LONGEST)))
                .param("idle", wanted.idleSeconds())
                .param("pin", pin)
                .param("publicKey", pair.publicKey())
                .param("sealedKey", pair.sealed())
                .update());
    return key.text();
  }

  /** The tablet that holds the key, also one that is over or ended; empty where none does. */
  public Optional<Tablet> find(String key) {
    return SessionKey.parse(key, tenants)
        .flatMap(
            known ->
                database.read(
                    known.tenant(),
                    connection ->
                        jdbc.sql(ALL + "AND t.key_hash = :keyHash")
                            .param("tenant", known.tenant().value())
                            .param("keyHash", known.hash())
                            .query(Tablets::tablet)
                            .optional()));
  }

  /** Those of a form that show it, or whose latecomers are still taken, the latest first. */
  public List<Tablet> of(TenantId tenant, FormId form) {
    Instant now = clock.instant();
    return database
        .read(
            tenant,
            connection ->
                jdbc.sql(ALL + "AND t.form_id = :form AND t.ended_at IS NULL ORDER BY t.id DESC")
                    .param("tenant", tenant.value())
                    .param("form", form.value())
                    .query(Tablets::tablet)
                    .list())
        .stream()
        .filter(tablet -> tablet.takes(tablet.openedAt(), now))
        .toList();
  }

  /** Notes that it was heard of, and how much waits there. */
  public void heard(Tablet tablet, int waiting) {
    database.write(
        tablet.tenant(),
        connection ->
            jdbc.sql(
                    """
                    UPDATE tablet SET waiting = :waiting, seen_at = :now
                    WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("waiting", waiting)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tablet.tenant().value())
                .param("id", tablet.id().value())
                .update());
  }

  /** Ends it for good: its key opens nothing any more, and nothing of it is taken. */
  public boolean end(TenantId tenant, TabletId tablet) {
    return database.write(
            tenant,
            connection ->
                jdbc.sql(
                        """
                        UPDATE tablet SET ended_at = :now
                        WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL
                        """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("tenant", tenant.value())
                    .param("id", tablet.value())
                    .update())
        == 1;
  }

  /** What a message says; empty where it was not sealed on this tablet. */
  public Optional<byte[]> unsealed(Tablet tablet, SealedMessage message) {
    byte[] sealedKey =
        database.read(
            tablet.tenant(),
            connection ->
                jdbc.sql("SELECT sealed_key FROM tablet WHERE tenant_id = :tenant AND id = :id")
                    .param("tenant", tablet.tenant().value())
                    .param("id", tablet.id().value())
                    .query(byte[].class)
                    .single());
    return keys.open(tablet.id(), sealedKey, message);
  }

  /** Forgets those of which nothing has been taken for a month. */
  int forget(TenantId tenant) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    DELETE FROM tablet
                    WHERE tenant_id = :tenant
                      AND coalesce(ended_at, ends_at + make_interval(secs => :late)) < :since
                    """)
                .param("tenant", tenant.value())
                .param("late", (double) Tablet.LATECOMERS.toSeconds())
                .param("since", Timestamp.from(clock.instant().minus(KEPT)))
                .update());
  }

  private static Tablet tablet(ResultSet row, int index) throws SQLException {
    return new Tablet(
        new TenantId(row.getObject("tenant_id", UUID.class)),
        new TabletId(row.getObject("id", UUID.class)),
        new FormId(row.getObject("form_id", UUID.class)),
        row.getString("key"),
        row.getString("place"),
        new UserId(row.getObject("opened_by", UUID.class)),
        row.getString("name"),
        row.getTimestamp("opened_at").toInstant(),
        row.getTimestamp("over_at").toInstant(),
        Rows.instant(row, "ended_at"),
        row.getInt("idle_seconds"),
        row.getBytes("public_key"),
        row.getInt("waiting"),
        row.getTimestamp("seen_at").toInstant());
  }
}
