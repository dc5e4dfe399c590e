package org.jawort.form;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door for those who look through what was written on a form, the newest first. */
@Component
public class SubmissionSearch {
  /** Up to so many are counted. */
  public static final int MOST_COUNTED = 10_000;

  private static final int PORTION = 1_000;
  private static final UUID BEHIND_ALL = new UUID(-1, -1);

  // Taking answers apart costs ten times what a look at them as they are written costs.
  private static final String MATCHES =
      """
       FROM form_submission s
      JOIN contact_point p ON p.tenant_id = s.tenant_id AND p.id = s.contact_point_id
      WHERE s.tenant_id = :tenant AND s.form_id = :form AND s.id >= :firstId AND s.id < :endId
        AND s.id < :before AND s.at >= :from AND s.at < :to
        AND (:text = '' OR p.address ILIKE :pattern
             OR (s.answers::text ILIKE :written OR strpos(s.answers::text, :writtenDay) > 0)
                AND EXISTS (SELECT FROM json_each_text(s.answers) a
                            WHERE a.value ILIKE :pattern OR a.value = :day))
      """;

  private static final String WITH_STATUS =
      """
      SELECT s.id, s.form_id, s.form_version, s.at, s.contact_id, s.point_id, s.address, s.answers,
             g.german, g.english, g.statuses, g.asked
      FROM found s
      CROSS JOIN LATERAL (
        SELECT array_agg(u.names ->> 'de' ORDER BY t.place) AS german,
               array_agg(u.names ->> 'en' ORDER BY t.place) AS english,
               array_agg(coalesce(c.status, 'UNKNOWN') ORDER BY t.place) AS statuses,
               array_agg(coalesce(c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED', 'REFUSED',
                                               'REVOKED'), false)
                 AND EXISTS (SELECT FROM run r
                             WHERE r.tenant_id = :tenant AND r.contact_point_id = s.point_id
                               AND r.purpose_id = t.purpose_id AND r.status = 'WAITING')
                 ORDER BY t.place) AS asked
        FROM (SELECT e.purpose_id, min(e.id::text) AS place FROM consent_event e
              WHERE e.tenant_id = :tenant AND e.contact_point_id = s.point_id
                AND e.form_id = s.form_id AND e.at = s.at AND e.type = 'SIGNED_UP'
              GROUP BY e.purpose_id) t
        JOIN purpose u ON u.tenant_id = :tenant AND u.id = t.purpose_id
        LEFT JOIN consent c ON c.tenant_id = :tenant AND c.contact_point_id = s.point_id
          AND c.purpose_id = t.purpose_id) g
      ORDER BY s.id DESC
      """;

  private final Database database;
  private final JdbcClient jdbc;

  SubmissionSearch(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /**
   * Those that a question asks for, the newest first.
   *
   * @param before goes on behind this one; empty for the first page
   */
  public List<FoundSubmission> page(
      TenantId tenant,
      FormId form,
      SubmissionQuestion question,
      Optional<SubmissionId> before,
      int most) {
    return database.read(
        tenant,
        connection ->
            asked(
                    "WITH found AS MATERIALIZED (SELECT s.*, p.contact_id, p.id AS point_id, p.address"
                        + MATCHES
                        + "ORDER BY s.id DESC LIMIT :most)"
                        + WITH_STATUS,
                    tenant,
                    form,
                    question)
                .param("before", before.map(SubmissionId::value).orElse(BEHIND_ALL))
                .param("most", most)
                .query((row, number) -> found(row))
                .list());
  }

  /** How many a question asks for; one more than {@link #MOST_COUNTED} stands for any more. */
  public int count(TenantId tenant, FormId form, SubmissionQuestion question) {
    return database.read(
        tenant,
        connection ->
            asked(
                    "SELECT count(*) FROM (SELECT" + MATCHES + "LIMIT :most) m",
                    tenant,
                    form,
                    question)
                .param("before", BEHIND_ALL)
                .param("most", MOST_COUNTED + 1)
                .query(Integer.class)
                .single());
  }

  private JdbcClient.StatementSpec asked(
      String sql, TenantId tenant, FormId form, SubmissionQuestion question) {
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("form", form.value())
        .param("firstId", question.firstId())
        .param("endId", question.endId())
        .param("from", Timestamp.from(question.begin()))
        .param("to", Timestamp.from(question.end()))
        .param("text", question.text())
        .param("pattern", question.pattern())
        .param("written", question.writtenPattern())
        .param("writtenDay", "\"" + question.day() + "\"")
        .param("day", question.day());
  }

  /** All of them, the newest first, a portion at a time. */
  public void each(
      TenantId tenant, FormId form, SubmissionQuestion question, Consumer<FoundSubmission> reader) {
    List<FoundSubmission> portion = page(tenant, form, question, Optional.empty(), PORTION);
    while (!portion.isEmpty()) {
      portion.forEach(reader);
      Optional<SubmissionId> last = Optional.of(portion.getLast().kept().id());
      portion = portion.size() < PORTION ? List.of() : page(tenant, form, question, last, PORTION);
    }
  }

  /** What every version of a form asked, by its number; none where the tenant has no such form. */
  public SortedMap<Integer, List<FormField>> questions(TenantId tenant, FormId form) {
    var questions = new TreeMap<Integer, List<FormField>>();
    database.read(
        tenant,
        connection -> {
          jdbc.sql(
                  """
                  SELECT version, definition FROM form_version
                  WHERE tenant_id = :tenant AND form_id = :form
                  """)
              .param("tenant", tenant.value())
              .param("form", form.value())
              .query(
                  row -> {
                    FormDefinition shown = DefinitionJson.read(row.getString("definition"));
                    questions.put(row.getInt("version"), shown.fields());
                  });
          return questions;
        });
    return questions;
  }

  private static FoundSubmission found(ResultSet row) throws SQLException {
    if (row.getArray("statuses") == null) {
      return new FoundSubmission(KeptSubmissions.submission(row), List.of());
    }
    String[] german = (String[]) row.getArray("german").getArray();
    String[] english = (String[]) row.getArray("english").getArray();
    String[] statuses = (String[]) row.getArray("statuses").getArray();
    Boolean[] asked = (Boolean[]) row.getArray("asked").getArray();
    var consents = new ArrayList<FoundSubmission.Standing>(statuses.length);
    for (int i = 0; i < statuses.length; i++) {
      consents.add(
          new FoundSubmission.Standing(
              new PurposeName(german[i], english[i]),
              ConsentStatus.valueOf(statuses[i]),
              asked[i]));
    }
    return new FoundSubmission(KeptSubmissions.submission(row), consents);
  }
}
