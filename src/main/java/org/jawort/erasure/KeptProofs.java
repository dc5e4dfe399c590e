package org.jawort.erasure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.proof.KeptEvidence;
import org.jawort.consent.proof.Opening;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.ContactActs;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to proof that outlives its contact: look at it, and let it go when its day comes. */
@Component
public class KeptProofs {
  private static final int BATCH = 500;
  private static final int MOST_LISTED = 200;

  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final KeptRows rows;
  private final KeptEvidence evidence;
  private final History history;
  private final AddressHashes hashes;
  private final ContactActs acts;
  private final InstantSource clock;

  KeptProofs(
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      KeptRows rows,
      KeptEvidence evidence,
      History history,
      AddressHashes hashes,
      ContactActs acts,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.rows = rows;
    this.evidence = evidence;
    this.history = history;
    this.hashes = hashes;
    this.acts = acts;
    this.clock = clock;
  }

  /** Erases, of all tenants, what is over its time, and returns how many proofs. */
  public int eraseDue() {
    var erased = new AtomicInteger();
    EachTenant.run(tenants.all(), tenant -> erased.addAndGet(eraseDue(tenant)));
    return erased.get();
  }

  private int eraseDue(TenantId tenant) {
    int erased = 0;
    int batch;
    do {
      batch = database.writeAnew(tenant, connection -> erase(connection, tenant));
      erased += batch;
    } while (batch == BATCH);
    return erased;
  }

  private int erase(Connection connection, TenantId tenant) throws SQLException {
    List<KeptRows.Due> due = rows.takeDue(connection, tenant, clock.instant(), BATCH);
    if (!due.isEmpty()) {
      evidence.erase(connection, tenant, due.stream().map(KeptRows.Due::consent).toList());
    }
    for (KeptRows.Due one : due) {
      acts.note(
          connection,
          tenant,
          ContactActs.Act.PROOF_ERASED,
          Actor.PROCESS,
          one.contact(),
          one.consent().contactPoint().value(),
          null);
    }
    return due.size();
  }

  /** What is kept, the next to be erased first, at most {@value #MOST_LISTED}; not whose. */
  public List<KeptProof> list(TenantId tenant) {
    return proofs(tenant, "TRUE", "nothing", "");
  }

  /** What is kept of an address. */
  public List<KeptProof> find(TenantId tenant, CheckedAddress address) {
    return proofs(
        tenant, "k.hash = :hash", "hash", hashes.of(tenant, address.channel(), address.key()));
  }

  private List<KeptProof> proofs(TenantId tenant, String which, String name, Object value) {
    String sql =
        """
        SELECT k.contact_point_id, u.key AS purpose, k.reason, k.kept_at, k.until,
               coalesce(n.names, u.names) ->> 'de' AS name_de,
               coalesce(n.names, u.names) ->> 'en' AS name_en
        FROM kept_proof k JOIN purpose u ON u.tenant_id = k.tenant_id AND u.id = k.purpose_id
        LEFT JOIN LATERAL (
          SELECT n.names FROM consent_event e
          JOIN purpose_version n ON n.tenant_id = e.tenant_id AND n.purpose_id = e.purpose_id
            AND n.version = e.purpose_version
          WHERE e.tenant_id = k.tenant_id AND e.contact_point_id = k.contact_point_id
            AND e.purpose_id = k.purpose_id
          ORDER BY e.type IN ('CONFIRMED', 'RENEWED', 'DECLARED', 'DECLARED_ANEW', 'GRANTED') DESC,
                   e.id DESC LIMIT 1) n ON true
        WHERE k.tenant_id = :tenant AND %s ORDER BY k.until, k.contact_point_id LIMIT %d
        """
            .formatted(which, MOST_LISTED);
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param(name, value)
                .query((row, number) -> KeptRows.proof(row))
                .list());
  }

  /** Everything that is kept of a contact point; empty where nothing is. */
  public Optional<KeptRecord> show(TenantId tenant, ContactPointId contactPoint) {
    return database.read(
        tenant,
        connection -> {
          List<KeptProof> kept =
              proofs(tenant, "k.contact_point_id = :point", "point", contactPoint.value());
          return kept.isEmpty()
              ? Optional.empty()
              : Optional.of(record(connection, tenant, contactPoint, kept));
        });
  }

  private KeptRecord record(
      Connection connection, TenantId tenant, ContactPointId contactPoint, List<KeptProof> kept)
      throws SQLException {
    Map<EventId, Evidence> content = evidence.of(connection, tenant, contactPoint);
    Map<EventId, Opening> openings = evidence.openings(connection, tenant, contactPoint);
    List<HistoryEntry> entries =
        history.of(tenant, contactPoint).stream()
            .map(entry -> entry.with(content.get(entry.id())))
            .toList();
    return jdbc.sql(
            """
            SELECT contact_id, channel, address, person FROM kept_proof
            WHERE tenant_id = :tenant AND contact_point_id = :contactPoint LIMIT 1
            """)
        .param("tenant", tenant.value())
        .param("contactPoint", contactPoint.value())
        .query(
            (row, number) ->
                new KeptRecord(
                    kept,
                    row.getObject("contact_id", UUID.class),
                    Channel.valueOf(row.getString("channel")),
                    row.getString("address"),
                    row.getString("person"),
                    entries,
                    openings,
                    mails(tenant, contactPoint),
                    Map.of()))
        .single();
  }

  private List<KeptRecord.Mail> mails(TenantId tenant, ContactPointId contactPoint) {
    return jdbc.sql(
            """
            SELECT DISTINCT ON (message_id) message_id, created_at, status, answer, answered_at,
                   raw IS NOT NULL AS shown
            FROM kept_message
            WHERE tenant_id = :tenant AND contact_point_id = :contactPoint ORDER BY message_id
            """)
        .param("tenant", tenant.value())
        .param("contactPoint", contactPoint.value())
        .query(
            (row, number) ->
                new KeptRecord.Mail(
                    row.getObject("message_id", UUID.class),
                    row.getTimestamp("created_at").toInstant(),
                    row.getString("status"),
                    row.getString("answer"),
                    Rows.instant(row, "answered_at"),
                    row.getBoolean("shown")))
        .list();
  }

  /** A request for consent that is kept, byte for byte as it was sent. */
  public Optional<byte[]> mail(TenantId tenant, ContactPointId contactPoint, UUID message) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT raw FROM kept_message
                    WHERE tenant_id = :tenant AND contact_point_id = :contactPoint
                      AND message_id = :message
                      AND raw IS NOT NULL
                    LIMIT 1
                    """)
                .param("tenant", tenant.value())
                .param("contactPoint", contactPoint.value())
                .param("message", message)
                .query((row, number) -> row.getBytes("raw"))
                .optional());
  }

  /** A scan that backs a declaration of which proof is kept. */
  public Optional<EvidenceFiles.Content> file(
      TenantId tenant, ContactPointId contactPoint, UUID id) {
    return database.read(tenant, connection -> evidence.file(connection, tenant, contactPoint, id));
  }
}
