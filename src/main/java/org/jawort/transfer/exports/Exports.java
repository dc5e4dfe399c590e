package org.jawort.transfer.exports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.ConditionSql;
import org.jawort.consent.filter.Conditions;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.JobStartOutcome;
import org.jawort.tenant.job.Jobs;
import org.jawort.tenant.job.NewJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The door to files that go out. */
@Component
public class Exports {
  private static final int LISTED = 50;

  private final Database database;
  private final JdbcClient jdbc;
  private final ExportRows rows;
  private final Conditions conditions;
  private final Jobs jobs;
  private final Ids ids;
  private final JsonMapper json;
  private final InstantSource clock;

  Exports(
      Database database,
      JdbcClient jdbc,
      ExportRows rows,
      Conditions conditions,
      Jobs jobs,
      Ids ids,
      JsonMapper json,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.rows = rows;
    this.conditions = conditions;
    this.jobs = jobs;
    this.ids = ids;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What somebody wants.
   *
   * @param condition that was read for the tenant
   * @param headings of the columns
   */
  public record Wish(
      Condition condition,
      ExportFormat format,
      List<ExportColumn> columns,
      List<String> headings) {}

  /**
   * What was begun.
   *
   * @param rows how many rows there will be as things stand
   */
  public record Begun(ExportId id, int rows) {}

  /** Begins to write the file. */
  public Begun order(TenantId tenant, Actor actor, Wish wish) {
    UUID by = actor.id();
    if (by == null) {
      throw new IllegalArgumentException("a file is for somebody: " + actor);
    }
    return database.write(
        tenant,
        connection -> {
          int total = count(tenant, wish.condition());
          var id = new ExportId(ids.next());
          var job =
              new NewJob(
                  ExportJob.NAME,
                  actor.kind() == Actor.Kind.STAFF ? by : null,
                  total,
                  Map.of(),
                  new ExportJob.About(id.value()),
                  new ExportJob.Order(json.writeValueAsString(conditions.write(wish.condition()))),
                  id.toString());
          if (!(jobs.start(tenant, job) instanceof JobStartOutcome.Started(var started))) {
            throw new IllegalStateException("a fresh id is that of an open job");
          }
          var export =
              new Export(
                  id,
                  by,
                  clock.instant(),
                  wish.format(),
                  wish.columns(),
                  wish.headings(),
                  Export.State.RUNNING,
                  started,
                  0,
                  Optional.empty());
          rows.insert(connection, tenant, export);
          return new Begun(id, total);
        });
  }

  private int count(TenantId tenant, Condition condition) {
    ConditionSql sql = conditions.sql(tenant, condition);
    return jdbc.sql(sql.select("count(*)::int"))
        .params(sql.parameters())
        .query(Integer.class)
        .single();
  }

  /** One of them. */
  public Optional<Export> find(TenantId tenant, ExportId id) {
    return database.read(tenant, connection -> rows.find(connection, tenant, id));
  }

  /** The last ones, the newest first. */
  public List<Export> latest(TenantId tenant) {
    return database.read(tenant, connection -> rows.latest(connection, tenant, LISTED));
  }

  /**
   * Writes the file of one that is done, a piece at a time.
   *
   * @throws IOException also where pieces are missing, as the file was deleted meanwhile: whoever
   *     fetches it must not take a part for the whole
   */
  public void write(TenantId tenant, Export export, OutputStream out) throws IOException {
    ExportWriter writer = writer(export, out);
    writer.begin();
    int written = 0;
    for (int place = 0; written < export.rows(); place++) {
      int at = place;
      byte[] piece =
          database
              .read(tenant, connection -> rows.chunk(connection, tenant, export.id(), at))
              .orElseThrow(() -> new IOException("deleted while it was fetched: " + export.id()));
      for (String line : new String(piece, StandardCharsets.UTF_8).split("\n")) {
        writer.row(List.of(json.readValue(line, String[].class)));
        written++;
      }
    }
    writer.end();
  }

  private ExportWriter writer(Export export, OutputStream out) {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    return switch (export.format()) {
      case CSV -> new ExportWriter.CsvRows(export.headings(), text);
      case JSONL -> new ExportWriter.JsonRows(export.columns(), json, text);
      case XLSX -> new XlsxRows(export.headings(), out);
    };
  }
}
