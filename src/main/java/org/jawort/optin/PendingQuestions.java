package org.jawort.optin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.consent.AskedWording;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Evidence;
import org.jawort.consent.TickedWords;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** What personal links ask, for the pages behind them. */
@Component
class PendingQuestions implements AutoCloseable {
  private static final int MOST = 512;

  /** More consents than one mail asks for. */
  private static final int MOST_TOGETHER = 20;

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
                 nullif(e.content, '{}') AS content, m.created_at, k.purpose_id,
                 u.archived_at IS NOT NULL AS archived,
                 coalesce(ev.at, m.created_at) AS asked_at, r.status = 'WAITING' AS waiting,
                 coalesce(ev.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'), false) AS renewal
          FROM message m
          CROSS JOIN LATERAL (
            SELECT m.purpose_id, m.event_id, m.run_id
            UNION ALL
            SELECT a.purpose_id, a.event_id, a.run_id FROM message_also a
            WHERE a.tenant_id = m.tenant_id AND a.message_id = m.id) k
          JOIN purpose u ON u.tenant_id = m.tenant_id AND u.id = k.purpose_id
          JOIN campaign g ON g.tenant_id = m.tenant_id AND g.id = m.campaign_id
          LEFT JOIN run r ON r.tenant_id = m.tenant_id AND r.id = k.run_id
          LEFT JOIN consent_event ev ON ev.tenant_id = m.tenant_id AND ev.id = k.event_id
          LEFT JOIN consent_evidence e ON e.tenant_id = m.tenant_id AND e.event_id = k.event_id
          LEFT JOIN consent c ON c.tenant_id = m.tenant_id
            AND c.contact_point_id = m.contact_point_id AND c.purpose_id = k.purpose_id
          WHERE m.tenant_id = l.tenant_id AND m.id = l.message_id
            AND m.message_class = 'OPT_IN'
          ORDER BY k.event_id LIMIT :most) q
        """;
    List<TenantId> tenants = wanted.stream().map(Wanted::tenant).distinct().toList();
    return database.read(
        tenants,
        connection -> {
          var found = new HashMap<Integer, List<Asked>>();
          Rows.batch(connection, sql, wanted)
              .uuids("tenant", w -> w.tenant().value())
              .uuids("message", w -> w.message().value())
              .integer("most", MOST_TOGETHER)
              .each(
                  row ->
                      found
                          .computeIfAbsent(row.getInt("place") - 1, none -> new ArrayList<>())
                          .add(asked(row)));
          List<Evidence> evidences =
              found.values().stream().flatMap(List::stream).map(Asked::evidence).toList();
          TickedWords words = TickedWords.in(connection, tenants, evidences);
          return IntStream.range(0, wanted.size())
              .mapToObj(
                  place -> Optional.ofNullable(found.get(place)).map(all -> question(all, words)))
              .toList();
        });
  }

  /** A consent that a link asks for. */
  private record Asked(
      PurposeId purpose,
      ConsentStatus status,
      Language language,
      Evidence evidence,
      Instant at,
      boolean waiting,
      boolean renewal,
      boolean archived) {}

  private Asked asked(ResultSet row) throws SQLException {
    String content = row.getString("content");
    return new Asked(
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        ConsentStatus.valueOf(row.getString("status")),
        Language.ofCode(row.getString("language")),
        content == null ? Evidence.of(null) : json.readValue(content, Evidence.class),
        row.getTimestamp("asked_at").toInstant(),
        row.getBoolean("waiting"),
        row.getBoolean("renewal"),
        row.getBoolean("archived"));
  }

  /**
   * Of several those that wait for the answer, but for those for which nobody is asked any more;
   * where none does, how they stand.
   */
  private static PendingQuestion question(List<Asked> several, TickedWords words) {
    List<Asked> open = several.stream().filter(one -> !one.archived()).toList();
    List<Asked> all = open.isEmpty() ? several : open;
    List<Asked> waiting = all.stream().filter(Asked::waiting).toList();
    List<Asked> shown = waiting.isEmpty() ? all : waiting;
    Asked first =
        shown.stream()
            .filter(one -> waiting.isEmpty() && one.status().mayAdvertise())
            .findFirst()
            .orElse(shown.getFirst());
    return new PendingQuestion(
        first.status(),
        first.language(),
        shown.stream().flatMap(one -> wordings(one, words).stream()).distinct().toList(),
        first.at(),
        first.waiting(),
        first.renewal());
  }

  /** What was ticked, or else what others asked, in the words that the evidence holds. */
  private static List<String> wordings(Asked asked, TickedWords words) {
    List<String> ticked = words.of(asked.evidence(), asked.purpose());
    return ticked.isEmpty()
        ? asked.evidence().asked().stream().map(AskedWording::text).toList()
        : ticked;
  }

  /** Answers what is asked, then stops. */
  @Override
  public void close() {
    finding.close();
  }
}
