package org.jawort.transfer.exports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.filter.ConditionSql;
import org.jawort.consent.filter.Conditions;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads on behind the contact point that it came to, whoever the condition holds for then, and adds
 * a piece to the file: a JSON array of cells on each line, whatever the file will be.
 */
@Component
class ExportJob implements JobKind {
  static final String NAME = "EXPORT";
  private static final int BATCH = 5_000;
  private static final UUID FIRST = new UUID(0, 0);

  /** What a job is about. */
  record About(UUID id) {}

  /** What is needed to go on. */
  record Order(String condition) {}

  private final Database database;
  private final JdbcClient jdbc;
  private final ExportRows rows;
  private final ExportedCells cells;
  private final Conditions conditions;
  private final JsonMapper json;
  private final InstantSource clock;

  ExportJob(
      Database database,
      JdbcClient jdbc,
      ExportRows rows,
      ExportedCells cells,
      Conditions conditions,
      JsonMapper json,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.rows = rows;
    this.cells = cells;
    this.conditions = conditions;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    TenantId tenant = hand.tenant();
    Optional<Export> found = rows.find(connection, tenant, id(hand.job()));
    if (found.isEmpty()) {
      return new JobBatchOutcome.CannotGoOn(JobText.of("export.gone"));
    }
    Export export = found.get();
    UUID after = hand.cursor() == null ? FIRST : UUID.fromString(hand.cursor());
    List<UUID> points = next(tenant, order(hand), after, most);
    if (!points.isEmpty()) {
      List<List<String>> lines = cells.of(connection, tenant, points, export.columns());
      rows.append(connection, tenant, export.id(), lines.size(), written(lines));
    }
    boolean last = points.size() < most;
    if (last) {
      rows.finish(connection, tenant, export.id(), clock.instant().plus(Export.KEPT));
    }
    String cursor = (points.isEmpty() ? after : points.getLast()).toString();
    return new JobBatchOutcome.Worked(
        cursor, points.size(), points.isEmpty() ? Map.of() : Map.of("ROWS", points.size()), last);
  }

  private Order order(JobInHand hand) {
    return json.readValue(hand.parameters(), Order.class);
  }

  private List<UUID> next(TenantId tenant, Order order, UUID after, int most) {
    ConditionSql sql = conditions.sql(tenant, conditions.kept(order.condition()));
    Map<String, Object> parameters = sql.more();
    parameters.put("after", after);
    return jdbc.sql(sql.select("p.id") + " AND p.id > :after ORDER BY p.id LIMIT " + most)
        .params(parameters)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private byte[] written(List<List<String>> lines) {
    return lines.stream()
        .map(json::writeValueAsString)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private ExportId id(Job job) {
    return new ExportId(json.readValue(job.about(), About.class).id());
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) throws SQLException {
    rows.fallBack(connection, tenant, job);
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    String format =
        database
            .read(tenant, connection -> rows.find(connection, tenant, id(job)))
            .map(export -> export.format().name())
            .orElse("–");
    return JobText.of("export.job", format);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of("export.outcome." + what);
  }
}
