package org.jawort.form;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.SignedUp;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what was written on forms, as it came in. */
@Component
public class KeptSubmissions {
  /** Most on one page. */
  public static final int MOST = 200;

  /** After which no submission comes to stand before another any more. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final FormActions actions;

  KeptSubmissions(
      Database database, JdbcClient jdbc, Ids ids, InstantSource clock, FormActions actions) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.actions = actions;
  }

  /** Written with the sign-up or not at all, and before anybody reads what was written. */
  @EventListener
  @Order(1)
  void on(SignedUp signedUp) {
    database.write(
        signedUp.arrivals().stream().map(arrival -> arrival.signUp().tenant()).distinct().toList(),
        connection -> {
          List<Row> rows =
              signedUp.arrivals().stream()
                  .map(arrival -> new Row(arrival, new SubmissionId(ids.next())))
                  .toList();
          insert(connection, rows);
          actions.submitted(connection, rows.stream().map(Row::acted).toList(), clock.instant());
          return signedUp;
        });
  }

  private record Row(SignedUp.Arrival arrival, SubmissionId id) {
    ActedSubmission acted() {
      return new ActedSubmission(
          arrival.signUp().tenant(), id, arrival.contactPoint(), arrival.signUp().form());
    }
  }

  private static void insert(Connection connection, List<Row> rows) throws SQLException {
    String sql =
        """
        INSERT INTO form_submission (tenant_id, id, form_id, form_version, at, contact_point_id,
                                     answers)
        SELECT tenant_id, id, form_id, form_version, at, contact_point_id, answers::json
        FROM unnest(:tenant::uuid[], :id::uuid[], :form::uuid[], :version::int[],
                    :at::timestamptz[], :point::uuid[], :answers::text[])
          AS s (tenant_id, id, form_id, form_version, at, contact_point_id, answers)
        """;
    Rows.batch(connection, sql, rows)
        .uuids("tenant", row -> row.arrival().signUp().tenant().value())
        .uuids("id", row -> row.id().value())
        .uuids("form", row -> row.arrival().signUp().form().form())
        .integers("version", row -> row.arrival().signUp().form().version())
        .instants("at", row -> row.arrival().at())
        .uuids("point", row -> row.arrival().contactPoint().value())
        .texts("answers", row -> row.arrival().signUp().answers())
        .update();
  }

  /**
   * Submissions of a form, the oldest first, so that whoever remembers the last one goes on from
   * there. Those of the last seconds come later: one that began earlier on another node may still
   * be on its way to its place before them.
   *
   * @param after the last one that was read; empty from the beginning
   * @param most at most {@link #MOST}
   */
  public List<KeptSubmission> after(
      TenantId tenant, FormId form, Optional<SubmissionId> after, int most) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT s.id, s.form_id, s.form_version, s.at, p.contact_id, p.id AS point_id,
                           p.address, s.answers
                    FROM form_submission s
                    JOIN contact_point p
                      ON p.tenant_id = s.tenant_id AND p.id = s.contact_point_id
                    WHERE s.tenant_id = :tenant AND s.form_id = :form AND s.id > :after
                      AND s.at < :settled
                    ORDER BY s.id LIMIT :most
                    """)
                .param("tenant", tenant.value())
                .param("form", form.value())
                .param("after", after.map(SubmissionId::value).orElse(new UUID(0, 0)))
                .param("settled", Timestamp.from(clock.instant().minus(SETTLED)))
                .param("most", Math.min(most, MOST))
                .query((row, number) -> submission(row))
                .list());
  }

  /** All that came in under the addresses of a contact, the oldest first (law 37). */
  public List<WrittenAnswer> writtenBy(TenantId tenant, ContactId contact) {
    return database.read(
        tenant,
        connection ->
            jdbc
                .sql(
                    """
                    SELECT s.at, f.name, s.form_version, s.answers, v.definition
                    FROM contact_point p
                    JOIN form_submission s
                      ON s.tenant_id = p.tenant_id AND s.contact_point_id = p.id
                    JOIN form f ON f.tenant_id = s.tenant_id AND f.id = s.form_id
                    JOIN form_version v ON v.tenant_id = s.tenant_id AND v.form_id = s.form_id
                      AND v.version = s.form_version
                    WHERE p.tenant_id = :tenant AND p.contact_id = :contact ORDER BY s.id
                    """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query((row, number) -> written(row))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList());
  }

  private static List<WrittenAnswer> written(ResultSet row) throws SQLException {
    Map<String, String> answers = AnswersJson.read(row.getString("answers"));
    var written = new ArrayList<WrittenAnswer>();
    for (FormField field : DefinitionJson.read(row.getString("definition")).fields()) {
      String answer = answers.get(field.name());
      if (answer != null) {
        written.add(
            new WrittenAnswer(
                row.getTimestamp("at").toInstant(),
                row.getString("name"),
                row.getInt("form_version"),
                field.label(),
                answer));
      }
    }
    return written;
  }

  static KeptSubmission submission(ResultSet row) throws SQLException {
    return new KeptSubmission(
        new SubmissionId(row.getObject("id", UUID.class)),
        new FormId(row.getObject("form_id", UUID.class)),
        row.getInt("form_version"),
        row.getTimestamp("at").toInstant(),
        new ContactId(row.getObject("contact_id", UUID.class)),
        new ContactPointId(row.getObject("point_id", UUID.class)),
        row.getString("address"),
        AnswersJson.read(row.getString("answers")));
  }
}
