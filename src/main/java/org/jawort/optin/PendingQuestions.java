package org.jawort.optin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.AskedWording;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Evidence;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** What personal links ask, for the pages behind them. */
@Component
class PendingQuestions implements AutoCloseable {
  private static final int MOST = 512;

  /** A link that somebody opened. */
  private record Wanted(TenantId tenant, MessageId message) {}

  private final Database database;
  private final JsonMapper json;
  private final GroupCommit<Wanted, Optional<PendingQuestion>> finding;

  PendingQuestions(Database database, JsonMapper json) {
    this.database = database;
    this.json = json;
    this.finding = new GroupCommit<>("links", MOST, link -> new Object(), this::read);
  }

  /** What is asked at the same moment is read in one statement. */
  Optional<PendingQuestion> find(TenantId tenant, MessageId message) {
    var wanted = new Wanted(tenant, message);
    // Inside a transaction it is asked there: waiting for another connection could wait forever.
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? read(List.of(wanted)).getFirst()
        : finding.write(wanted);
  }

  private List<Optional<PendingQuestion>> read(List<Wanted> wanted) {
    // LIMIT keeps it at look-ups by primary keys for each link, however many there are.
    String sql =
        """
        SELECT l.place, q.*
        FROM unnest(:tenant::uuid[], :message::uuid[]) WITH ORDINALITY
          AS l (tenant_id, message_id, place)
        CROSS JOIN LATERAL (
          SELECT coalesce(c.status, 'UNKNOWN') AS status, g.language,
                 nullif(e.content, '{}') AS content, m.created_at,
                 coalesce(ev.at, m.created_at) AS asked_at, r.status = 'WAITING' AS waiting,
                 coalesce(ev.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'), false) AS renewal
          FROM message m
          JOIN campaign g ON g.tenant_id = m.tenant_id AND g.id = m.campaign_id
          LEFT JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
          LEFT JOIN consent_event ev ON ev.tenant_id = m.tenant_id AND ev.id = m.event_id
          LEFT JOIN consent_evidence e ON e.tenant_id = m.tenant_id AND e.event_id = m.event_id
          LEFT JOIN consent c ON c.tenant_id = m.tenant_id
            AND c.contact_point_id = m.contact_point_id AND c.purpose_id = m.purpose_id
          WHERE m.tenant_id = l.tenant_id AND m.id = l.message_id
            AND m.message_class = 'OPT_IN'
          LIMIT 1) q
        """;
    return database.read(
        wanted.stream().map(Wanted::tenant).distinct().toList(),
        connection -> {
          var found =
              new ArrayList<>(
                  Collections.nCopies(wanted.size(), Optional.<PendingQuestion>empty()));
          Rows.batch(connection, sql, wanted)
              .uuids("tenant", w -> w.tenant().value())
              .uuids("message", w -> w.message().value())
              .each(row -> found.set(row.getInt("place") - 1, Optional.of(request(row))));
          return found;
        });
  }

  private PendingQuestion request(ResultSet row) throws SQLException {
    return new PendingQuestion(
        ConsentStatus.valueOf(row.getString("status")),
        Language.ofCode(row.getString("language")),
        wordings(row.getString("content")),
        row.getTimestamp("asked_at").toInstant(),
        row.getBoolean("waiting"),
        row.getBoolean("renewal"));
  }

  /** What was ticked, or else what others asked, in the words that the evidence holds. */
  private List<String> wordings(@Nullable String content) {
    if (content == null) {
      return List.of();
    }
    Evidence evidence = json.readValue(content, Evidence.class);
    List<String> ticked =
        evidence.boxes().stream()
            .filter(box -> box.ticked() && box.wording() != null)
            .map(Evidence.Box::text)
            .toList();
    return ticked.isEmpty() ? evidence.asked().stream().map(AskedWording::text).toList() : ticked;
  }

  /** Answers what is asked, then stops. */
  @Override
  public void close() {
    finding.close();
  }
}
