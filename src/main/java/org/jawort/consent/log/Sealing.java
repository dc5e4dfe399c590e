package org.jawort.consent.log;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditSeals;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Gives events their place in the log: one transaction takes a batch of all tenants from {@code
 * log_pending} and writes places, tiles, bundles and the checkpoint, or nothing at all.
 */
@Component
class Sealing {
  static final int BATCH = 8192;
  private static final int MOST_COUNTED = 100_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As the database compares them. */
  private static final Comparator<LogEntry> BY_ID =
      Comparator.<LogEntry, UUID>comparing(
          LogEntry::event,
          Comparator.<UUID>comparingLong(id -> id.getMostSignificantBits() ^ Long.MIN_VALUE)
              .thenComparingLong(id -> id.getLeastSignificantBits() ^ Long.MIN_VALUE));

  /**
   * Locks only where there is work, and sees to it that what is signed survives a crash. Whoever
   * holds the lock and stands still, as a process that was frozen does, loses it after a while: it
   * would hold up all nodes.
   */
  private static final String BEGIN =
      """
      SELECT CASE WHEN NOT EXISTS (SELECT FROM log_pending WHERE tenant_id = ANY (:all))
                   AND NOT EXISTS (SELECT FROM log_filler WHERE position IS NULL) THEN false
                  WHEN NOT pg_try_advisory_xact_lock(:number) THEN false
                  WHEN set_config('idle_in_transaction_session_timeout', :patience, true) = ''
                    THEN false
                  WHEN current_setting('synchronous_commit') = 'off'
                    THEN set_config('synchronous_commit', 'on', true) = 'on'
                  ELSE true END
      """;

  private final Database database;
  private final Tenants tenants;
  private final LogRows rows;
  private final LogKeys keys;
  private final LogGuard guard;
  private final CheckpointBell bell;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * Seals when it is asked to.
   *
   * @param patience how long a node may stand still between two statements while it seals
   */
  Sealing(
      Database database,
      Tenants tenants,
      LogRows rows,
      LogKeys keys,
      LogGuard guard,
      CheckpointBell bell,
      InstantSource clock,
      @Value("${jawort.sealing.patience}") Duration patience) {
    this.database = database;
    this.tenants = tenants;
    this.rows = rows;
    this.keys = keys;
    this.guard = guard;
    this.bell = bell;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * What a transaction came to.
   *
   * @param note the new checkpoint, or that which stands
   */
  private record Done(int entries, @Nullable String note, List<LogKey> keys) {
    static final Done NOTHING = new Done(0, null, List.of());
  }

  /**
   * Seals a batch where there is one and nobody else does; returns whether there may be more.
   *
   * @throws SealingStoppedException where nothing may be signed
   */
  boolean sealSome() {
    List<TenantId> all = tenants.all();
    Done done =
        database.write(
            all, connection -> begin(connection, all) ? seal(connection, all) : Done.NOTHING);
    keep(done);
    return done.entries() == BATCH;
  }

  /** How many events have no place yet, {@value #MOST_COUNTED} at most. */
  long backlog() {
    List<TenantId> all = tenants.all();
    String sql =
        """
        SELECT count(*) FROM (
          SELECT FROM log_pending WHERE tenant_id = ANY (:all) LIMIT :most) p
        """;
    return database.read(
        all,
        connection ->
            Rows.batch(connection, sql, all)
                .uuids("all", TenantId::value)
                .integer("most", MOST_COUNTED)
                .first(row -> row.getLong(1))
                .orElse(0L));
  }

  /** Only what is committed: a file ahead of the database speaks of one that was set back. */
  private void keep(Done done) {
    if (done.note() != null) {
      guard.keep(done.note(), done.keys(), clock.instant());
      bell.ring();
    }
  }

  /**
   * Looks at what other nodes have signed, and keeps it.
   *
   * @throws SealingStoppedException where nothing may be signed
   */
  void follow() {
    keep(
        database.read(
            Set.of(),
            connection -> {
              List<LogKey> known = keys.all();
              guard.check(connection, known);
              return new Done(0, rows.head(connection).note(), known);
            }));
  }

  /** Tells whether this transaction is the one that seals now. */
  boolean begin(Connection connection, List<TenantId> all) throws SQLException {
    return Rows.batch(connection, BEGIN, all)
        .uuids("all", TenantId::value)
        .bigint("number", SealLock.NUMBER)
        .text("patience", patience.toMillis() + "ms")
        .first(row -> row.getBoolean(1))
        .orElse(false);
  }

  private Done seal(Connection connection, List<TenantId> all) throws SQLException {
    List<LogKey> known = keys.all();
    GrowingTree tree = guard.check(connection, known);
    List<LogEntry> entries = take(connection, all);
    List<byte[]> commitments = commitments(connection, entries, tree.size());
    if (commitments.isEmpty()) {
      return Done.NOTHING;
    }
    long before = tree.size();
    commitments.forEach(tree::append);
    rows.insertEntries(connection, before, entries);
    rows.writeTiles(connection, tree.changed());
    rows.writeBundles(connection, before, commitments);
    LogKey newest = known.getFirst();
    var checkpoint = new Checkpoint(newest.verifierKey().name(), tree.size(), tree.root());
    Instant now = clock.instant();
    String note = keys.sign(checkpoint, known, now);
    rows.insertCheckpoint(connection, checkpoint, newest.generation(), note, now);
    return new Done(commitments.size(), note, known);
  }

  /** Of the events, and behind them of what waits and is about nothing. */
  private static List<byte[]> commitments(
      Connection connection, List<LogEntry> entries, long before) throws SQLException {
    var all = new ArrayList<byte[]>(entries.size());
    entries.forEach(entry -> all.add(entry.commitment()));
    all.addAll(Fillers.place(connection, before + entries.size(), BATCH - entries.size()));
    return all;
  }

  /** In the order of the ids, which is the order of time. */
  private static List<LogEntry> take(Connection connection, List<TenantId> all)
      throws SQLException {
    // LIMIT 1 keeps it at look-ups by primary keys, however large the ledger is. A row of
    // log_pending
    // never moves, so it can be deleted by its place.
    String sql =
        """
        WITH oldest AS (
          SELECT ctid AS place FROM log_pending WHERE tenant_id = ANY (:all)
          ORDER BY event_id LIMIT %d),
        taken AS (
          DELETE FROM log_pending
          WHERE tenant_id = ANY (:all) AND ctid = ANY (ARRAY (SELECT place FROM oldest))
          RETURNING tenant_id, event_id)
        SELECT %s, t.event_id AS taken
        FROM taken t
        LEFT JOIN LATERAL (
          SELECT * FROM consent_event e
          WHERE e.tenant_id = t.tenant_id AND e.id = t.event_id LIMIT 1) e ON true
        LEFT JOIN LATERAL (
          SELECT salt, content FROM consent_evidence v
          WHERE v.tenant_id = t.tenant_id AND v.event_id = t.event_id LIMIT 1) v ON true
        """
            .formatted(BATCH, CanonicalRecord.COLUMNS);
    var entries = new ArrayList<LogEntry>();
    var others = new ArrayList<UUID>();
    Rows.batch(connection, sql, all)
        .uuids("all", TenantId::value)
        .each(
            row -> {
              if (row.getObject("id") == null) {
                others.add(row.getObject("taken", UUID.class));
              } else {
                entries.add(entry(row));
              }
            });
    if (!others.isEmpty()) {
      AuditSeals.heads(connection, all, others)
          .forEach(head -> entries.add(AuditRecord.entry(head)));
    }
    entries.sort(BY_ID);
    return entries;
  }

  private static LogEntry entry(ResultSet row) throws SQLException {
    byte[] salt = row.getBytes("salt");
    return new LogEntry(
        row.getObject("tenant_id", UUID.class),
        row.getObject("id", UUID.class),
        salt == null ? nothing() : CanonicalRecord.of(row).commitment(salt));
  }

  /** Erased before it was sealed: its place stays, and nothing leads from it to anybody. */
  private static byte[] nothing() {
    byte[] random = new byte[TreeHash.LENGTH];
    RANDOM.nextBytes(random);
    return random;
  }
}
